// The report for people: what fails, why, what to do, and at the end what to fix first.
import type { Evidence } from '../evidence/types.js';
import type { Judgement } from '../judge/judge.js';
import { formatExactSize } from '../util/bytes.js';
import type { Safe } from '../util/safe-text.js';
import { timeWords } from '../util/time.js';
import { chartLines } from './chart.js';
import { changeLines } from './changes.js';
import { EXIT_OUTCOMES } from './exit-codes.js';
import { proseWidth, labelled, textOf, wrap } from './layout.js';
import { paint, type Paint } from './paint.js';
import { commandLine, stepWords } from './step-words.js';
import { fixFirst, tallyLine } from './tally.js';
import { endpointLines } from './text-endpoints.js';
import { listLines, payloadLines } from './text-lists.js';
import { findingBlocks } from './text-findings.js';
import { checkLines } from './text-rest.js';
import type { RenderOptions } from './types.js';
import { whatIfBlocks } from './what-if.js';

export function textReport(
  judgement: Judgement,
  options: Pick<RenderOptions, 'colour' | 'ascii' | 'width' | 'verbose' | 'whatIf'>,
): Safe {
  const ink = paint(options.colour);
  const { evidence } = judgement;
  const view = { verbose: options.verbose, width: proseWidth(options.width) };
  return textOf([
    heading(evidence, view.width, ink),
    [ink.strong('Endpoints'), ...endpointLines(judgement, view)],
    listLines(evidence, view.verbose, view.width, ink),
    options.verbose ? chartLines(judgement, options, ink) : [],
    payloadLines(evidence, view.width),
    ...findingBlocks(judgement, view, ink),
    ...whatIfBlocks(judgement, options.whatIf),
    changeLines(judgement, ink),
    checkLines(judgement.findings, view, ink),
    endLines(judgement, view.width, ink),
  ]);
}

function heading(evidence: Evidence, width: number, ink: Paint): Safe[] {
  const { lab, command, tool, payload, startedAt, startedBy } = evidence;
  const size = payload ? ` with ${formatExactSize(payload.sizeBytes)}` : '';
  const by = startedBy ? `, ${startedBy.user}@${startedBy.host}` : '';
  const title = `swiftcheck ${tool.version}, ${command}${size}, ${timeWords(startedAt)}${by}`;
  const titleLines = wrap(title, width);
  if (!lab) return titleLines.map((line) => ink.strong(line));
  return [
    ...wrap(
      `LAB RUN: an embedded Swift ${lab.swift} and Tiller ${lab.tiller} on loopback, data set ${lab.data}. It says nothing about a cluster, and its endpoints end with the run.`,
      width,
    ).map((line) => ink.strong(line)),
    ...titleLines,
  ];
}

/** What to fix first, and the one line to read: it is the last. */
function endLines(judgement: Judgement, width: number, ink: Paint): Safe[] {
  const { evidence, verdict, exitCode, skipped } = judgement;
  const step = fixFirst(judgement);
  return [
    ...(evidence.command === 'versions'
      ? wrap('Releases were not listed. swiftcheck probe lists them.', width)
      : []),
    // The counts alone do not say what was not examined.
    ...(verdict.incomplete || skipped.checks > 0 ? wrap(verdict.sentence, width) : []),
    ...(step
      ? [...labelled('Fix first:', stepWords(step), 11, width), ...commandLine(step, 11)]
      : []),
    ...wrap(tallyLine(judgement), width).map((line) => ink.outcome(EXIT_OUTCOMES[exitCode], line)),
  ];
}
