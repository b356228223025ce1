import type { Evidence, Failure, Observation } from '../../evidence/types.js';
import type { EndpointFacts } from '../../checks/shared/endpoint.js';
import { notApplicable, raise, type Rule } from '../rule.js';
import { factsOf } from './endpoint.js';
import { apiServerFailure } from './reach-cluster.js';

const CODE = 'client-error';

/** Whether a call ended with an error of swiftcheck that no rule about its endpoint tells of. */
export const otherClientErrors: Rule = {
  code: CODE,
  needs: [],
  judge: ({ evidence }) => {
    const elsewhere = toldElsewhere(evidence);
    const failure = clientErrors(evidence).find((one) => !elsewhere.includes(one));
    if (failure) {
      const { endpoint, address } = endpointOf(failure, evidence);
      return raise(CODE, factsOf(endpoint, address, failure), null);
    }
    return notApplicable(CODE, 'A finding about the endpoint tells of the error.');
  },
};

/** Of every observation, wherever it stands; what was answered holds none. */
export function clientErrors(part: unknown): Failure[] {
  if (typeof part !== 'object' || part === null) return [];
  if (!('ok' in part)) return Object.values(part).flatMap(clientErrors);
  const { failure } = part as { failure?: Failure };
  return failure?.kind === CODE ? [failure] : [];
}

function toldElsewhere({ tiller, swift, cluster }: Evidence): (Failure | null)[] {
  const judged: (Observation<unknown> | undefined)[] = [
    ...[tiller.version, tiller.list, swift.tillerVersion, swift.list],
    ...[cluster?.tiller?.forward, cluster?.swift?.forward],
  ];
  return [
    ...judged.map((observation) => (observation && !observation.ok ? observation.failure : null)),
    cluster ? apiServerFailure(cluster) : null,
  ];
}

function endpointOf(
  { hop }: Failure,
  { tiller, swift, cluster }: Evidence,
): Pick<EndpointFacts, 'endpoint' | 'address'> {
  if (hop === 'swiftcheck->api-server') {
    return { endpoint: 'API server', address: cluster?.server ?? '' };
  }
  return hop === 'swiftcheck->tiller' || hop === 'api-server->tiller'
    ? { endpoint: 'Tiller', address: tiller.target.address }
    : { endpoint: 'Swift', address: swift.target.url };
}
