// What was found, as Markdown.
import type { Step } from '../checks/define.js';
import { certaintyWords, stepWords } from './step-words.js';
import type { JudgedRaised } from '../judge/causes.js';
import { codeSpan, commandBlock, instruction, prose } from './markdown-text.js';
import { followsWords } from './plain.js';
import { standingWords } from './standing-words.js';

const WORDS = { fail: '**FAIL**', warn: '**WARN**' } as const;

/** The finding as an item of a list, with what is to be said of it below. */
export function findingItem(finding: JudgedRaised): string[] {
  const word = finding.outcome === 'fail' ? WORDS.fail : WORDS.warn;
  return [
    `- ${word} ${prose(finding.title)} ${codeSpan(finding.code)}${standing(finding)}`,
    ...findingLines(finding).map((line) => `  ${line}`),
  ];
}

/** Where, what was seen, why, and what to do, as a list. */
export function findingLines(finding: JudgedRaised): string[] {
  const { seen, cause, certainty, steps } = finding.explanation;
  return [
    ...followsWords(finding).map((words) => `- ${prose(words)}`),
    ...(finding.path === null ? [] : [`- Hop: ${codeSpan(finding.path)}`]),
    ...seen.map((text) => `- Seen: ${prose(text)}`),
    `- Cause: ${instruction(cause)}${certaintyWords(certainty)}`,
    ...(steps.length === 0 ? [] : ['- Next:', ...steps.flatMap(stepLines)]),
    `- More: ${codeSpan(`swiftcheck explain ${finding.code}`)}`,
  ];
}

/** A space at the beginning of an item would make more of it than text. */
function stepLines(step: Step): string[] {
  const text = `  - ${instruction(stepWords(step)).trim()}`;
  return step.command === undefined
    ? [text]
    : [text, '', ...commandBlock(step.command).map((line) => `    ${line}`), ''];
}

function standing(finding: JudgedRaised): string {
  const words = standingWords(finding);
  return words === '' ? '' : ` ${prose(words)}`;
}
