// Several judgements at a glance: one after the other, the worst first.
import { shownName } from '../findings/words.js';
import type { Outcome } from '../findings/types.js';
import type { Judgement } from '../rules/judge.js';
import { visible } from '../util/safe-text.js';
import { table, wrap, WIDTH } from './layout.js';
import type { Paint } from './paint.js';
import { swiftOf, tillerOf } from './subjects.js';
import { worstExitCode, type NamedJudgement } from './types.js';

const MARGIN = 6;
const WORDS: Record<Judgement['exitCode'], { readonly word: string; readonly outcome: Outcome }> = {
  0: { word: 'ok', outcome: 'pass' },
  1: { word: 'FAIL', outcome: 'fail' },
  3: { word: '?', outcome: 'could-not-tell' },
};
const WORST_FIRST: readonly Judgement['exitCode'][] = [3, 1, 0];

/** The verdict table, and one line that counts. */
export function overview(reports: readonly NamedJudgement[], ink: Paint): string {
  const sorted = [...reports].sort(
    (a, b) => WORST_FIRST.indexOf(a.judgement.exitCode) - WORST_FIRST.indexOf(b.judgement.exitCode),
  );
  const rows = table(
    sorted.map(({ name, judgement }) => [
      shownName(name ?? ''),
      `Tiller ${tillerOf(judgement)}`,
      `Swift ${swiftOf(judgement)}`,
    ]),
    0,
    2,
  );
  const blocks = sorted.flatMap(({ judgement: { exitCode, verdict } }, index) => {
    const { word, outcome } = WORDS[exitCode];
    return [
      `${ink.outcome(outcome, word.padEnd(MARGIN))}${rows[index] ?? ''}`,
      ...wrap(visible(verdict.sentence), WIDTH - MARGIN).map((line) => ' '.repeat(MARGIN) + line),
    ];
  });
  return `${[ink.strong('All together'), ...blocks, '', countWords(reports)].join('\n')}\n`;
}

/** One line for several. */
export function countWords(reports: readonly NamedJudgement[]): string {
  const of = (code: number) =>
    reports.filter(({ judgement }) => judgement.exitCode === code).length;
  return `${reports.length} checked: ${of(0)} ok, ${of(1)} with findings, ${of(3)} without a verdict. Exit code ${worstExitCode(reports)}.`;
}
