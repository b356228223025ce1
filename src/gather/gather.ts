// Makes every observation of a run. The only place that talks to the endpoints; what it returns is
// plain data, and a probe that fails is part of it.
import type { ClusterEvidence } from '../evidence/cluster.js';
import type { Observation } from '../evidence/observation.js';
import {
  EVIDENCE_SCHEMA_VERSION,
  type DirectList,
  type Evidence,
  type FullList,
  type GivenFiles,
  type SwiftList,
  type TillerVersion,
} from '../evidence/types.js';
import type { LabFacts } from '../evidence/target.js';
import { isUnresolved, type Targets, type TillerEndpoint } from '../targets/types.js';
import { toolVersion } from '../util/package-info.js';
import { lookAtAccess } from './access.js';
import { fullList } from './full-list.js';
import { ifSwiftAnswers, lists, type Found } from './lists.js';
import { observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { swiftTarget, tillerTarget } from './targets.js';
import { tryPayload, type PayloadPlan } from './try-payload.js';
import { TillerClient } from './tiller-client.js';
import { swiftCalls, tillerCalls, type SwiftCalls, type TillerCalls } from './unfound.js';

export interface Plan {
  readonly command: Evidence['command'];
  readonly targets: Targets;
  readonly lab: LabFacts | null;
  readonly payload: PayloadPlan | null;
  /** That the command line names. */
  readonly files?: GivenFiles;
  /** Whether revisions that Tiller's plain list leaves out are asked for, too. Default: true. */
  readonly fullList?: boolean;
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
    const evidence: Evidence = {
      schemaVersion: EVIDENCE_SCHEMA_VERSION,
      tool: { name: 'swiftcheck', version: toolVersion() },
      command: plan.command,
      startedAt,
      lab: plan.lab,
      ...(plan.files && { files: plan.files }),
      ...(plan.cluster && { cluster: plan.cluster }),
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
    const payload = plan.payload && (await tryPayload(run, tiller, swift, evidence, plan.payload));
    return payload ? { ...evidence, payload } : evidence;
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
  return version.ok && !isUnresolved(endpoint) && !endpoint.forwarded
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

/** The one answer that `versions` asks for to distinguish Swift's versions: one list. */
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

interface Probed {
  tiller: { list: Observation<DirectList>; fullList?: Observation<FullList> };
  swift: { list: Observation<SwiftList>; pendingInstalls?: Observation<SwiftList> };
}

/**
 * One list on each side, one after the other: a list makes Tiller decode all that is stored. Where the direct
 * list lacks revisions, they are asked for last, so that the two lists that are compared are near each other. A
 * preflight makes another list if nothing else may determine Swift's version, as `versions` does.
 */
async function probe(
  run: Run,
  tiller: TillerCalls,
  swift: SwiftCalls,
  found: Found,
  { command, targets, fullList: whole = true }: Plan,
): Promise<Probed> {
  const { version, tillerVersion } = found;
  const undeclared = !isUnresolved(targets.swift) && targets.swift.declaredVersion === null;
  const behaviour =
    command === 'preflight' && undeclared ? await fingerprint(run, swift, tillerVersion) : {};
  const listed = await lists(run, tiller, swift, found);
  const full = whole && (await fullList({ run, tiller, version, plain: listed.tiller }));
  return {
    tiller: { list: listed.tiller, ...(full && { fullList: full }) },
    swift: { list: listed.swift, ...behaviour },
  };
}
