// Findings, the first fix and the last line alone, to paste into a chat or an issue.
import { needsLab } from '../checks/shell.js';
import type { Judgement } from '../judge/judge.js';
import { safe, type Safe } from '../util/safe-text.js';
import { timeWords } from '../util/time.js';
import { toAscii } from './ascii.js';
import { EXIT_OUTCOMES } from './exit-codes.js';
import { worstFirst } from './families.js';
import { LAB_AGAIN, labAgain } from './lab-again.js';
import { outcomeLines } from './outcome-lines.js';
import { textOf, WIDTH, wrap } from './layout.js';
import { countWords } from './overview.js';
import { paint, type Paint } from './paint.js';
import { standingWords } from './standing-words.js';
import { commandLine, stepWords } from './step-words.js';
import { swiftLabel, tillerLabel } from './subjects.js';
import { fixFirst, tallyLine } from './tally.js';
import { standingAlone, type Render } from './types.js';

export const shortReport: Render = (reports, { colour, ascii }) => {
  const ink = paint(colour);
  const blocks = reports.map(({ name, judgement }) => [
    ...(name === null ? [] : [ink.strong(`=== ${name}`)]),
    ...shortLines(judgement, ink),
  ]);
  const whole = textOf(standingAlone(reports) ? blocks : [...blocks, [countWords(reports)]]);
  return ascii ? toAscii(whole) : whole;
};

function shortLines(judgement: Judgement, ink: Paint): Safe[] {
  const { evidence, findings, exitCode } = judgement;
  const { lab, tool, command, startedAt } = evidence;
  const fix = fixFirst(judgement);
  // This report has the first step alone.
  const again =
    fix?.step.command !== undefined && needsLab(fix.step.command) ? labAgain(judgement) : null;
  return [
    ...(lab
      ? [safe`LAB RUN (Swift ${lab.swift}, Tiller ${lab.tiller}, data set ${lab.data})`]
      : []),
    ...wrap(
      `swiftcheck ${tool.version} ${command}, ${timeWords(startedAt)}: Tiller ${tillerLabel(judgement)}, Swift ${swiftLabel(judgement)}`,
      WIDTH,
    ),
    ...worstFirst(findings).flatMap((finding) =>
      outcomeLines(
        finding,
        `${finding.title} [${finding.code}]${standingWords(finding)}`,
        ink,
        WIDTH,
      ),
    ),
    ...(again === null ? [] : [...wrap(LAB_AGAIN, WIDTH), safe`  ${again}`]),
    ...(fix
      ? [...wrap(`Fix first: ${stepWords(fix.step)}`, WIDTH), ...commandLine(fix.step, 2)]
      : []),
    ...wrap(tallyLine(judgement), WIDTH).map((line) => ink.outcome(EXIT_OUTCOMES[exitCode], line)),
  ];
}
