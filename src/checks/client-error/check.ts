// Whether a call ended with an error of swiftcheck that the checks of its endpoint leave out.
import { apiServerFailure } from '../../analysis/api-server-failure.js';
import { clientErrors } from '../../analysis/client-errors.js';
import type { Failure, Observation } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { defineCheck } from '../define.js';
import type { EndpointFacts } from '../shared/endpoint.js';
import { factsOf } from '../shared/endpoint-facts.js';
import { CLIENT_ERROR } from './findings.js';

export const clientError = defineCheck({
  group: 'errors',
  after: null,
  code: 'client-error',
  findings: CLIENT_ERROR,
  needs: {},
  run: ({ evidence }, { raise, skip }) => {
    const elsewhere = judgedElsewhere(evidence);
    const failure = clientErrors(evidence).find((one) => !elsewhere.includes(one));
    if (!failure) return skip('A finding about the endpoint reports the error.');
    const { endpoint, address } = endpointOf(failure, evidence);
    return raise('client-error', factsOf(endpoint, address, failure), null);
  },
});

function judgedElsewhere({ tiller, swift, cluster }: Evidence): (Failure | null)[] {
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
