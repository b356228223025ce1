// The report for people: short, calm, readable at 80 columns and in a CI log.
import type { Evidence } from '../evidence/types.js';
import type { Outcome } from '../checks/define.js';
import type { Judgement } from '../judge/judge.js';
import { formatExactSize } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { chartLines } from './chart.js';
import { wrap, WIDTH } from './layout.js';
import { paint, type Paint } from './paint.js';
import type { RenderOptions } from './types.js';
import { whatIfBlocks } from './what-if.js';
import { changeLines } from './changes.js';
import { findingBlocks } from './text-findings.js';
import { restLines } from './text-rest.js';
import { endpointLines, listLines, payloadLines } from './text-evidence.js';

export function textReport(
  judgement: Judgement,
  options: Pick<RenderOptions, 'colour' | 'ascii' | 'width' | 'verbose' | 'whatIf'>,
): string {
  const ink = paint(options.colour);
  const { evidence } = judgement;
  const blocks = [
    heading(evidence, ink),
    [ink.strong('Endpoints'), ...endpointLines(judgement)],
    listLines(evidence).length > 0
      ? [ink.strong('All releases, all statuses'), ...listLines(evidence)]
      : [],
    chartLines(judgement, options, ink),
    payloadLines(evidence),
    ...findingBlocks(judgement, options.verbose, ink),
    ...whatIfBlocks(judgement, options.whatIf),
    changeLines(judgement, ink),
    restLines(judgement.findings, options.verbose, ink),
    verdictLines(judgement, ink),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ lab, command, tool, payload }: Evidence, ink: Paint): string[] {
  const title = `swiftcheck ${tool.version}, ${command}${payload ? ` with ${formatExactSize(payload.sizeBytes)}` : ''}`;
  if (!lab) return [ink.strong(title)];
  return [
    ...wrap(
      `LAB RUN: an embedded Swift ${lab.swift} and Tiller ${lab.tiller} on loopback, data set ${lab.data}. This says nothing about a cluster.`,
      WIDTH,
    ).map((line) => ink.strong(line)),
    title,
  ];
}

function verdictLines({ verdict, exitCode }: Judgement, ink: Paint): string[] {
  const outcome: Outcome =
    exitCode === 0 ? 'pass' : verdict.outcome === 'could-not-check' ? 'could-not-tell' : 'fail';
  const [first = '', ...others] = wrap(
    `Verdict: ${visible(verdict.sentence)} Exit code ${exitCode}.`,
    WIDTH,
  );
  return [first, ...others].map((line) => ink.outcome(outcome, line));
}
