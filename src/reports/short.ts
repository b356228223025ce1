// Findings, the first fix and the last line alone, to paste into a chat or an issue.
import type { Judgement } from '../judge/judge.js';
import { visible } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { EXIT_OUTCOMES } from './exit-codes.js';
import { worstFirst } from './families.js';
import { headed } from './headed.js';
import { WIDTH, wrap } from './layout.js';
import { countWords } from './overview.js';
import { paint, type Paint } from './paint.js';
import { standingWords } from './standing-words.js';
import { commandLine, stepWords } from './step-words.js';
import { swiftOf, tillerOf } from './subjects.js';
import { fixFirst, tallyLine } from './tally.js';
import { standingAlone, type Render } from './types.js';

export const shortReport: Render = (reports, { colour, ascii }) => {
  const ink = paint(colour);
  const whole = reports
    .map(({ name, judgement }) => {
      const head = name === null ? '' : `${ink.strong(`=== ${visible(name)}`)}\n`;
      return `${head}${shortLines(judgement, ink).join('\n')}\n`;
    })
    .join('\n')
    .concat(standingAlone(reports) ? '' : `\n${countWords(reports)}\n`);
  return ascii ? toAscii(whole) : whole;
};

function shortLines(judgement: Judgement, ink: Paint): string[] {
  const { evidence, findings, exitCode } = judgement;
  const { lab, tool, command, startedAt } = evidence;
  const fix = fixFirst(judgement);
  return [
    ...(lab
      ? [`LAB RUN (${visible(`Swift ${lab.swift}, Tiller ${lab.tiller}, data set ${lab.data}`)})`]
      : []),
    ...wrap(
      `swiftcheck ${visible(tool.version)} ${command}, ${visible(startedAt)}: Tiller ${tillerOf(judgement)}, Swift ${swiftOf(judgement)}`,
      WIDTH,
    ),
    ...worstFirst(findings).flatMap((finding) =>
      headed(
        finding,
        `${visible(finding.title)} [${finding.code}]${standingWords(finding)}`,
        ink,
        WIDTH,
      ),
    ),
    ...(fix
      ? [...wrap(`Fix first: ${visible(stepWords(fix.step))}`, WIDTH), ...commandLine(fix.step, 2)]
      : []),
    ...wrap(tallyLine(judgement), WIDTH).map((line) => ink.outcome(EXIT_OUTCOMES[exitCode], line)),
  ];
}
