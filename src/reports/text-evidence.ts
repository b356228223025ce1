// What was probed and what came, before anything is judged.
import type { Observation } from '../evidence/observation.js';
import type {
  DirectList,
  Evidence,
  InstallPayload,
  SwiftList,
  SwiftTarget,
  TillerTarget,
} from '../evidence/types.js';
import type { ClusterEvidence, SwiftSearch, TillerSearch } from '../evidence/cluster.js';
import { describeReleases } from '../knowledge/describe.js';
import { answered } from '../checks/shared/words.js';
import type { Judgement } from '../judge/judge.js';
import { formatCount, formatDuration, formatExactSize } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { bareVersion } from '../knowledge/versions.js';
import { nothingStored } from './calls.js';
import { labelled, table } from './layout.js';

const MARGIN = 10;

/** Both endpoints, each version, and where it was learned. */
export function endpointLines({ evidence, analysis }: Judgement): string[] {
  const { tiller, swift, cluster } = evidence;
  return [
    ...clusterLines(cluster),
    ...labelled('  Tiller', tillerLine(tiller.target, cluster?.tiller), MARGIN),
    ...labelled(
      '',
      tiller.version.ok
        ? `version ${visible(bareVersion(tiller.version.value.semVer))}, from GetVersion, ${formatDuration(tiller.version.ms)}`
        : `version not known${claimWords(cluster?.tiller)}`,
      MARGIN,
    ),
    ...labelled('  Swift', swiftLine(swift.target, cluster?.swift), MARGIN),
    ...labelled('', swiftVersionLine(analysis.swift), MARGIN),
    ...labelled(
      '',
      swift.tillerVersion.ok
        ? `its Tiller: ${visible(bareVersion(swift.tillerVersion.value.semVer))}, from /tiller/v2/version/json, ${formatDuration(swift.tillerVersion.ms)}`
        : 'its Tiller: not known',
      MARGIN,
    ),
  ];
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

/** The scheme of a URL says whether it is TLS, but not whether anybody looked at the certificate. */
function swiftLine({ url, tls }: SwiftTarget, search: SwiftSearch | undefined): string {
  const notes = [
    tls === 'unverified' ? 'certificate not verified' : '',
    search?.forward?.ok ? `port-forward to ${visible(search.forward.value.pod)}` : '',
    search?.chosen === null ? withoutOne(search.services, 'several can be meant') : '',
  ].filter((note) => note !== '');
  if (url === '') return notes.join(', ');
  return notes.length === 0 ? url : `${url} (${notes.join(', ')})`;
}

/** Where the endpoints were looked for. */
function clusterLines(cluster: ClusterEvidence | undefined): string[] {
  if (!cluster) return [];
  const { context, source, server, viaProxy } = cluster;
  const from =
    source === 'kubeconfig' ? `context ${visible(context)}` : "the pod's service account";
  const to = server === '' ? '' : `, ${server}`;
  return labelled('  Cluster', `${from}${to}${viaProxy ? ' (through a proxy)' : ''}`, MARGIN);
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

function swiftVersionLine(swift: Judgement['analysis']['swift']): string {
  if (swift.declared === null && swift.clues.length === 0) return 'version not known';
  const fits = describeReleases(swift.candidates);
  if (swift.declared !== null) {
    const behaviour = swift.contradicted
      ? `its behaviour fits ${fits}`
      : swift.clues.length === 0
        ? 'nothing seen speaks for or against it'
        : 'its behaviour fits';
    const by = swift.declaredBy === 'image' ? 'as its image says' : 'as declared';
    return `version ${visible(bareVersion(swift.declared))}, ${by}; ${behaviour}`;
  }
  return `version not declared; its behaviour fits ${fits}`;
}

/** The two lists side by side. Empty where none was asked for. */
export function listLines({ tiller, swift }: Evidence): string[] {
  if (!tiller.list || !swift.list) return [];
  const direct = directColumn(tiller.list);
  const proxied = swiftColumn(swift.list);
  return table([
    ['', 'direct (gRPC)', 'through Swift (REST)'],
    ...(['answer', 'releases', 'messages', 'largest', 'time'] as const).map((row) => [
      row,
      direct[row],
      proxied[row],
    ]),
  ]);
}

interface Column {
  readonly answer: string;
  readonly releases: string;
  readonly messages: string;
  readonly largest: string;
  readonly time: string;
}

function directColumn(list: Observation<DirectList>): Column {
  const value = list.ok ? list.value : list.partial;
  const sizes = value?.messages.map((message) => message.bytes) ?? [];
  return {
    answer: list.ok ? 'ok' : failureWord(list),
    releases: value
      ? formatCount(value.releases.length) +
        (value.total > value.count ? ` of ${formatCount(value.total)}` : '')
      : '-',
    messages: value ? formatCount(sizes.length) : '-',
    largest: sizes.length > 0 ? formatExactSize(Math.max(...sizes)) : '-',
    time: formatDuration(list.ms),
  };
}

function swiftColumn(list: Observation<SwiftList>): Column {
  return {
    answer: list.ok ? 'ok' : failureWord(list),
    releases: list.ok ? formatCount(list.value.releases.length) : '-',
    messages: '-',
    largest: list.ok && list.http ? `${formatExactSize(list.http.bodyBytes)} of JSON` : '-',
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
  return codes.length > 0 ? codes.join(', ') : kind.replace(/-/g, ' ');
}

/** What `--size` did. */
export function payloadLines({ payload }: Evidence): string[] {
  switch (payload?.kind) {
    case undefined:
      return [];
    case 'lab':
      return labelled(
        'Payload',
        `the lab's release ${payload.releaseName} holds a chart file of ${formatExactSize(payload.sizeBytes)}`,
        MARGIN,
      );
    case 'dry-run':
      return [
        ...labelled(
          'Payload',
          `a dry run that renders ${formatExactSize(payload.sizeBytes)} of NOTES; nothing is stored`,
          MARGIN,
        ),
        ...labelled('', `direct: ${answerWord(payload.direct, 'message')}`, MARGIN),
        ...labelled('', `through Swift: ${answerWord(payload.viaSwift, 'JSON')}`, MARGIN),
      ];
    case 'install':
      return [
        ...labelled(
          'Payload',
          `release ${payload.releaseName} with a chart file of ${formatExactSize(payload.sizeBytes)}`,
          MARGIN,
        ),
        ...labelled('', `installed: ${stepWord(payload.installed)}`, MARGIN),
        ...labelled('', `purged: ${purgeWord(payload)}`, MARGIN),
      ];
  }
}

function purgeWord(payload: InstallPayload): string {
  return payload.purged.ok && nothingStored(payload)
    ? 'no release of that name is stored'
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
