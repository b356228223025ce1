// What there is to say of a finding as plain lines, for formats that hold text without any form.
import { pageSource } from './page-links.js';
import { certaintyWords, stepWords } from './step-words.js';
import type { JudgedRaised } from '../judge/causes.js';
import { visible, type Safe } from '../util/safe-text.js';
import type { RenderOptions } from './types.js';

/** The part of the options of a report that the page of a finding needs. */
export type PageBase = Pick<RenderOptions, 'docsUrl'>;

/** The parts of a raised finding: observation, cause, steps, and its page. */
export function plainLines(finding: JudgedRaised, { docsUrl }: PageBase): Safe[] {
  const { seen, cause, certainty, steps } = finding.explanation;
  return [
    ...followsWords(finding),
    ...(finding.path === null ? [] : [`hop: ${finding.path}`]),
    ...seen.map((text) => `seen: ${text}`),
    `cause: ${cause}${certaintyWords(certainty)}`,
    ...steps.flatMap((step) => [
      `next: ${stepWords(step)}`,
      ...(step.command === undefined ? [] : [`  ${step.command}`]),
    ]),
    `more: ${pageSource(finding.code, docsUrl)}`,
  ].map(visible);
}

/** `follows from swift-open` and the like; nothing of a finding that follows from none. */
export function followsWords({ cause }: JudgedRaised): string[] {
  if (!cause) return [];
  return [`${cause.certainty === 'likely' ? 'probably ' : ''}follows from ${cause.finding.code}`];
}
