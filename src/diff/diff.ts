// Two runs, compared: versions, releases, findings and limits.
import { shownSwift, type Analysis } from '../analysis/analysis.js';
import { isRaised } from '../checks/registry.js';
import type { FailOn } from '../evidence/policy.js';
import type { Evidence, MeasuredRelease } from '../evidence/types.js';
import { baselineOf } from '../judge/baseline.js';
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

/**
 * The later run is judged by its own policy with the earlier one as its baseline.
 * @param failOn absent: that of the policy, otherwise `fail`
 */
export function diffOf(before: Evidence, after: Evidence, failOn?: FailOn): DiffReport {
  // The same is asked of both, so that only what has changed differs.
  const { ignore, baseline: _own, ...asked } = after.policy ?? { failOn: failOn ?? 'fail' };
  const earlier = judge({ ...before, policy: asked }, failOn);
  const baseline = baselineOf(before, earlier.findings);
  const policy = { ...asked, ...(ignore && { ignore }), baseline };
  const later = judge({ ...after, policy }, failOn);
  const sides = { before: sideOf(earlier.analysis), after: sideOf(later.analysis) };
  const stored = storedOf(earlier.analysis, later.analysis);
  return {
    schemaVersion: DIFF_SCHEMA_VERSION,
    tool: { name: 'swiftcheck', version: toolVersion() },
    ...sides,
    unlike: unlike(sides) ?? unlikeServers(before, after),
    releasesUnknown: 'unknown' in stored ? stored.unknown : null,
    releases: 'unknown' in stored ? [] : releaseChanges(stored.before, stored.after),
    findings: findingChanges(earlier, later),
    headroom: headroomChanges(earlier.analysis, later.analysis),
    exitCode: later.exitCode,
  };
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

function findingChanges(earlier: Judgement, later: Judgement): FindingChange[] {
  const before = baselineOf(earlier.evidence, earlier.findings).findings;
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
