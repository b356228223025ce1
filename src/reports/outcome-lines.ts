// The first line of what a check came to: its outcome as a mark and a word, and a sentence.
import type { Outcome } from '../checks/define.js';
import type { Standing } from '../judge/standing.js';
import { joined, visible, type Safe } from '../util/safe-text.js';
import { indented, wrap } from './layout.js';
import type { Paint } from './paint.js';

const LABELS: Record<Outcome, string> = {
  pass: '✔ ok',
  warn: '! WARN',
  fail: '✖ FAIL',
  skipped: '- skip',
  unknown: '? unknown',
};

/** The column in which the sentence begins. */
const HEAD_MARGIN = 8;

interface Headline {
  readonly outcome: Outcome;
  readonly standing?: Standing | null;
}

/** What a policy or a baseline accepts is no longer called a failure. */
function labelOf({ outcome, standing }: Headline): string {
  if (standing?.ignored != null) return '- ignored';
  if (standing?.baseline === 'known') return '- known';
  return LABELS[outcome];
}

/** The label is padded before it is coloured: colour has no width. */
export function outcomeLines(finding: Headline, text: string, ink: Paint, width: number): Safe[] {
  const { outcome } = finding;
  const label = labelOf(finding).padEnd(HEAD_MARGIN - 1);
  const margin = label.length + 1;
  const sentence = outcome === 'warn' || outcome === 'fail' ? ink.strong : visible;
  const [first = visible(''), ...others] = wrap(text, width - margin).map(sentence);
  return [
    joined([ink.outcome(outcome, label), first], ' '),
    ...others.map((line) => indented(line, margin)),
  ];
}
