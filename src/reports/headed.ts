// The first line of what a check came to: its outcome as a word, and a sentence.
import type { Outcome } from '../checks/define.js';
import { wrap, WIDTH } from './layout.js';
import type { Paint } from './paint.js';

const LABELS: Record<Outcome, string> = {
  pass: 'ok',
  warn: 'WARN',
  fail: 'FAIL',
  'not-applicable': 'n/a',
  'could-not-tell': '?',
};

/** Where the sentence begins. */
export const HEAD_MARGIN = 6;

/** The label is padded before it is coloured: colour has no width. */
export function headed(outcome: Outcome, text: string, ink: Paint, width = WIDTH): string[] {
  const label = ink.outcome(outcome, LABELS[outcome].padEnd(HEAD_MARGIN));
  const sentence = outcome === 'warn' || outcome === 'fail' ? ink.strong : (line: string) => line;
  const [first = '', ...others] = wrap(text, width - HEAD_MARGIN).map(sentence);
  return [`${label}${first}`, ...others.map((line) => ' '.repeat(HEAD_MARGIN) + line)];
}
