// The report for people: what fails, why, what to do, and at the end what to fix first.
import type { Evidence } from '../evidence/types.js';
import type { Judgement } from '../judge/judge.js';
import { formatExactSize } from '../util/bytes.js';
import { safe, type Safe } from '../util/safe-text.js';
import { timeWords } from '../util/time.js';
import { chartLines } from './chart.js';
import { changeLines } from './changes.js';
import { EXIT_OUTCOMES } from './exit-codes.js';
import { LAB_AGAIN, labAgain } from './lab-again.js';
import { proseWidth, labelled, textOf, wrap } from './layout.js';
import { paint, type Paint } from './paint.js';
import { pageSource } from './page-links.js';
import { commandLine, moreSteps, stepWords } from './step-words.js';
import { fixFirst, tallyLine, type Fix } from './tally.js';
import { endpointLines } from './text-endpoints.js';
import { listLines, payloadLines } from './text-lists.js';
import { findingBlocks } from './text-findings.js';
import { checkLines, unexplainedLines } from './text-rest.js';
import type { RenderOptions } from './types.js';
import { whatIfBlocks } from './what-if.js';

export function textReport(
  judgement: Judgement,
  options: Pick<RenderOptions, 'colour' | 'ascii' | 'width' | 'verbose' | 'whatIf' | 'docsUrl'>,
): Safe {
  const ink = paint(options.colour);
  const { evidence } = judgement;
  const { verbose, docsUrl } = options;
  const view = { verbose, docsUrl, width: proseWidth(options.width) };
  return textOf([
    [...heading(evidence, view.width, ink), ...endpointLines(judgement, view)],
    listLines(evidence, view.verbose, view.width, ink),
    options.verbose ? chartLines(judgement, options, ink) : [],
    payloadLines(evidence, view.width),
    ...findingBlocks(judgement, view, ink),
    ...whatIfBlocks(judgement, options.whatIf),
    changeLines(judgement, ink),
    view.verbose ? checkLines(judgement.findings, view.width, ink) : [],
    endLines(judgement, view, ink),
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
      `LAB RUN of an embedded Swift ${lab.swift} and Tiller ${lab.tiller}, data set ${lab.data}`,
      width,
    ).map((line) => ink.strong(line)),
    ...titleLines,
  ];
}

/** What to fix first, and the one line to read: it is the last. */
function endLines(
  judgement: Judgement,
  {
    verbose,
    width,
    docsUrl,
  }: {
    readonly verbose: boolean;
    readonly width: number;
    readonly docsUrl: string | null;
  },
  ink: Paint,
): Safe[] {
  const { evidence, verdict, findings, exitCode, skipped } = judgement;
  const fix = fixFirst(judgement);
  return [
    ...(evidence.command === 'versions'
      ? wrap('Releases were not listed. swiftcheck probe lists them.', width)
      : []),
    ...labLines(judgement, width),
    ...(verbose
      ? []
      : [
          ...unexplainedLines(findings, width),
          ...wrap(
            `-v shows all checks, reasons and steps; ${pageSource('CODE', docsUrl)} explains a code.`,
            width,
          ),
        ]),
    // The counts alone do not say what was not examined.
    ...(verdict.incomplete || skipped.checks > 0 ? wrap(verdict.sentence, width) : []),
    ...(fix
      ? [...labelled('Fix first:', fixWords(fix, verbose), 11, width), ...commandLine(fix.step, 2)]
      : []),
    ...wrap(tallyLine(judgement), width).map((line) => ink.outcome(EXIT_OUTCOMES[exitCode], line)),
  ];
}

function fixWords({ finding, step }: Fix, verbose: boolean): string {
  return stepWords(step) + (verbose ? '' : moreSteps(finding));
}

function labLines(judgement: Judgement, width: number): Safe[] {
  const command = labAgain(judgement);
  return command === null ? [] : [...wrap(LAB_AGAIN, width), safe`  ${command}`];
}
