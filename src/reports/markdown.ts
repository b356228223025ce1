// The report as GitHub-flavoured Markdown, for a comment on a pull request or the summary of a job.
import { passTitleOf } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import { formatExactSize } from '../util/bytes.js';
import { toAscii } from './ascii.js';
import { changeWords } from './changes.js';
import { worstFirst } from './families.js';
import { findingItem } from './markdown-findings.js';
import { cell, codeSpan, prose } from './markdown-text.js';
import { swiftOf, tillerOf } from './subjects.js';
import { targetsOf, type Target } from './targets.js';
import { standingAlone, worstExitCode, type NamedJudgement, type Render } from './types.js';

const WORDS = { 0: 'ok', 1: 'FAIL', 3: 'no verdict' } as const;

export const markdownReport: Render = (reports, { ascii }) => {
  const targets = targetsOf(reports);
  const alone = standingAlone(reports) !== null;
  const blocks = [
    ...(alone ? [] : overview(targets, reports)),
    ...targets.flatMap((target) => targetBlocks(target, alone ? '##' : '###')),
  ];
  const whole = `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
  return ascii ? toAscii(whole) : whole;
};

function overview(targets: readonly Target[], reports: readonly NamedJudgement[]): string[][] {
  return [
    [`## swiftcheck of ${targets.length} targets: exit code ${worstExitCode(reports)}`],
    [
      ...tableHead('target', 'result', 'verdict', 'Tiller', 'Swift'),
      ...targets.map(({ title, judgement }) =>
        row(
          cell(title),
          `**${WORDS[judgement.exitCode]}**`,
          cell(judgement.verdict.sentence),
          cell(tillerOf(judgement)),
          cell(swiftOf(judgement)),
        ),
      ),
    ],
  ];
}

function targetBlocks({ title, judgement }: Target, heading: string): string[][] {
  const { evidence, findings, verdict, exitCode } = judgement;
  const { lab, payload, policy } = evidence;
  const baseline = policy?.baseline;
  const raised = worstFirst(findings);
  const untold = findings.filter(({ outcome }) => outcome === 'could-not-tell');
  return [
    [`${heading} ${prose(title)}: ${WORDS[exitCode]}`],
    ...(lab ? [[labWords(lab)]] : []),
    [`**Verdict:** ${prose(verdict.sentence)} Exit code ${exitCode}.`],
    endpoints(judgement),
    ...(payload ? [[`Payload: ${formatExactSize(payload.sizeBytes)}.`]] : []),
    ...(raised.length === 0 ? [] : [[`${heading}# Findings`], raised.flatMap(findingItem)]),
    ...(untold.length === 0 ? [] : [[`${heading}# Could not tell`], untoldLines(untold)]),
    ...(baseline ? [[`${heading}# Against the baseline`], changeItems(judgement)] : []),
    [counts(judgement)],
  ];
}

function labWords({ swift, tiller, data }: NonNullable<Judgement['evidence']['lab']>): string {
  return `**LAB RUN:** an embedded Swift ${prose(swift)} and Tiller ${prose(tiller)} on loopback, data set ${codeSpan(data)}. This says nothing about a cluster.`;
}

function endpoints(judgement: Judgement): string[] {
  const { tiller, swift, cluster } = judgement.evidence;
  return [
    ...tableHead('endpoint', 'address', 'version'),
    ...(cluster ? [row('Cluster', cell(`context ${cluster.context}`), '')] : []),
    row('Tiller', cell(tiller.target.address), cell(tillerOf(judgement))),
    row('Swift', cell(swift.target.url || 'not found'), cell(swiftOf(judgement))),
  ];
}

/** What another finding explains by its codes alone; of the others those with the same reason together. */
function untoldLines(untold: readonly JudgedFinding[]): string[] {
  const explained = untold.filter(({ cause }) => cause !== null);
  const others = untold.filter(({ cause }) => cause === null);
  return [
    ...grouped(others, ({ reason }) => reason ?? '').flatMap(([reason, group]) => [
      `- ${prose(reason)}`,
      ...group.map(({ code }) => `  - not known: ${prose(passTitleOf(code))} ${codeSpan(code)}`),
    ]),
    ...grouped(explained, ({ cause }) => cause?.finding.code ?? '').map(
      ([cause, group]) =>
        `- because of ${codeSpan(cause)}: ${group.map(({ code }) => codeSpan(code)).join(', ')}`,
    ),
  ];
}

function changeItems({ changes }: Judgement): string[] {
  if (changes.length === 0) return ['Nothing is better.'];
  return changes.map((change) => `- ${prose(changeWords(change))}`);
}

function grouped(
  findings: readonly JudgedFinding[],
  keyOf: (finding: JudgedFinding) => string,
): [string, JudgedFinding[]][] {
  const groups = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups];
}

function counts({ evidence, findings }: Judgement): string {
  const of = (outcome: JudgedFinding['outcome']) =>
    findings.filter((finding) => finding.outcome === outcome).length;
  return `${of('pass')} of ${findings.length} checks pass, ${of('not-applicable')} not applicable, ${of('could-not-tell')} could not tell. swiftcheck ${prose(evidence.tool.version)}, ${evidence.command}, begun ${codeSpan(evidence.startedAt)}.`;
}

function tableHead(...names: readonly string[]): string[] {
  return [row(...names), row(...names.map(() => '---'))];
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
