// Makes every observation of a run. The only place that talks to the endpoints; what it returns is
// plain data, and a probe that fails is part of it.
import type { ClusterEvidence } from '../evidence/cluster.js';
import type { Observation } from '../evidence/observation.js';
import {
  EVIDENCE_SCHEMA_VERSION,
  type DirectList,
  type Evidence,
  type GivenFiles,
  type LabFacts,
  type SwiftList,
  type SwiftTarget,
  type TillerTarget,
  type TillerVersion,
} from '../evidence/types.js';
import { isServiceProxy } from '../targets/swift.js';
import {
  isUnfound,
  type Targets,
  type TillerEndpoint,
  type TlsSettings,
} from '../targets/types.js';
import { toolVersion } from '../util/package-info.js';
import { lookAtAccess } from './access.js';
import { withInstalled } from './install.js';
import { notAttempted, observe } from '../net/observe.js';
import { dryRun, withVersion } from './payload.js';
import type { Run } from '../net/run.js';
import { TillerClient } from './tiller-client.js';
import { swiftCalls, tillerCalls, type SwiftCalls, type TillerCalls } from './unfound.js';

/** What `--size` asks for. */
export interface PayloadPlan {
  readonly sizeBytes: number;
  readonly kind: 'dry-run' | 'lab' | 'install';
}

export interface Plan {
  readonly command: Evidence['command'];
  readonly targets: Targets;
  readonly lab: LabFacts | null;
  readonly payload: PayloadPlan | null;
  /** That the command line names. */
  readonly files?: GivenFiles;
  /** Where an endpoint was looked for in a cluster. */
  readonly cluster?: ClusterEvidence;
}

export async function gather(plan: Plan, run: Run): Promise<Evidence> {
  const startedAt = new Date().toISOString();
  const tiller = tillerCalls(plan.targets.tiller, run);
  const swift = swiftCalls(plan.targets.swift, run);
  try {
    const [{ version, again }, liveness, tillerVersion, access] = await Promise.all([
      versions(run, tiller, plan.targets.tiller),
      observe(run, 'Swift GET /', 'swiftcheck->swift', () => swift.liveness()),
      observe(run, 'Swift GET /tiller/v2/version/json', 'swiftcheck->swift', () =>
        swift.tillerVersion(),
      ),
      lookAtAccess(run, plan.targets),
    ]);
    const found = { version, liveness, tillerVersion };
    const rest =
      plan.command === 'versions'
        ? { swift: await fingerprint(run, swift, tillerVersion) }
        : await probe(run, tiller, swift, found, plan);
    return {
      schemaVersion: EVIDENCE_SCHEMA_VERSION,
      tool: { name: 'swiftcheck', version: toolVersion() },
      command: plan.command,
      startedAt,
      lab: plan.lab,
      ...(plan.files && { files: plan.files }),
      ...(plan.cluster && { cluster: plan.cluster }),
      ...rest,
      tiller: {
        target: tillerTarget(plan.targets.tiller),
        version,
        ...(again && { again }),
        ...access.tiller,
        ...('tiller' in rest && rest.tiller),
      },
      swift: {
        target: swiftTarget(plan.targets.swift),
        liveness,
        tillerVersion,
        ...access.swift,
        ...rest.swift,
      },
    };
  } finally {
    tiller.close();
    await swift.close();
  }
}

/** GetVersion, and again where it was answered: one that is down is not waited for five times. */
async function versions(
  run: Run,
  tiller: TillerCalls,
  endpoint: Targets['tiller'],
): Promise<Pick<Evidence['tiller'], 'version' | 'again'>> {
  const version = await observe(run, 'Tiller GetVersion', 'swiftcheck->tiller', async () => ({
    value: await tiller.getVersion(),
  }));
  // A forwarded port leads to one pod, however often it is asked.
  return version.ok && !isUnfound(endpoint) && !endpoint.forwarded
    ? { version, again: await askAgain(run, endpoint) }
    : { version };
}

/** With two Tillers behind an address, all of five connections meet the same one in 1 of 16 runs. */
const TIMES_AGAIN = 4;

/** GetVersion on new connections, at the same time. */
async function askAgain(run: Run, endpoint: TillerEndpoint): Promise<Observation<TillerVersion>[]> {
  return Promise.all(
    Array.from({ length: TIMES_AGAIN }, async () => {
      const tiller = new TillerClient(endpoint, run);
      try {
        return await observe(
          run,
          'Tiller GetVersion, on a new connection',
          'swiftcheck->tiller',
          async () => ({ value: await tiller.getVersion() }),
        );
      } finally {
        tiller.close();
      }
    }),
  );
}

interface Found {
  readonly version: Observation<TillerVersion>;
  readonly tillerVersion: Observation<TillerVersion>;
}

/** Of the answers that tell Swift's releases apart, the one that `versions` asks for: one list. */
async function fingerprint(
  run: Run,
  swift: SwiftCalls,
  tillerVersion: Observation<TillerVersion>,
): Promise<{ pendingInstalls: Observation<SwiftList> }> {
  return {
    pendingInstalls: await ifSwiftAnswers(tillerVersion, () =>
      observe(run, 'Swift list of pending installs', 'swiftcheck->swift', (progress) =>
        swift.list('status_codes=PENDING_INSTALL', progress),
      ),
    ),
  };
}

type Probed = Pick<Evidence, 'payload'> & {
  tiller: { list: Observation<DirectList> };
  swift: { list: Observation<SwiftList>; pendingInstalls?: Observation<SwiftList> };
};

/**
 * One list on each side, one after the other: a list makes Tiller decode all that is stored. A preflight
 * makes another one where nothing else may tell Swift's release, as `versions` does.
 */
async function probe(
  run: Run,
  tiller: TillerCalls,
  swift: SwiftCalls,
  { version, tillerVersion }: Found,
  { command, targets, payload, cluster, files }: Plan,
): Promise<Probed> {
  const undeclared = !isUnfound(targets.swift) && targets.swift.declaredVersion === null;
  const told =
    command === 'preflight' && undeclared ? await fingerprint(run, swift, tillerVersion) : {};
  const lists = async (): Promise<Probed> => {
    const direct = await withVersion(version, (clientVersion) =>
      observe(run, 'Tiller ListReleases', 'swiftcheck->tiller', async (progress) => ({
        value: await tiller.list(clientVersion, progress),
      })),
    );
    const viaSwift = await ifSwiftAnswers(tillerVersion, () =>
      observe(run, 'Swift list of all releases', 'swiftcheck->swift', (progress) =>
        swift.list('all=true', progress),
      ),
    );
    return { tiller: { list: direct }, swift: { list: viaSwift, ...told } };
  };
  switch (payload?.kind) {
    case undefined:
      return lists();
    case 'lab': {
      const { sizeBytes } = payload;
      return { ...(await lists()), payload: { kind: 'lab', sizeBytes, releaseName: 'harbor' } };
    }
    case 'dry-run': {
      const listed = await lists();
      return {
        ...listed,
        payload: await dryRun(run, tiller, version, swift, payload.sizeBytes),
      };
    }
    case 'install': {
      const { sizeBytes } = payload;
      const way = {
        target: tillerTarget(targets.tiller),
        ...(files && { helm: files }),
        ...(cluster && { cluster }),
      };
      const done = await withInstalled({ run, tiller, version, sizeBytes, way }, lists);
      return { ...done.result, payload: done.payload };
    }
  }
}

/** A Swift that could not give Tiller's version is not asked for a list: it would only wait again. */
async function ifSwiftAnswers<T>(
  tillerVersion: Observation<TillerVersion>,
  call: () => Promise<Observation<T>>,
): Promise<Observation<T>> {
  if (tillerVersion.ok) return call();
  return {
    ok: false,
    ms: 0,
    failure: notAttempted(
      'swiftcheck->swift',
      'Swift had not answered the smaller question for the version of its Tiller.',
    ),
  };
}

function tillerTarget(tiller: Targets['tiller']): TillerTarget {
  if (isUnfound(tiller)) return tiller.target;
  const { host, port, tls, source, forwarded } = tiller;
  const dialled = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return { address: forwarded?.to ?? dialled, tls: tlsWord(tls), source };
}

function tlsWord(tls: TlsSettings | null): TillerTarget['tls'] {
  if (tls === null) return 'off';
  return tls.verify ? 'verified' : 'unverified';
}

function swiftTarget(endpoint: Targets['swift']): SwiftTarget {
  if (isUnfound(endpoint)) return endpoint.target;
  return {
    url: endpoint.url.href.replace(/\/$/, ''),
    tls: tlsWord(endpoint.url.protocol === 'https:' ? endpoint.tls : null),
    credentials: endpoint.credentials,
    viaApiServer: isServiceProxy(endpoint.url),
    declaredVersion: endpoint.declaredVersion,
    ...(endpoint.source && { source: endpoint.source }),
  };
}
