/** A pattern that Go's regexp package does not take; the message is Go's. */
export class RegExpError extends Error {
  override readonly name = 'RegExpError';

  constructor(problem: string, part: string) {
    super(`error parsing regexp: ${problem}: \`${part}\``);
  }
}
