// What was probed and what came, before anything is judged.
import type { Observation } from '../evidence/observation.js';
import type {
  DirectList,
  Evidence,
  FullList,
  InstallPayload,
  SwiftList,
  TillerTarget,
} from '../evidence/types.js';
import type { ClusterEvidence, TillerSearch } from '../evidence/cluster.js';
import { describeReleases } from '../knowledge/describe.js';
import { answered } from '../checks/shared/words.js';
import { distinct } from '../evidence/identity.js';
import type { Judgement } from '../judge/judge.js';
import { formatCount, formatDuration, formatExactSize, formatSize, plural } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { bareVersion } from '../knowledge/versions.js';
import { nothingStored } from './calls.js';
import { labelled, table } from './layout.js';
import type { Paint } from './paint.js';

const MARGIN = 10;

interface View {
  readonly verbose: boolean;
  readonly width: number;
}

/** Both endpoints, each version, and where the version was learned. */
export function endpointLines(judgement: Judgement, view: View): string[] {
  const { evidence } = judgement;
  const { tiller, cluster } = evidence;
  const line = (label: string, text: string) => labelled(label, text, MARGIN, view.width);
  const version = tiller.version.ok
    ? `version ${visible(bareVersion(tiller.version.value.semVer))}`
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
  return same ? '' : `; its Tiller has version ${visible(bareVersion(behind))}`;
}

function timeLines({ tiller, swift }: Evidence, width: number): string[] {
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
    return `${visible(address)} (${withoutOne(search.pods, 'none is ready')})`;
  }
  const way = source === 'cluster' ? 'port-forward, ' : '';
  return `${visible(address)} (${way}gRPC, ${TLS_WORDS[tls]})`;
}

/** Why a search chose none; `otherwise`: where it found some. */
function withoutOne(found: Observation<readonly unknown[]>, otherwise: string): string {
  if (!found.ok && found.failure.httpStatus !== 404) return 'could not be looked for';
  return !found.ok || found.value.length === 0 ? 'not found there' : otherwise;
}

/** The scheme of a URL says whether it is TLS, but not whether the run verified the certificate. */
function swiftLine({ evidence, analysis }: Judgement): string {
  const { url, tls } = evidence.swift.target;
  const search = evidence.cluster?.swift;
  const notes = [
    tls === 'unverified' ? 'certificate not verified' : '',
    search?.forward?.ok ? `port-forward to ${visible(search.forward.value.pod)}` : '',
    search?.chosen === null ? withoutOne(search.services, 'several can be meant') : '',
    swiftVersion(analysis.swift) + otherTillerWords(evidence),
  ].filter((note) => note !== '');
  return url === '' ? notes.join('; ') : `${url} (${notes.join('; ')})`;
}

/** Where the endpoints were looked for. */
function clusterLines(cluster: ClusterEvidence | undefined, width: number): string[] {
  if (!cluster) return [];
  const { context, source, server, viaProxy } = cluster;
  const from =
    source === 'kubeconfig' ? `context ${visible(context)}` : "the pod's service account";
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
  return claims.size === 1 && claim !== null
    ? `; its image says ${visible(bareVersion(claim))}`
    : '';
}

function swiftVersion({
  declared,
  declaredBy,
  clues,
  candidates,
  contradicted,
}: Judgement['analysis']['swift']): string {
  const fits = describeReleases(candidates);
  if (declared === null) {
    return clues.length === 0 ? 'version unknown' : `version unknown; its answers match ${fits}`;
  }
  const version = visible(bareVersion(declared));
  const by = declaredBy === 'image' ? 'from its image' : 'declared';
  if (contradicted) return `version ${version}, ${by}, but its answers match ${fits}`;
  return `version ${version}, ${by}${clues.length === 0 ? ', not confirmed' : '; its answers match'}`;
}

/** The two lists side by side. Empty if the run asked for none. */
export function listLines(
  { tiller, swift }: Evidence,
  verbose: boolean,
  width: number,
  ink: Paint,
): string[] {
  if (!tiller.list || !swift.list) return [];
  if (!wasMade(tiller.list) && !wasMade(swift.list)) return [];
  const direct = directColumn(tiller.list);
  const proxied = swiftColumn(swift.list);
  const rows = verbose
    ? (['answer', 'revisions', 'messages', 'largest', 'time'] as const)
    : (['answer', 'revisions', 'largest'] as const);
  const [head = '', ...lines] = table([
    ['', 'from Tiller (gRPC)', 'through Swift (REST)'],
    ...rows.map((row) => [row, direct[row], proxied[row]]),
  ]);
  return [
    `${ink.strong('Lists')}${head.slice('Lists'.length)}`,
    ...lines,
    ...(tiller.fullList ? labelled('', fullListWords(tiller.fullList), 2, width) : []),
  ];
}

/** How the revisions came that the plain list lacks. */
function fullListWords(list: Observation<FullList>): string {
  const value = list.ok ? list.value : list.partial;
  const calls = plural(value?.parts.length ?? 0, 'more list');
  if (!list.ok) return `All revisions: not all came: ${failureWord(list)} (${calls})`;
  const { releases, total, parts } = list.value;
  const bytes = parts
    .flatMap(({ messages }) => messages)
    .reduce((sum, each) => sum + each.bytes, 0);
  return `All revisions: ${formatCount(releases.length)} of ${formatCount(total)}, asked of Tiller directly in ${calls}: ${formatSize(bytes)}`;
}

function wasMade(list: Observation<unknown>): boolean {
  return list.ok || list.failure.kind !== 'not-attempted';
}

interface Column {
  readonly answer: string;
  readonly revisions: string;
  readonly messages: string;
  readonly largest: string;
  readonly time: string;
}

function directColumn(list: Observation<DirectList>): Column {
  const value = list.ok ? list.value : list.partial;
  const sizes = value?.messages.map((message) => message.bytes) ?? [];
  return {
    answer: list.ok ? 'ok' : failureWord(list),
    revisions: value ? revisionWords(value) : '-',
    messages: value ? formatCount(sizes.length) : '-',
    largest: sizes.length > 0 ? plural(Math.max(...sizes), 'byte') : '-',
    time: formatDuration(list.ms),
  };
}

/** A list can hold one revision twice. */
function revisionWords({ releases, total, count }: DirectList): string {
  const different = distinct(releases).length;
  const twice = different < releases.length ? ` (${formatCount(different)} different)` : '';
  const more = total > count ? ` of ${formatCount(total)}` : '';
  return formatCount(releases.length) + twice + more;
}

function swiftColumn(list: Observation<SwiftList>): Column {
  return {
    answer: list.ok ? 'ok' : failureWord(list),
    revisions: list.ok ? formatCount(list.value.releases.length) : '-',
    messages: '-',
    largest: list.ok && list.http ? `${plural(list.http.bodyBytes, 'byte')} of JSON` : '-',
    time: formatDuration(list.ms),
  };
}

function failureWord(list: Observation<unknown>): string {
  if (list.ok) return 'ok';
  const { httpStatus, grpcCode, kind } = list.failure;
  const codes = [
    httpStatus === undefined ? '' : `HTTP ${httpStatus}`,
    grpcCode === undefined ? '' : `gRPC code ${grpcCode}`,
  ].filter((code) => code !== '');
  return codes.length > 0
    ? codes.join(', ')
    : kind === 'not-attempted'
      ? 'not asked'
      : kind.replace(/-/g, ' ');
}

/** What `--size` did. */
export function payloadLines({ payload }: Evidence, width: number): string[] {
  switch (payload?.kind) {
    case undefined:
      return [];
    case 'lab':
      return labelled(
        'Payload',
        `the lab's release ${payload.releaseName} holds a chart file of ${formatExactSize(payload.sizeBytes)}`,
        MARGIN,
        width,
      );
    case 'dry-run':
      return [
        ...labelled(
          'Payload',
          `a dry run that renders ${formatExactSize(payload.sizeBytes)} of NOTES; nothing is stored`,
          MARGIN,
          width,
        ),
        ...labelled('', `direct: ${answerWord(payload.direct, 'message')}`, MARGIN, width),
        ...labelled('', `through Swift: ${answerWord(payload.viaSwift, 'JSON')}`, MARGIN, width),
      ];
    case 'install':
      return [
        ...labelled(
          'Payload',
          `release ${payload.releaseName} with a chart file of ${formatExactSize(payload.sizeBytes)}`,
          MARGIN,
          width,
        ),
        ...labelled('', `installed: ${stepWord(payload.installed)}`, MARGIN, width),
        ...whileStoredLines(payload, width),
        ...labelled('', `purged: ${purgeWord(payload)}`, MARGIN, width),
      ];
  }
}

function whileStoredLines({ whileStored }: InstallPayload, width: number): string[] {
  if (!whileStored) return [];
  const { tiller, swift } = whileStored;
  const { answer, largest } = directColumn(tiller);
  const size = largest === '-' ? '' : `, largest message ${largest}`;
  return [
    ...labelled('', `list while stored, direct: ${answer}${size}`, MARGIN, width),
    ...labelled(
      '',
      `list while stored, through Swift: ${swiftColumn(swift).answer}`,
      MARGIN,
      width,
    ),
  ];
}

function purgeWord(payload: InstallPayload): string {
  return payload.purged.ok && nothingStored(payload)
    ? 'the release is not stored'
    : stepWord(payload.purged);
}

function answerWord(answer: Observation<{ bytes: number }>, what: string): string {
  return answer.ok
    ? `ok, ${formatExactSize(answer.value.bytes)} of ${what}, ${formatDuration(answer.ms)}`
    : stepWord(answer);
}

function stepWord(step: Observation<unknown>): string {
  if (step.ok) return `ok, ${formatDuration(step.ms)}`;
  const { httpStatus, grpcCode, kind, message } = step.failure;
  return httpStatus === undefined && grpcCode === undefined
    ? `${kind.replace(/-/g, ' ')}: ${shorten(visible(message), 200)}`
    : answered(step.failure);
}
