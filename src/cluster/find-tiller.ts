// From a namespace to a Tiller that can be asked: its pods, the ready one, a port that leads to it.
import type { TillerPodFacts, TillerSearch } from '../evidence/cluster.js';
import type { Failure, Observation } from '../evidence/observation.js';
import type { TillerTarget } from '../evidence/target.js';
import { mapValue } from '../net/observe.js';
import type { Run } from '../net/run.js';
import type { TillerEndpoint, TlsSettings, UnresolvedEndpoint } from '../targets/types.js';
import { shorten } from '../util/safe-text.js';
import { TILLER_PORT } from '../knowledge/ports.js';
import type { KubeApi } from './api.js';
import { readPod, type Pod } from './pods.js';
import { openPortForward, type PortForward } from './port-forward.js';
import { selectTiller, TILLER_SELECTOR, tillerFacts, type TillerSelection } from './tiller-pods.js';

export interface TillerRequest {
  readonly namespace: string;
  /** `null`: plaintext. */
  readonly tls: TlsSettings | null;
}

export interface FoundTiller {
  readonly search: TillerSearch;
  readonly endpoint: TillerEndpoint | UnresolvedEndpoint<TillerTarget>;
  /** The caller closes this, also after an error. */
  readonly forward: PortForward | null;
}

export async function findTiller(
  api: KubeApi,
  request: TillerRequest,
  run: Run,
): Promise<FoundTiller> {
  const { namespace } = request;
  const listed = await listTillers(api, namespace);
  const noneChosen = (search: Omit<TillerSearch, 'namespace' | 'chosen'>, unfound: Failure) => ({
    search: { namespace, chosen: null, ...search },
    endpoint: unfoundTiller(request, unfound),
    forward: null,
  });
  if (!listed.ok) return noneChosen({ pods: mapValue(listed, facts) }, listed.failure);
  const none = listed.value.length === 0;
  const all = none ? await listTillers(api, null) : null;
  // A pod that came between the two lists is no pod of another namespace.
  const came = all?.ok ? all.value.filter((pod) => pod.namespace === namespace) : [];
  const pods = came.length > 0 ? { ...listed, value: came } : listed;
  const elsewhere = came.length > 0 ? null : all;
  const selection = selectTiller(pods.value, namespace, elsewhere?.ok ? elsewhere.value : null);
  const seen = {
    pods: mapValue(pods, facts),
    ...(elsewhere && { elsewhere: mapValue(elsewhere, facts) }),
  };
  if (selection.kind !== 'ready') return noneChosen(seen, notFound(selection, namespace));
  const { name } = selection.tiller.pod;
  const target = { namespace, pod: name, port: TILLER_PORT, hop: 'api-server->tiller' } as const;
  const opened = await openPortForward(api.access, target, run);
  const search = { ...seen, namespace, chosen: name, forward: mapValue(opened, () => ({})) };
  if (!opened.ok) {
    return { search, endpoint: unfoundTiller(request, opened.failure, name), forward: null };
  }
  const { host, port, failure } = opened.value;
  return {
    search,
    endpoint: {
      ...{ host, port, source: 'cluster', tls: request.tls },
      forwarded: { to: address(namespace, name), failure },
    },
    forward: opened.value,
  };
}

function listTillers(api: KubeApi, namespace: string | null): Promise<Observation<Pod[]>> {
  return api.list({ resource: 'pods', namespace, labelSelector: TILLER_SELECTOR }, readTiller);
}

/** Without its labels a pod is no Tiller: what stands before an API server can pass the selector by. */
function readTiller(item: unknown): Pod | null {
  const pod = readPod(item);
  const wanted = TILLER_SELECTOR.split(',').map((term) => term.split('='));
  return pod && wanted.every(([key = '', value]) => pod.labels[key] === value) ? pod : null;
}

const facts = (pods: readonly Pod[]): TillerPodFacts[] => pods.map(tillerFacts);

function address(namespace: string, pod: string): string {
  return `${namespace}/${pod}:${TILLER_PORT}`;
}

function unfoundTiller(
  { namespace, tls }: TillerRequest,
  unfound: Failure,
  pod?: string,
): UnresolvedEndpoint<TillerTarget> {
  return {
    target: {
      address: pod === undefined ? `namespace ${namespace}` : address(namespace, pod),
      tls: tls === null ? 'off' : tls.verify ? 'verified' : 'unverified',
      source: 'cluster',
    },
    unfound,
  };
}

function notFound(
  selection: Exclude<TillerSelection, { kind: 'ready' }>,
  namespace: string,
): Failure {
  return { hop: 'api-server->tiller', kind: 'not-found', message: sentence(selection, namespace) };
}

function sentence(
  selection: Exclude<TillerSelection, { kind: 'ready' }>,
  namespace: string,
): string {
  switch (selection.kind) {
    case 'none-ready':
      return `No pod of Tiller in namespace ${namespace} is ready.`;
    case 'elsewhere': {
      const others = [...new Set(selection.tillers.map(({ pod }) => pod.namespace))];
      return `Namespace ${namespace} has no pod of Tiller; there is one in ${shorten(others.join(', '), 200)}.`;
    }
    case 'none':
      return selection.everywhere
        ? `No namespace has a pod with the labels ${TILLER_SELECTOR}.`
        : `Namespace ${namespace} has no pod with the labels ${TILLER_SELECTOR}.`;
  }
}
