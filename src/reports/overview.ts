// Several judgements at a glance: one after the other, the worst first.
import { shownName } from '../checks/shared/words.js';
import type { Judgement } from '../judge/judge.js';
import { joined, safe, visible, type Safe } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { EXIT_OUTCOMES, byExitCode } from './exit-codes.js';
import { END, indented, table, wrap, WIDTH } from './layout.js';
import type { Paint } from './paint.js';
import { swiftLabel, tillerLabel } from './subjects.js';
import { worstExitCode, type NamedJudgement, type RenderOptions } from './types.js';

const MARGIN = 6;
const WORDS: Record<Judgement['exitCode'], string> = { 0: 'ok', 1: 'FAIL', 3: '?' };

/** The verdict table, and one line that counts. */
export function overview(
  reports: readonly NamedJudgement[],
  { ascii }: Pick<RenderOptions, 'ascii'>,
  ink: Paint,
): Safe {
  // Before the columns are measured: what stands for a letter beyond ASCII is wider.
  const plain = ascii ? toAscii : visible;
  const sorted = reports.toSorted((a, b) => byExitCode(a.judgement, b.judgement));
  const rows = table(
    sorted.map(({ name, judgement }) => [
      plain(shownName(name ?? '')),
      plain(`Tiller ${tillerLabel(judgement)}`),
      plain(`Swift ${swiftLabel(judgement)}`),
    ]),
    0,
    2,
  );
  const blocks = sorted.flatMap(({ judgement: { exitCode, verdict } }, index) => {
    const word = WORDS[exitCode].padEnd(MARGIN);
    return [
      joined([ink.outcome(EXIT_OUTCOMES[exitCode], word), visible(rows[index] ?? '')]),
      ...wrap(plain(visible(verdict.sentence)), WIDTH - MARGIN).map((line) =>
        indented(line, MARGIN),
      ),
    ];
  });
  return joined([ink.strong('Summary'), ...blocks, END, countWords(reports), END], '\n');
}

/** One line for several. */
export function countWords(reports: readonly NamedJudgement[]): Safe {
  const of = (code: number) =>
    reports.filter(({ judgement }) => judgement.exitCode === code).length;
  return safe`${reports.length} checked: ${of(0)} passed, ${of(1)} failed, ${of(3)} incomplete. Exit code ${worstExitCode(reports)}.`;
}
