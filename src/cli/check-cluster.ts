// Runs that search a cluster for their endpoints, with a kubeconfig or a pod's service account.
import type { Failure } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import type { ClusterAccess } from '../cluster/access.js';
import type { DiscoveryRequest } from '../cluster/endpoints.js';
import type { Kubeconfig } from '../cluster/kubeconfig.js';
import type { Run } from '../net/run.js';
import { swiftAccess } from '../targets/swift.js';
import { tillerTls } from '../targets/tiller.js';
import type { SwiftEndpoint, TillerEndpoint } from '../targets/types.js';
import { UsageError } from '../util/usage-error.js';
import { checkInstall } from './confirm.js';
import type { CheckFlags } from './flags.js';
import type { Gatherer } from './gatherer.js';
import { firstGiven } from './options/option.js';
import { SWIFT_ACCESS, SWIFT_SEARCH } from './options/overrides.js';
import { givenFiles, payloadPlan, runCheck, runChecks } from './run-check.js';
import type { Writer } from './writer.js';

/** What was given; `null`: to be found. */
export interface Given {
  readonly tiller: TillerEndpoint | null;
  readonly swift: SwiftEndpoint | null;
}

/** Finds what was not given, and runs the check. Returns the exit code. @throws UsageError */
export async function checkCluster(
  command: Evidence['command'],
  flags: CheckFlags,
  given: Given,
  writer: Writer,
): Promise<number> {
  refuseContradictions(flags, given);
  const request = await discoveryRequest(flags, given);
  const kubeconfig = await kubeconfigFor(flags, given);
  const { chooseContexts, isPattern } = await import('../cluster/contexts.js');
  const patterns = flags.allContexts ? ['*'] : (flags.kubeContext ?? []);
  const [context] = patterns;
  if (patterns.length > 1 || (context !== undefined && isPattern(context))) {
    refuseForSeveral(flags, given);
    const gatherers = chooseContexts(kubeconfig, patterns).map(({ name, access }) => ({
      name,
      gatherer: gathererFor(
        command,
        flags,
        'unusable' in access ? { name, ...access } : access,
        request,
      ),
    }));
    return runChecks(flags, writer, gatherers);
  }
  const access = kubeconfig.access(context ?? flags.currentContext);
  if (flags.install) await checkInstall(flags, writer);
  const gatherer = gathererFor(command, flags, access, request);
  return runCheck(flags, writer, { ...gatherer, context: access.context });
}

/** Finds the endpoints of one cluster and gathers. */
function gathererFor(
  command: Evidence['command'],
  flags: CheckFlags,
  access: ClusterAccess | { readonly name: string; readonly unusable: Failure },
  request: DiscoveryRequest,
): Gatherer {
  const asked = {
    ...{ lab: null, fullList: flags.fullList },
    payload: payloadPlan(flags, false),
    files: givenFiles(flags),
  };
  const gatherThere = async (run: Run, instead = command): Promise<Evidence> => {
    const plan = { ...asked, command: instead };
    const { gather } = await import('../gather/gather.js');
    if ('unusable' in access) {
      const { unusableContext } = await import('../cluster/unusable.js');
      return gather({ ...plan, ...unusableContext(access.name, access.unusable, request) }, run);
    }
    const { withEndpoints } = await import('../cluster/endpoints.js');
    const { storageOf } = await import('../cluster/storage.js');
    return withEndpoints(access, request, run, async ({ targets, cluster }, api) => {
      const looked = instead !== 'versions' && flags.storage;
      const [evidence, storage] = await Promise.all([
        gather({ ...plan, targets, cluster }, run),
        looked ? storageOf(api, cluster) : null,
      ]);
      return storage ? { ...evidence, cluster: { ...cluster, storage } } : evidence;
    });
  };
  const reachThere = async (run: Run): Promise<readonly Failure[]> => {
    if ('unusable' in access) return [access.unusable];
    const { withEndpoints } = await import('../cluster/endpoints.js');
    const { reach } = await import('../gather/reach.js');
    return withEndpoints(access, request, run, ({ targets }) => reach(targets, run));
  };
  return { gather: gatherThere, reach: reachThere };
}

/** One address is not that of several clusters, and one answer is not that to several questions. */
function refuseForSeveral(flags: CheckFlags, { tiller, swift }: Given): void {
  const one =
    tiller?.source === 'HELM_HOST' ? 'HELM_HOST' : tiller ? '--tiller' : swift ? '--swift' : null;
  if (one !== null) {
    throw new UsageError(
      `${one} is the address of one cluster, and this run checks several: ${one === 'HELM_HOST' ? 'unset' : 'leave out'} ${one}, or select one context.`,
    );
  }
  if (flags.install) {
    throw new UsageError('--install is for one cluster at a time: select one with --kube-context.');
  }
}

function refuseContradictions(flags: CheckFlags, { swift }: Given): void {
  if (flags.allContexts && flags.kubeContext) {
    throw new UsageError('--all-contexts and --kube-context exclude each other.');
  }
  const search = firstGiven(flags, SWIFT_SEARCH);
  if (swift && search !== undefined) {
    throw new UsageError(
      `${search} is for the search in a cluster, and --swift gives the address: leave out one of them.`,
    );
  }
  if (swift || flags.swiftVia === 'port-forward') return;
  const needless = firstGiven(flags, ['token', 'tokenFile', ...SWIFT_ACCESS]);
  if (needless === undefined) return;
  throw new UsageError(
    `${needless} is for --swift URL or --swift-via port-forward: the API server's service proxy uses the credentials of the kubeconfig.`,
  );
}

/** @throws UsageError */
async function discoveryRequest(
  flags: CheckFlags,
  { tiller, swift }: Given,
): Promise<DiscoveryRequest> {
  const { parseSwiftService } = await import('../cluster/swift-services.js');
  const { tillerNamespace: namespace, swiftService, swiftVia: via = 'service-proxy' } = flags;
  return {
    tiller: tiller ? { known: tiller } : { find: { namespace, tls: tillerTls(flags) } },
    swift: swift
      ? { known: swift }
      : {
          find: {
            asked: swiftService === undefined ? null : parseSwiftService(swiftService),
            ...{ namespace, via, given: swiftAccess(flags, null) },
          },
        },
  };
}

/** @throws UsageError */
async function kubeconfigFor(flags: CheckFlags, { tiller, swift }: Given): Promise<Kubeconfig> {
  const { loadKubeconfig } = await import('../cluster/kubeconfig.js');
  const { kubeconfig } = flags;
  try {
    return loadKubeconfig({
      env: process.env,
      ...(kubeconfig !== undefined && { kubeconfig }),
    });
  } catch (error) {
    if (!(error instanceof UsageError) || kubeconfig !== undefined) throw error;
    const missing = [tiller ? '' : '--tiller HOST:PORT', swift ? '' : '--swift URL'];
    const flag = missing.filter((one) => one !== '').join(' and ');
    throw new UsageError(
      `no cluster to search: ${error.message} Set --kubeconfig or KUBECONFIG, or give ${flag}. To try swiftcheck without a cluster: swiftcheck probe --lab`,
      { cause: error },
    );
  }
}
