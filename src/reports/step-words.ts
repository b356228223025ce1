// The parts of an explanation as reports show them.
import type { Certainty, RaisedFinding, Step } from '../checks/define.js';
import { safe, type Safe } from '../util/safe-text.js';

/** Only a cause that is not certain is labelled. */
export function certaintyWords(certainty: Certainty): string {
  return certainty === 'certain' ? '' : ` (${certainty})`;
}

/** The sentence, which ends with what the step changes. */
export function stepWords({ text, changes }: Step): string {
  return changes ? `${text} (changes the cluster)` : text;
}

/** The command is never wrapped, so that it can be copied. Empty where the step has none. */
export function commandLine({ command }: Step, margin: number): Safe[] {
  return command === undefined ? [] : [safe`${' '.repeat(margin)}${command}`];
}

/** `(2 more with -v)`, after the first step; empty if there are no others. */
export function moreSteps({ explanation: { steps } }: Pick<RaisedFinding, 'explanation'>): string {
  return moreOf(steps);
}

/** The same after the first of other texts. */
export function moreOf({ length }: readonly unknown[]): string {
  return length > 1 ? ` (${length - 1} more with -v)` : '';
}
