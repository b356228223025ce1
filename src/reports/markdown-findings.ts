// What was found, as Markdown.
import type { FindingCode, Step } from '../checks/define.js';
import { certaintyWords, stepWords } from './step-words.js';
import type { JudgedRaised } from '../judge/causes.js';
import {
  codeSpan,
  commandBlock,
  instruction,
  link,
  marked,
  prose,
  type Markdown,
} from './markdown-text.js';
import { pageSource, pageUrl } from './page-links.js';
import { followsWords, type PageBase } from './plain.js';
import { standingWords } from './standing-words.js';

const WORDS = { fail: marked`**FAIL**`, warn: marked`**WARN**` };

/** The finding as an item of a list, with what is to be said of it below. */
export function findingItem(finding: JudgedRaised, base: PageBase): Markdown[] {
  const word = finding.outcome === 'fail' ? WORDS.fail : WORDS.warn;
  return [
    marked`- ${word} ${prose(finding.title)} ${codeSpan(finding.code)}${standing(finding)}`,
    ...findingLines(finding, base).map((line) => marked`  ${line}`),
  ];
}

/** Where, what was seen, why, and what to do, as a list. */
export function findingLines(finding: JudgedRaised, { docsUrl }: PageBase): Markdown[] {
  const { seen, cause, certainty, steps } = finding.explanation;
  return [
    ...followsWords(finding).map((words) => marked`- ${prose(words)}`),
    ...(finding.path === null ? [] : [marked`- Hop: ${codeSpan(finding.path)}`]),
    ...seen.map((text) => marked`- Seen: ${prose(text)}`),
    marked`- Cause: ${instruction(cause + certaintyWords(certainty))}`,
    ...(steps.length === 0 ? [] : [marked`- Next:`, ...steps.flatMap(stepLines)]),
    marked`- More: ${pageLink(finding.code, docsUrl)}`,
  ];
}

function pageLink(code: FindingCode, base: string | null): Markdown {
  const url = pageUrl(code, base);
  return url === null ? codeSpan(pageSource(code, base)) : link(code, new URL(url));
}

/** A space at the beginning of an item would make more of it than text. */
function stepLines(step: Step): Markdown[] {
  const text = marked`  - ${instruction(stepWords(step).trim())}`;
  return step.command === undefined
    ? [text]
    : [text, marked``, ...commandBlock(step.command).map((line) => marked`    ${line}`), marked``];
}

function standing(finding: JudgedRaised): Markdown {
  const words = standingWords(finding);
  return words === '' ? marked`` : marked` ${prose(words)}`;
}
