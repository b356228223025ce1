// SARIF 2.1.0: a run for each target. Its results are what was raised and nothing else: GitHub's code
// scanning does not look at `kind` and opens an alert for every result, those that passed as well. What
// the other checks came to stands in the properties of the run, and as notifications.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { FindingCode } from '../checks/define.js';
import type { Outcome } from '../checks/define.js';
import type { JudgedFinding, JudgedRaised } from '../judge/causes.js';
import { leavesNoVerdict } from '../judge/judge.js';
import type { LabFacts } from '../evidence/target.js';
import { joined, safe, visible, type Safe } from '../util/safe-text.js';
import { utcTime } from '../util/time.js';
import { worstFirst } from './families.js';
import { findingLines } from './markdown-findings.js';
import { lines, marked, prose, type Markdown } from './markdown-text.js';
import { placeOf } from './place.js';
import { plainLines } from './plain.js';
import { LEVELS, ruleOf } from './sarif-rules.js';
import { standingWords } from './standing-words.js';
import { swiftLabel, tillerLabel } from './subjects.js';
import { fingerprintsOf, targetsOf, type Target } from './targets.js';
import type { Render, RenderOptions } from './types.js';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

interface Shared {
  readonly fingerprints: ReadonlyMap<JudgedFinding, string>;
  readonly options: RenderOptions;
}

export const sarifReport: Render = (reports, options) => {
  const targets = targetsOf(reports);
  const shared = { fingerprints: fingerprintsOf(targets), options };
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: targets.map((target) => runOf(target, shared)),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function runOf(target: Target, shared: Shared): Run {
  const { title, judgement } = target;
  const { evidence, findings, verdict, exitCode } = judgement;
  const codes = [...new Set(findings.map(({ code }) => code))];
  const { version } = evidence.tool;
  const started = utcTime(evidence.startedAt);
  return {
    tool: {
      driver: {
        name: 'swiftcheck',
        version,
        semanticVersion: version,
        rules: codes.map((code): ReportingDescriptor => ruleOf(code, shared.options.docsUrl)),
      },
    },
    // The part before the last slash distinguishes uploads.
    automationDetails: { id: `swiftcheck/${title}/` },
    invocations: [
      {
        executionSuccessful: !verdict.incomplete,
        exitCode,
        exitCodeDescription: visible(verdict.sentence),
        ...(started !== null && { startTimeUtc: started }),
        toolExecutionNotifications: notifications(target, codes),
      },
    ],
    results: worstFirst(findings).map((finding) => resultOf(finding, codes, target, shared)),
    properties: {
      command: evidence.command,
      lab: evidence.lab && safeLab(evidence.lab),
      tiller: tillerLabel(judgement),
      swift: swiftLabel(judgement),
      verdict: verdict.outcome,
      passed: codesThat('pass', findings),
      skipped: codesThat('skipped', findings),
      unknown: codesThat('unknown', findings),
    },
  };
}

/** Evidence is a file, which anybody can change. */
function safeLab({ swift, tiller, data }: LabFacts): LabFacts {
  return { swift: visible(swift), tiller: visible(tiller), data: visible(data) };
}

/** An error if something could not be checked, and each check with the outcome unknown. */
function notifications({ judgement }: Target, codes: readonly FindingCode[]): Notification[] {
  const { findings, verdict } = judgement;
  const unknown = findings.filter(({ outcome }) => outcome === 'unknown');
  return [
    ...(verdict.incomplete
      ? [{ level: 'error' as const, message: { text: visible(verdict.sentence) } }]
      : []),
    ...unknown.map((finding) => ({
      level: leavesNoVerdict(finding) ? ('error' as const) : ('note' as const),
      message: { text: safe`Unknown: ${finding.reason ?? ''}` },
      associatedRule: { id: finding.code, index: codes.indexOf(finding.code) },
    })),
  ];
}

function resultOf(
  finding: JudgedRaised,
  codes: readonly FindingCode[],
  target: Target,
  { fingerprints, options }: Shared,
): Result {
  const { code, outcome, hop, cause } = finding;
  const title = safe`${target.about}${finding.title}${standingWords(finding)}`;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    kind: 'fail',
    level: outcome === 'fail' ? LEVELS.fail : LEVELS.warn,
    message: message(
      [safe`${title}.`, ...plainLines(finding, options)],
      [marked`${prose(title)}.`, marked``, ...findingLines(finding, options)],
    ),
    locations: [locationOf(finding, target, options)],
    partialFingerprints: { 'swiftcheckFinding/v1': fingerprints.get(finding) ?? '' },
    ...standingOf(finding),
    properties: {
      hop,
      counts: finding.standing?.counts ?? false,
      causedBy: cause?.finding.code ?? null,
    },
  };
}

function message(text: readonly Safe[], markdown: readonly Markdown[]): Result['message'] {
  return { text: joined(text, '\n'), markdown: lines(markdown) };
}

function locationOf(
  { code, hop }: JudgedFinding,
  { title }: Target,
  options: RenderOptions,
): Location {
  const { path, line } = placeOf(code, options);
  const uri = path.split('/').map(encodeURIComponent).join('/');
  const target = { name: title, fullyQualifiedName: title, kind: 'resource' };
  const place =
    hop === null ? target : { name: hop, fullyQualifiedName: `${title}/${hop}`, kind: 'resource' };
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line },
    },
    logicalLocations: [place],
  };
}

const STATES = { new: 'new', worse: 'updated', known: 'unchanged' } as const;

function standingOf({ standing }: JudgedFinding): Pick<Result, 'suppressions' | 'baselineState'> {
  if (!standing) return {};
  const { ignored, baseline } = standing;
  const justification = ignored && safe`${ignored.reason} (until ${ignored.expires})`;
  return {
    ...(justification !== null && {
      suppressions: [{ kind: 'external', status: 'accepted', justification }],
    }),
    ...(baseline && { baselineState: STATES[baseline] }),
  };
}

function codesThat(outcome: Outcome, findings: readonly JudgedFinding[]): string[] {
  return findings.filter((finding) => finding.outcome === outcome).map(({ code }) => code);
}
