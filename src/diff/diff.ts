// Two runs, compared: versions, releases, findings and limits.
import { analyse, shownSwift, type Analysis } from '../analysis/analysis.js';
import { checksFor, FINDING_CODES, isRaised } from '../checks/registry.js';
import type { FailOn, KnownFinding } from '../evidence/policy.js';
import type { Evidence, MeasuredRelease } from '../evidence/types.js';
import { baselineOf, vouchFor } from '../judge/baseline.js';
import { judge, type Judgement } from '../judge/judge.js';
import { isOf } from '../judge/standing.js';
import { toolVersion } from '../util/package-info.js';
import { headroomOf } from '../views/headroom.js';
import {
  DIFF_SCHEMA_VERSION,
  type DiffReport,
  type DiffSide,
  type FindingChange,
  type HeadroomChange,
  type ReleaseChange,
  type ReleaseSize,
} from './types.js';

/** What runs before the earlier one showed, and the earlier one does not show. */
export interface Earlier {
  /** Findings of which no later run has shown that they are gone. */
  readonly open: readonly KnownFinding[];
  /** Codes that no run could judge. */
  readonly unjudged: ReadonlySet<string>;
  /** The last run that holds every stored revision. */
  readonly whole: Evidence | null;
}

/** Before the first run nothing is known. */
export const NOTHING: Earlier = { open: [], unjudged: new Set(FINDING_CODES), whole: null };

/**
 * The later run is judged by its own policy with the earlier one as its baseline.
 * @param failOn absent: that of the policy, otherwise `fail`
 */
export function diffOf(before: Evidence, after: Evidence, failOn?: FailOn): DiffReport {
  return compared(before, after, NOTHING, failOn).diff;
}

/** The same of one run in a row of runs: each finding is compared with the last run that could judge it. */
export function compared(
  before: Evidence,
  after: Evidence,
  known: Earlier,
  failOn?: FailOn,
): { readonly diff: DiffReport; readonly known: Earlier } {
  // The same is asked of both, so that only what has changed differs.
  const { baseline: _own, ...asked } = after.policy ?? { failOn: failOn ?? 'fail' };
  const earlier = judge({ ...before, policy: asked }, failOn);
  const own = baselineOf(before, earlier.findings);
  const baseline = { ...own, findings: [...own.findings, ...known.open] };
  const later = judge({ ...after, policy: { ...asked, baseline } }, failOn);
  const sides = { before: sideOf(earlier.analysis), after: sideOf(later.analysis) };
  const whole = earlier.analysis.stored?.whole === true ? before : known.whole;
  const stored = storedOf(whole ? analyse(whole) : earlier.analysis, later.analysis);
  const unjudged = new Set([...known.unjudged].filter((code) => !canJudge(earlier, code)));
  const diff: DiffReport = {
    schemaVersion: DIFF_SCHEMA_VERSION,
    tool: { name: 'swiftcheck', version: toolVersion() },
    ...sides,
    unlike: unlike(sides) ?? unlikeServers(before, after),
    releasesUnknown: 'unknown' in stored ? stored.unknown : null,
    releases: 'unknown' in stored ? [] : releaseChanges(stored.before, stored.after),
    findings: findingChanges(baseline.findings, later, unjudged),
    headroom: headroomChanges(earlier.analysis, later.analysis),
    exitCode: later.exitCode,
  };
  const isOpen = ({ code, endpoint }: KnownFinding) =>
    later.changes.some(
      (change) => change.kind === 'unknown' && change.code === code && change.endpoint === endpoint,
    );
  return { diff, known: { open: baseline.findings.filter(isOpen), unjudged, whole } };
}

/** Whether a run shows that a finding is there, or that it is not. */
function canJudge({ evidence, findings }: Judgement, code: string): boolean {
  return (
    findings.some((finding) => finding.code === code && isRaised(finding)) ||
    vouchFor(code, findings, checksFor(evidence))
  );
}

function sideOf(analysis: Analysis): DiffSide {
  const { evidence, tillerVersion, stored } = analysis;
  const whole = stored?.whole === true ? stored.releases : null;
  return {
    startedAt: evidence.startedAt,
    lab: evidence.lab,
    context: evidence.cluster?.context ?? null,
    swift: shownSwift(analysis),
    tiller: tillerVersion,
    revisions: whole?.length ?? null,
    bytes: whole && sumOf(whole),
  };
}

function unlike({ before, after }: Pick<DiffReport, 'before' | 'after'>): string | null {
  if ((before.lab === null) !== (after.lab === null)) {
    return 'One run is a LAB RUN, and the other is not.';
  }
  if (before.context === null || after.context === null || before.context === after.context) {
    return null;
  }
  return `The runs are of two contexts, ${before.context} and ${after.context}.`;
}

/** A context can be given another cluster, and many clusters give theirs the same name. */
function unlikeServers({ cluster: before }: Evidence, { cluster: after }: Evidence): string | null {
  if (!before || !after || before.server === after.server) return null;
  return `The runs asked two API servers, ${before.server} and ${after.server}.`;
}

type Stored =
  | { readonly before: readonly MeasuredRelease[]; readonly after: readonly MeasuredRelease[] }
  | { readonly unknown: string };

function storedOf(before: Analysis, after: Analysis): Stored {
  const lacks = ({ stored }: Analysis) => stored?.whole !== true;
  const which = [...(lacks(before) ? ['earlier'] : []), ...(lacks(after) ? ['later'] : [])];
  if (before.stored?.whole && after.stored?.whole) {
    return { before: before.stored.releases, after: after.stored.releases };
  }
  return {
    unknown: `The ${which.join(' run and the ')} run ${which.length > 1 ? 'do' : 'does'} not hold every stored revision.`,
  };
}

function sumOf(releases: readonly MeasuredRelease[]): number {
  return releases.reduce((sum, { bytes }) => sum + bytes, 0);
}

function releaseChanges(
  before: readonly MeasuredRelease[],
  after: readonly MeasuredRelease[],
): ReleaseChange[] {
  const [then, now] = [byRelease(before), byRelease(after)];
  return [...new Map([...then, ...now])]
    .flatMap(([key, [first]]) => {
      const [old, fresh] = [sizeOf(then.get(key)), sizeOf(now.get(key))];
      const kind = kindOf(old, fresh);
      if (kind === null || !first) return [];
      return [{ kind, namespace: first.namespace, name: first.name, before: old, after: fresh }];
    })
    .toSorted((a, b) => Math.abs(grownBy(b)) - Math.abs(grownBy(a)));
}

function byRelease(releases: readonly MeasuredRelease[]): Map<string, MeasuredRelease[]> {
  const groups = new Map<string, MeasuredRelease[]>();
  for (const release of releases) {
    const key = JSON.stringify([release.namespace, release.name]);
    const group = groups.get(key);
    if (group) group.push(release);
    else groups.set(key, [release]);
  }
  return groups;
}

function sizeOf(group: readonly MeasuredRelease[] | undefined): ReleaseSize | null {
  if (!group) return null;
  const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), 0);
  return {
    revisions: group.length,
    newest: most(group.map(({ revision }) => revision)),
    largestBytes: most(group.map(({ bytes }) => bytes)),
    bytes: sumOf(group),
  };
}

function kindOf(
  before: ReleaseSize | null,
  after: ReleaseSize | null,
): ReleaseChange['kind'] | null {
  if (!before || !after) return before ? 'gone' : 'added';
  if (after.bytes !== before.bytes) return after.bytes > before.bytes ? 'grown' : 'shrunk';
  return JSON.stringify(before) === JSON.stringify(after) ? null : 'changed';
}

/** Bytes more that the release takes. */
export function grownBy({ before, after }: Pick<ReleaseChange, 'before' | 'after'>): number {
  return (after?.bytes ?? 0) - (before?.bytes ?? 0);
}

function findingChanges(
  before: readonly KnownFinding[],
  later: Judgement,
  unjudged: ReadonlySet<string>,
): FindingChange[] {
  const raised = later.findings.filter(isRaised).map((finding): FindingChange => {
    const { code, title, standing } = finding;
    const known = standing?.baseline === 'new' || standing?.baseline === 'worse';
    const kind = known
      ? standing.baseline
      : later.changes.find((change) => isOf(change, finding))?.kind === 'better'
        ? 'better'
        : 'same';
    return {
      ...{ code, before: before.find((each) => isOf(each, finding))?.title ?? null, after: title },
      ...{ kind, counts: standing?.counts === true },
      ...(kind === 'new' && unjudged.has(code) && { beforeUnknown: true }),
    };
  });
  const lost = later.changes.flatMap(({ code, was, kind }): FindingChange[] =>
    kind === 'better'
      ? []
      : [
          {
            code,
            before: was,
            after: null,
            kind: kind === 'gone' ? 'gone' : 'unknown',
            counts: false,
          },
        ],
  );
  return [...raised, ...lost].toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly FindingChange['kind'][] = [
  'new',
  'worse',
  'unknown',
  'better',
  'gone',
  'same',
];

function headroomChanges(before: Analysis, after: Analysis): HeadroomChange[] {
  const [then, now] = [headroomOf(before), headroomOf(after)];
  const kinds = [...new Set([...then, ...now].map(({ what }) => what))];
  return kinds.map((what) => ({
    what,
    before: then.find((row) => row.what === what) ?? null,
    after: now.find((row) => row.what === what) ?? null,
  }));
}
