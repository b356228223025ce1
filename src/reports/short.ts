// Verdict and findings alone, to paste into a chat or an issue.
import type { Judgement } from '../judge/judge.js';
import { visible } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { EXIT_OUTCOMES } from './exit-codes.js';
import { worstFirst } from './families.js';
import { headed } from './headed.js';
import { countWords } from './overview.js';
import { paint, type Paint } from './paint.js';
import { standingWords } from './standing-words.js';
import { swiftOf, tillerOf } from './subjects.js';
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
  const { evidence, findings, verdict, exitCode } = judgement;
  const { lab, tool, command } = evidence;
  const open = findings.filter(({ outcome }) => outcome === 'could-not-tell');
  return [
    ...(lab ? [`LAB RUN (Swift ${lab.swift}, Tiller ${lab.tiller}, data set ${lab.data})`] : []),
    `swiftcheck ${tool.version} ${command}: Tiller ${tillerOf(judgement)}, Swift ${swiftOf(judgement)}`,
    ...headed(EXIT_OUTCOMES[exitCode], `${visible(verdict.sentence)} Exit code ${exitCode}.`, ink),
    ...worstFirst(findings).flatMap((finding) =>
      headed(
        finding.outcome,
        `${visible(finding.title)} [${finding.code}]${standingWords(finding)}`,
        ink,
      ),
    ),
    ...(open.length === 0
      ? []
      : headed('could-not-tell', `not judged: ${open.map(({ code }) => code).join(', ')}`, ink)),
  ];
}
