// Whether the API server itself answers. The checks that need an answer judge what the API server refuses.
import { apiServerFailure } from '../../analysis/api-server-failure.js';
import type { ClusterEvidence } from '../../evidence/cluster.js';
import type { Failure } from '../../evidence/observation.js';
import { defineCheck } from '../define.js';
import { factsOf, transportCode, type TransportCode } from '../shared/endpoint-facts.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { IN_PLACE_OF_API_SERVER, knownCause } from '../shared/known-cause.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';
import { UNAUTHORIZED } from '../unauthorized/findings.js';

declare module '../define.js' {
  interface FindingFacts {
    'api-server-unreachable': EndpointFacts;
  }
}

const HOP = 'swiftcheck->api-server';

export const apiServerUnreachable = defineCheck({
  group: 'cluster',
  after: null,
  code: 'api-server-unreachable',
  findings: {
    'api-server-unreachable': endpointFinding(
      'The Kubernetes API server answers',
      ({ address, httpStatus, acceptedBefore }) => {
        if (httpStatus === undefined) {
          return acceptedBefore
            ? `Not every request reaches the Kubernetes API server at ${address}`
            : `The Kubernetes API server at ${address} cannot be reached`;
        }
        return `The Kubernetes API server at ${address} gave no usable answer (HTTP ${httpStatus})`;
      },
      (facts, shell) => explained(facts, shell),
    ),
    ...TRANSPORT_FINDINGS,
    ...UNAUTHORIZED,
  },
  needs: {},
  run: ({ evidence: { cluster } }, { raise, pass, skip }) => {
    if (!cluster) return skip('The run asked no cluster.');
    const failure = apiServerFailure(cluster);
    if (!failure) return pass({}, HOP);
    const more = wasAnswered(cluster) ? { acceptedBefore: true as const } : {};
    return raise(codeOf(failure), factsOf('API server', cluster.server, failure, more), HOP);
  },
});

/** Whether one of the requests was answered. */
function wasAnswered({ tiller, swift }: ClusterEvidence): boolean {
  const asked = [tiller?.pods, tiller?.elsewhere, swift?.services];
  return asked.some((answer) => answer?.ok);
}

function explained({ httpStatus, message }: EndpointFacts, shell: Shell) {
  const known = knownCause(IN_PLACE_OF_API_SERVER, { message }, shell);
  const others = [
    look(
      'Send a request with kubectl. If kubectl fails, too, fix the cluster or the kubeconfig first.',
      shell.kubectl(null, ['version', '--request-timeout=10s']),
    ),
    look('Or give the addresses of both endpoints: `--tiller HOST:PORT` and `--swift URL`.'),
  ];
  if (httpStatus === undefined) {
    const cause =
      'swiftcheck finds the endpoints through the API server, and a request to the API server failed.';
    return { cause, certainty: 'certain' as const, steps: others };
  }
  if (known) return { ...known, steps: [...known.steps, ...others] };
  const cause = `The address was reached: ${answered(httpStatus)}`;
  return { cause, certainty: 'likely' as const, steps: others };
}

/** What an answer means whose words are not known. */
function answered(httpStatus: number): string {
  switch (httpStatus) {
    case 403:
    case 404:
      return 'the server there does not know the path. The URL in the kubeconfig lacks a part of its path, or another server answers.';
    case 410:
      return 'the API server no longer has the list that it began, also at the second try. The objects change faster than the list is read.';
    case 429:
      return 'the server there refuses requests, because it has too many. The limit is that of the API server, or of a proxy before it.';
    default:
      if (httpStatus >= 500)
        return 'the server there could not answer. The API server is overloaded, starts or ends, or its database does not answer.';
      return httpStatus >= 300 && httpStatus < 400
        ? 'the server there sends the caller to another address, as a proxy with a login does.'
        : 'what came is not what an API server answers to this request.';
  }
}

function codeOf({
  kind,
  httpStatus,
}: Failure): 'api-server-unreachable' | 'unauthorized' | TransportCode {
  if (httpStatus === 401) return 'unauthorized';
  return transportCode(kind) ?? 'api-server-unreachable';
}
