// Both endpoints, before anything is judged.
import type { Observation } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import type { TillerTarget } from '../evidence/target.js';
import type { ClusterEvidence, SwiftSearch, TillerSearch } from '../evidence/cluster.js';
import { isServiceMissing } from '../analysis/api-server-failure.js';
import { describeReleases } from '../knowledge/describe.js';
import type { Judgement } from '../judge/judge.js';
import { formatDuration } from '../util/bytes.js';
import { type Safe } from '../util/safe-text.js';
import { bareVersion } from '../knowledge/versions.js';
import { labelled } from './layout.js';

const MARGIN = 10;

interface View {
  readonly verbose: boolean;
  readonly width: number;
}

/** Both endpoints, each version, and where the version was learned. */
export function endpointLines(judgement: Judgement, view: View): Safe[] {
  const { evidence } = judgement;
  const { tiller, cluster } = evidence;
  const line = (label: string, text: string) => labelled(label, text, MARGIN, view.width);
  const version = tiller.version.ok
    ? `version ${bareVersion(tiller.version.value.semVer)}`
    : `version unknown${claimWords(cluster?.tiller)}`;
  return [
    ...clusterLines(cluster, view.width),
    ...line('  Tiller', `${tillerLine(tiller.target, cluster?.tiller)}, ${version}`),
    ...line('  Swift', swiftLine(judgement)),
    ...(view.verbose ? timeLines(evidence, view.width) : []),
  ];
}

/** The Tiller behind Swift, where its version is not the one that was read directly. */
function otherTillerWords({ tiller, swift }: Evidence): string {
  if (!swift.tillerVersion.ok) return '; the version of its Tiller is unknown';
  const behind = swift.tillerVersion.value.semVer;
  const same = tiller.version.ok && tiller.version.value.semVer === behind;
  return same ? '' : `; its Tiller has version ${bareVersion(behind)}`;
}

function timeLines({ tiller, swift }: Evidence, width: number): Safe[] {
  const times = [
    tiller.version.ok ? `GetVersion ${formatDuration(tiller.version.ms)}` : '',
    swift.tillerVersion.ok
      ? `/tiller/v2/version/json ${formatDuration(swift.tillerVersion.ms)}`
      : '',
  ].filter((time) => time !== '');
  return times.length === 0 ? [] : labelled('  Times', times.join(', '), MARGIN, width);
}

const TLS_WORDS: Record<TillerTarget['tls'], string> = {
  off: 'plaintext',
  unverified: 'TLS, certificate not verified',
  verified: 'TLS, certificate verified',
};

/** One that was found in a cluster is reached through a forwarded port. */
function tillerLine(
  { address, tls, source }: TillerTarget,
  search: TillerSearch | undefined,
): string {
  if (search?.chosen === null) {
    return `${address} (${withoutOne(search.pods, 'none is ready')})`;
  }
  const way = source === 'cluster' ? 'port-forward, ' : '';
  return `${address} (${way}gRPC, ${TLS_WORDS[tls]})`;
}

/** Why a search chose none; `otherwise`: where it found some. */
function withoutOne(found: Observation<readonly unknown[]>, otherwise: string): string {
  if (!found.ok) return 'the search failed';
  return found.value.length === 0 ? 'not found' : otherwise;
}

function withoutSwift(search: SwiftSearch): string {
  return isServiceMissing(search)
    ? 'not found'
    : withoutOne(search.services, 'several Services match');
}

/** The scheme of a URL says whether it is TLS, but not whether the run verified the certificate. */
function swiftLine({ evidence, analysis }: Judgement): string {
  const { url, tls } = evidence.swift.target;
  const search = evidence.cluster?.swift;
  const notes = [
    tls === 'unverified' ? 'certificate not verified' : '',
    search?.forward?.ok ? `port-forward to ${search.forward.value.pod}` : '',
    search?.chosen === null ? withoutSwift(search) : '',
    // A Swift that was not found was not asked either.
    search?.chosen === null ? '' : swiftVersion(analysis.swift) + otherTillerWords(evidence),
  ].filter((note) => note !== '');
  return url === '' ? notes.join('; ') : `${url} (${notes.join('; ')})`;
}

/** The place in which the endpoints were looked for. */
function clusterLines(cluster: ClusterEvidence | undefined, width: number): Safe[] {
  if (!cluster) return [];
  const { context, source, server, viaProxy } = cluster;
  const from = source === 'kubeconfig' ? `context ${context}` : "the pod's service account";
  const to = server === '' ? '' : `, ${server}`;
  return labelled(
    '  Cluster',
    `${from}${to}${viaProxy ? ' (through a proxy)' : ''}`,
    MARGIN,
    width,
  );
}

/** What the image of a Tiller that did not answer says. */
function claimWords(search: TillerSearch | undefined): string {
  if (!search?.pods.ok) return '';
  const claims = new Set(search.pods.value.map(({ claimedVersion }) => claimedVersion));
  const [claim = null] = claims;
  return claims.size === 1 && claim !== null ? `; its image says ${bareVersion(claim)}` : '';
}

function swiftVersion({
  declared,
  declaredBy,
  declaredRelease,
  clues,
  candidates,
  contradicted,
}: Judgement['analysis']['swift']): string {
  const fits = describeReleases(candidates);
  if (declared === null) {
    return clues.length === 0 ? 'version unknown' : `version unknown; its answers match ${fits}`;
  }
  const version = bareVersion(declared);
  const by = declaredBy === 'image' ? 'from its image' : 'declared';
  if (contradicted) return `version ${version}, ${by}, but its answers match ${fits}`;
  if (clues.length === 0) return `version ${version}, ${by}, not confirmed`;
  return `version ${version}, ${by}; its answers match${declaredRelease ? '' : ` ${fits}`}`;
}
