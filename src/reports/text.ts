// The report for people: short, calm, readable at 80 columns and in a CI log.
import type { Evidence } from '../evidence/types.js';
import { docsOf, explain, isRaised, titleOf, type Finding } from '../findings/catalogue.js';
import type { Outcome } from '../findings/types.js';
import type { Judgement } from '../rules/judge.js';
import { formatExactSize } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { hopLine } from './hop-line.js';
import { labelled, wrap, WIDTH } from './layout.js';
import { paint, type Paint } from './paint.js';
import { whatIfBlocks, type WhatIfChoice } from './what-if.js';
import { endpointLines, listLines, payloadLines } from './text-evidence.js';

const LABELS: Record<Outcome, string> = {
  pass: 'ok',
  warn: 'WARN',
  fail: 'FAIL',
  'not-applicable': 'n/a',
  'could-not-tell': '?',
};

const MARGIN = 10;

export interface TextOptions {
  readonly colour: boolean;
  /** Also each check that passed or does not apply. */
  readonly verbose: boolean;
  readonly whatIf: WhatIfChoice;
}

export function textReport(judgement: Judgement, options: TextOptions): string {
  const ink = paint(options.colour);
  const { evidence, findings } = judgement;
  const raised = findings.filter(isRaised).sort(byWeight);
  const blocks = [
    heading(evidence, ink),
    [ink.strong('Endpoints'), ...endpointLines(judgement)],
    listLines(evidence).length > 0
      ? [ink.strong('All releases, all statuses'), ...listLines(evidence)]
      : [],
    payloadLines(evidence),
    ...raised.map((finding) => findingLines(finding, evidence, ink)),
    ...whatIfBlocks(judgement, options.whatIf),
    restLines(findings, options.verbose, ink),
    verdictLines(judgement, ink),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** Failures before warnings, each in the order of the rules. */
function byWeight(a: Finding, b: Finding): number {
  return Number(b.outcome === 'fail') - Number(a.outcome === 'fail');
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

function findingLines(finding: Finding, evidence: Evidence, ink: Paint): string[] {
  const { seen, cause, certainty, next } = explain(finding);
  const hop = hopLine(finding.hop, evidence.swift.target.viaApiServer);
  const label = LABELS[finding.outcome].padEnd(6);
  const [first = '', ...others] = wrap(visible(titleOf(finding)), WIDTH - 6);
  return [
    `${ink.outcome(finding.outcome, label)}${ink.strong(first)}`,
    ...others.map((line) => `      ${ink.strong(line)}`),
    ...(hop === null ? [] : labelled('  hop', hop, MARGIN)),
    ...seen.flatMap((text, index) => labelled(index === 0 ? '  seen' : '', visible(text), MARGIN)),
    ...labelled('  cause', visible(`${cause} (${certainty})`), MARGIN),
    ...next.flatMap((text, index) =>
      labelled(index === 0 ? '  next    -' : '          -', visible(text), MARGIN + 2),
    ),
    ...labelled('  more', docsOf(finding.code), MARGIN),
  ];
}

function restLines(findings: readonly Finding[], verbose: boolean, ink: Paint): string[] {
  const unknown = findings.filter(({ outcome }) => outcome === 'could-not-tell');
  const others = findings.filter(
    ({ outcome }) => outcome === 'pass' || outcome === 'not-applicable',
  );
  const lines = grouped(unknown).flatMap(({ reason, codes }) => [
    ...unknownHead(codes, ink),
    ...labelled('', reason, 6),
  ]);
  if (verbose) {
    for (const finding of others) {
      const why = finding.reason === null ? '' : ` (${finding.reason})`;
      const label = LABELS[finding.outcome].padEnd(6);
      const [first = '', ...rest] = wrap(`${titleOf(finding)}${why}`, WIDTH - 6);
      lines.push(
        `${ink.outcome(finding.outcome, label)}${first}`,
        ...rest.map((l) => `      ${l}`),
      );
    }
    return lines;
  }
  const passed = others.filter(({ outcome }) => outcome === 'pass').length;
  return [
    ...lines,
    `${passed} of ${findings.length} checks pass, ${others.length - passed} not applicable (-v lists them).`,
  ];
}

/** The label is padded before it is coloured: colour has no width. */
function unknownHead(codes: readonly string[], ink: Paint): string[] {
  const label = LABELS['could-not-tell'].padEnd(6);
  const [first = '', ...others] = wrap(`could not tell ${codes.join(', ')}`, WIDTH - 6);
  return [
    `${ink.outcome('could-not-tell', label)}${first}`,
    ...others.map((line) => `      ${line}`),
  ];
}

/** Checks that cannot tell for the same reason, together. */
function grouped(findings: readonly Finding[]): { reason: string; codes: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { code, reason } of findings) {
    const key = visible(reason ?? '');
    groups.set(key, [...(groups.get(key) ?? []), code]);
  }
  return [...groups].map(([reason, codes]) => ({ reason, codes }));
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
