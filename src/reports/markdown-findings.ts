// What was found, as Markdown.
import { explain, titleOf } from '../findings/catalogue.js';
import type { Judged } from '../rules/causes.js';
import { codeSpan, instruction, prose } from './markdown-text.js';
import { followsWords } from './plain.js';
import { standingWords } from './standing-words.js';

const WORDS = { fail: '**FAIL**', warn: '**WARN**' } as const;

/** The finding as an item of a list, with what is to be said of it below. */
export function findingItem(finding: Judged): string[] {
  const word = finding.outcome === 'fail' ? WORDS.fail : WORDS.warn;
  return [
    `- ${word} ${prose(titleOf(finding))} ${codeSpan(finding.code)}${standing(finding)}`,
    ...findingLines(finding).map((line) => `  ${line}`),
  ];
}

/** Where, what was seen, why, and what to do, as a list. */
export function findingLines(finding: Judged): string[] {
  const { seen, cause, certainty, next } = explain(finding);
  return [
    ...followsWords(finding).map((words) => `- ${prose(words)}`),
    ...(finding.hop === null ? [] : [`- Hop: ${codeSpan(finding.hop)}`]),
    ...seen.map((text) => `- Seen: ${prose(text)}`),
    `- Cause: ${instruction(cause)} (${certainty})`,
    ...(next.length === 0 ? [] : ['- Next:', ...next.map((text) => `  - ${step(text)}`)]),
    `- More: ${codeSpan(`swiftcheck explain ${finding.code}`)}`,
  ];
}

/** A space at the beginning of an item would make more of it than text. */
function step(text: string): string {
  return instruction(text).trim();
}

function standing(finding: Judged): string {
  const words = standingWords(finding);
  return words === '' ? '' : ` ${prose(words)}`;
}
