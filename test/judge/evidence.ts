// Evidence without endpoints: a healthy pair, and what a case changes about it.
import type { ClusterEvidence } from '../../src/evidence/cluster.js';
import type { Policy } from '../../src/evidence/policy.js';
import type { Failure, FailureKind, Observation } from '../../src/evidence/observation.js';
import {
  EVIDENCE_SCHEMA_VERSION,
  type Certificate,
  type DirectList,
  type Evidence,
  type FullList,
  type MeasuredRelease,
  type ReleaseIdentity,
  type ReleaseParts,
  type SwiftList,
  type TillerVersion,
} from '../../src/evidence/types.js';
import { listMessageBytes } from '../../src/predict/sizes.js';

export const MEBIBYTE = 1024 * 1024;
export const NIL_POINTER = 'runtime error: invalid memory address or nil pointer dereference';

const NO_PARTS: ReleaseParts = {
  notesBytes: 0,
  configBytes: 0,
  manifestBytes: 0,
  hooksBytes: 0,
  chartMetadataBytes: 0,
  chartTemplatesBytes: 0,
  chartValuesBytes: 0,
  chartFilesBytes: 0,
  chartDependenciesBytes: 0,
};

/** A stored revision of `bytes` bytes, all but its summary in chart files. */
export function release(
  name: string,
  bytes = 330,
  rest: Partial<Omit<MeasuredRelease, 'name' | 'bytes'>> = {},
): MeasuredRelease {
  const summaryBytes = rest.summaryBytes ?? 120;
  return {
    name,
    namespace: 'ds-seed',
    revision: 1,
    status: 'DEPLOYED',
    bytes,
    summaryBytes,
    infoBytes: summaryBytes - 40,
    parts: { ...NO_PARTS, chartFilesBytes: bytes - summaryBytes },
    ...rest,
  };
}

/** The recorded seed: one message of 4,195,325 bytes. */
export const SEED = [release('alpha', 330), release('beta', 328), release('harbor', 4_194_652)];
export const SMALL = [release('alpha', 331), release('beta', 327), release('gamma', 329)];

/** A direct list in messages as given; one message by default. */
export function direct(
  messages: readonly (readonly MeasuredRelease[])[],
  { next = '', total }: { next?: string; total?: number } = {},
): DirectList {
  const releases = messages.flat();
  const header = { count: releases.length, next, total: total ?? releases.length };
  return {
    messages: messages.map((held) => ({
      bytes: listMessageBytes(held, header),
      releases: held.length,
    })),
    releases,
    ...header,
  };
}

export function ok<T>(value: T): Observation<T> {
  return { ok: true, ms: 1, value };
}

export function failed(
  kind: FailureKind,
  rest: Partial<Failure> = {},
): { ok: false; ms: number; failure: Failure } {
  const failure: Failure = { hop: 'swiftcheck->swift', kind, message: `${kind}.`, ...rest };
  // Swift closes a connection when it has waited for that long.
  return { ok: false, ms: kind === 'closed' ? 30_000 : 1, failure };
}

/** An error of Swift as its gateway words it. */
export const swiftError = (httpStatus: number, grpcCode: number, message: string) =>
  failed('swift-error', { httpStatus, grpcCode, message });
/** How Swift 0.11.0 and newer answer a list of nothing. */
export const EMPTY_ERROR = swiftError(500, 13, NIL_POINTER);
export const tooLarge = (bytes: number, limit: number) =>
  swiftError(403, 8, `grpc: received message larger than max (${bytes} vs. ${limit})`);
export const tillerError = (grpcCode: number, message: string) =>
  failed('grpc-status', { hop: 'swiftcheck->tiller', grpcCode, message });
export const kubernetesStatus = (httpStatus: number, message: string) =>
  failed('kubernetes-status', { httpStatus, message });

export function shown(releases: readonly MeasuredRelease[]): Observation<SwiftList> {
  return ok({ releases: releases.map(identity) });
}

function identity({ name, namespace, revision, status }: MeasuredRelease): ReleaseIdentity {
  return { name, namespace, revision, status };
}

const HTTP = { status: 501, bodyBytes: 1, corsHeaders: false };

const version = (semVer: string): Observation<TillerVersion> =>
  ok({ semVer, gitCommit: '', gitTreeState: 'clean' });

export interface Overrides {
  readonly command?: Evidence['command'];
  /** The declared release of Swift; `null`: none. */
  readonly swift?: string | null;
  /** Tiller's version, from both sides. */
  readonly tiller?: string;
  readonly viaSwift?: string;
  readonly viaApiServer?: boolean;
  readonly tillerVersion?: Observation<TillerVersion>;
  readonly swiftTillerVersion?: Observation<TillerVersion>;
  readonly liveness?: Evidence['swift']['liveness'];
  /** `stored` sets both lists: one message of Tiller, all of it shown by Swift. */
  readonly stored?: readonly MeasuredRelease[];
  readonly directList?: Observation<DirectList>;
  readonly swiftList?: Observation<SwiftList>;
  readonly fullList?: Observation<FullList>;
  readonly lab?: Evidence['lab'];
  readonly url?: string;
  readonly credentials?: Evidence['swift']['target']['credentials'];
  readonly withoutCredentials?: Evidence['swift']['withoutCredentials'] | undefined;
  /** GetVersion on further connections. */
  readonly again?: NonNullable<Evidence['tiller']['again']>;
  readonly tillerCertificate?: Observation<Certificate>;
  /** This client's own, shown to Tiller. */
  readonly clientCertificate?: Certificate;
  readonly swiftCertificate?: Observation<Certificate>;
  readonly payload?: NonNullable<Evidence['payload']>;
  readonly cluster?: ClusterEvidence;
  readonly policy?: Policy;
}

/** A Tiller whose every call fails so. */
export const atTiller = (kind: FailureKind, message = `${kind}.`): Overrides => ({
  tillerVersion: failed(kind, { hop: 'swiftcheck->tiller', message }),
  directList: failed('not-attempted'),
});
/** A Swift whose every call fails so. */
export const atSwift = (...failure: Parameters<typeof failed>): Overrides => ({
  swiftTillerVersion: failed(...failure),
  liveness: failed(...failure),
  swiftList: failed('not-attempted'),
});
/** The answer of an API server in place of Swift's. */
export const behindApiServer = (httpStatus: number, message: string): Overrides => ({
  viaApiServer: true,
  swiftTillerVersion: kubernetesStatus(httpStatus, message),
  liveness: kubernetesStatus(httpStatus, message),
  swiftList: failed('not-attempted'),
});
/** A Swift whose gateway answers, and does not give the version of its Tiller. */
export const tillerUnanswered = (...failure: Parameters<typeof failed>): Overrides => ({
  swiftTillerVersion: failed(...failure),
  swiftList: failed('not-attempted'),
});

/** As many entries as Tiller gives where a request sets no limit. */
const FULL = [
  ...SMALL,
  ...Array.from({ length: 512 - SMALL.length }, (_, index) => release(`tiny-${index}`)),
];

/** A list that Tiller ended there, and says so; Swift shows the same entries. */
export function cutList(total: number, next = 'tiny-512'): Overrides {
  return { stored: FULL, directList: ok(direct([FULL], { next, total })) };
}

/** Every revision, as one more list would have them. */
export function full(releases: readonly MeasuredRelease[]): Observation<FullList> {
  const { messages, count, total, next } = direct([releases]);
  return ok({ parts: [{ limit: total, messages, count, total, next }], releases, total });
}

export const many = (count: number, bytes = 330) =>
  Array.from({ length: count }, (_, index) =>
    release(`app-${String(index).padStart(4, '0')}`, bytes, { namespace: 'default' }),
  );

/** A storage of which the plain list holds the first 512, and the full list all. */
export function wholeList(stored: readonly MeasuredRelease[]): Overrides {
  const given = stored.slice(0, 512);
  const next = stored[512]?.name ?? '';
  return {
    stored: given,
    directList: ok(direct([given], { next, total: stored.length })),
    fullList: full(stored),
  };
}

/** Swift 0.11.1 in front of Tiller 2.13.0 with three small releases, and the overrides. */
export function evidence(overrides: Overrides = {}): Evidence {
  const {
    command = 'probe',
    tiller = 'v2.13.0',
    stored = SMALL,
    payload,
    cluster,
    policy,
  } = overrides;
  const { credentials = 'token' } = overrides;
  const turnedAway = failed('http-status', { httpStatus: 401, message: 'HTTP 401' });
  const stranger =
    'withoutCredentials' in overrides
      ? overrides.withoutCredentials
      : credentials === 'none'
        ? undefined
        : turnedAway;
  const lists = command !== 'versions';
  return {
    schemaVersion: EVIDENCE_SCHEMA_VERSION,
    tool: { name: 'swiftcheck', version: '0.0.0' },
    command,
    startedAt: '2024-01-01T00:00:00.000Z',
    lab: overrides.lab ?? null,
    tiller: {
      target: {
        address: '127.0.0.1:44134',
        tls: overrides.tillerCertificate ? 'unverified' : 'off',
        source: cluster?.tiller ? 'cluster' : 'flag',
      },
      version: overrides.tillerVersion ?? version(tiller),
      ...(overrides.tillerVersion?.ok !== false && { again: overrides.again ?? [version(tiller)] }),
      ...(overrides.clientCertificate && { clientCertificate: overrides.clientCertificate }),
      ...(overrides.tillerCertificate && { certificate: overrides.tillerCertificate }),
      ...(lists && { list: overrides.directList ?? ok(direct([stored])) }),
      ...(overrides.fullList && { fullList: overrides.fullList }),
    },
    swift: {
      target: {
        url: overrides.url ?? 'http://127.0.0.1:9855',
        credentials,
        viaApiServer: overrides.viaApiServer ?? false,
        declaredVersion: overrides.swift === undefined ? '0.11.1' : overrides.swift,
      },
      liveness: overrides.liveness ?? { ...ok({}), http: HTTP },
      ...(stranger && { withoutCredentials: stranger }),
      ...(overrides.swiftCertificate && { certificate: overrides.swiftCertificate }),
      tillerVersion: overrides.swiftTillerVersion ?? version(overrides.viaSwift ?? tiller),
      ...(lists && { list: overrides.swiftList ?? shown(stored) }),
    },
    ...(payload && { payload }),
    ...(cluster && { cluster }),
    ...(policy && { policy }),
  };
}
