// The report as GitHub-flavoured Markdown, for a comment on a pull request or the summary of a job.
import { passTitleOf } from '../checks/registry.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import { formatExactSize } from '../util/bytes.js';
import { timeWords } from '../util/time.js';
import { toAscii } from './ascii.js';
import { changeWords } from './changes.js';
import { worstFirst } from './families.js';
import { findingItem } from './markdown-findings.js';
import { LAB_AGAIN, labAgain } from './lab-again.js';
import {
  cell,
  codeSpan,
  commandBlock,
  lines,
  marked,
  prose,
  type Markdown,
} from './markdown-text.js';
import type { PageBase } from './plain.js';
import { swiftLabel, tillerLabel } from './subjects.js';
import { targetsOf, type Target } from './targets.js';
import { standingAlone, worstExitCode, type NamedJudgement, type Render } from './types.js';

const WORDS = { 0: marked`ok`, 1: marked`FAIL`, 3: marked`no verdict` };

export const markdownReport: Render = (reports, options) => {
  const targets = targetsOf(reports);
  const alone = standingAlone(reports) !== null;
  const blocks = [
    ...(alone ? [] : overview(targets, reports)),
    ...targets.flatMap((target) => targetBlocks(target, alone ? marked`##` : marked`###`, options)),
  ];
  const whole = `${lines(
    blocks.map((block) => lines(block)),
    '\n\n',
  )}\n`;
  return options.ascii ? toAscii(whole) : whole;
};

function overview(targets: readonly Target[], reports: readonly NamedJudgement[]): Markdown[][] {
  return [
    [marked`## swiftcheck of ${targets.length} targets: exit code ${worstExitCode(reports)}`],
    [
      ...tableHead(marked`target`, marked`result`, marked`verdict`, marked`Tiller`, marked`Swift`),
      ...targets.map(({ title, judgement }) =>
        row(
          cell(title),
          marked`**${WORDS[judgement.exitCode]}**`,
          cell(judgement.verdict.sentence),
          cell(tillerLabel(judgement)),
          cell(swiftLabel(judgement)),
        ),
      ),
    ],
  ];
}

function targetBlocks(
  { title, judgement }: Target,
  heading: Markdown,
  base: PageBase,
): Markdown[][] {
  const { evidence, findings, verdict, exitCode } = judgement;
  const { lab, payload, policy } = evidence;
  const again = labAgain(judgement);
  const baseline = policy?.baseline;
  const raised = worstFirst(findings);
  const unknown = findings.filter(({ outcome }) => outcome === 'unknown');
  return [
    [marked`${heading} ${prose(title)}: ${WORDS[exitCode]}`],
    ...(lab ? [[labWords(lab)]] : []),
    ...(again === null ? [] : [[prose(LAB_AGAIN)], commandBlock(again)]),
    [marked`**Verdict:** ${prose(verdict.sentence)} Exit code ${exitCode}.`],
    endpoints(judgement),
    ...(payload ? [[marked`Payload: ${prose(formatExactSize(payload.sizeBytes))}.`]] : []),
    ...(raised.length === 0
      ? []
      : [[marked`${heading}# Findings`], raised.flatMap((finding) => findingItem(finding, base))]),
    ...(unknown.length === 0 ? [] : [[marked`${heading}# Unknown`], unknownLines(unknown)]),
    ...(baseline ? [[marked`${heading}# Against the baseline`], changeItems(judgement)] : []),
    [counts(judgement)],
  ];
}

function labWords({ swift, tiller, data }: NonNullable<Judgement['evidence']['lab']>): Markdown {
  return marked`**LAB RUN:** an embedded Swift ${prose(swift)} and Tiller ${prose(tiller)} on loopback, data set ${codeSpan(data)}. This says nothing about a cluster.`;
}

function endpoints(judgement: Judgement): Markdown[] {
  const { tiller, swift, cluster } = judgement.evidence;
  return [
    ...tableHead(marked`endpoint`, marked`address`, marked`version`),
    ...(cluster ? [row(marked`Cluster`, cell(`context ${cluster.context}`), marked``)] : []),
    row(marked`Tiller`, cell(tiller.target.address), cell(tillerLabel(judgement))),
    row(marked`Swift`, cell(swift.target.url || 'not found'), cell(swiftLabel(judgement))),
  ];
}

/** What another finding explains by its codes alone; of the others those with the same reason together. */
function unknownLines(unknown: readonly JudgedFinding[]): Markdown[] {
  const explained = unknown.filter(({ cause }) => cause !== null);
  const others = unknown.filter(({ cause }) => cause === null);
  return [
    ...grouped(others, ({ reason }) => reason ?? '').flatMap(([reason, group]) => [
      marked`- ${prose(reason)}`,
      ...group.map(
        ({ code }) => marked`  - unknown: ${prose(passTitleOf(code))} ${codeSpan(code)}`,
      ),
    ]),
    ...grouped(explained, ({ cause }) => cause?.finding.code ?? '').map(
      ([cause, group]) =>
        marked`- because of ${codeSpan(cause)}: ${lines(
          group.map(({ code }) => codeSpan(code)),
          ', ',
        )}`,
    ),
  ];
}

function changeItems({ changes }: Judgement): Markdown[] {
  if (changes.length === 0) return [marked`Nothing is better.`];
  return changes.map((change) => marked`- ${prose(changeWords(change))}`);
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

function counts({ evidence, findings }: Judgement): Markdown {
  const of = (outcome: JudgedFinding['outcome']) =>
    findings.filter((finding) => finding.outcome === outcome).length;
  return marked`${of('pass')} of ${findings.length} checks passed, ${of('skipped')} skipped, ${of('unknown')} unknown. swiftcheck ${prose(evidence.tool.version)}, ${prose(evidence.command)}, started ${codeSpan(timeWords(evidence.startedAt))}.`;
}

function tableHead(...names: readonly Markdown[]): Markdown[] {
  return [row(...names), row(...names.map(() => marked`---`))];
}

function row(...cells: readonly Markdown[]): Markdown {
  return marked`| ${lines(cells, ' | ')} |`;
}
