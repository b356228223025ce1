// A Swift that does not answer, and a Service of which nothing leads to Swift.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { serviceOf } from '../shared/service-url.js';
import { IN_PLACE_OF_SWIFT, SERVICE_PROXY, told } from '../shared/told.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-unreachable': EndpointFacts;
    'not-a-swift': EndpointFacts;
    'service-without-endpoints': EndpointFacts;
    'service-wrong-scheme': EndpointFacts;
  }
}

type Code =
  'swift-unreachable' | 'not-a-swift' | 'service-without-endpoints' | 'service-wrong-scheme';

export const SWIFT_UNREACHABLE: Definitions<Code> = {
  'swift-unreachable': {
    ...endpointFinding(
      'Swift answers',
      ({ address }) => `Swift cannot be reached at ${address}`,
      ({ message }) =>
        told(SERVICE_PROXY, message) ?? {
          cause: 'The call failed on its way, before Swift or Tiller could say anything.',
          steps: [
            'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod; its Service uses those or 80 and 443.',
            'kubectl get svc,endpoints --all-namespaces -l app=swift',
          ],
        },
    ),
    followsFrom: [{ causes: ['swift-not-ready'], certainty: 'certain' }],
  },
  'not-a-swift': endpointFinding(
    'What answers is a Swift',
    ({ address }) => `What answers at ${address} is not a Swift`,
    ({ message }) =>
      told(IN_PLACE_OF_SWIFT, message) ?? {
        cause: "The answer is not in Swift's form, so another server or a proxy gave it.",
        steps: [
          'Give --swift the URL before /tiller/v2/…, for an API server up to and including /proxy.',
        ],
      },
  ),
  'service-without-endpoints': {
    ...endpointFinding(
      'The Service has an endpoint that is ready',
      (facts) =>
        lacksPort(facts)
          ? "Swift's Service has no such port"
          : "Swift's Service has no endpoint that is ready",
      (facts) => {
        const service = serviceOf(facts.address);
        const of = service ? `-n ${service.namespace}` : '-n NAMESPACE';
        const name = service?.name ?? 'NAME';
        return {
          cause: lacksPort(facts)
            ? 'The URL names a port that the Service does not have.'
            : facts.httpStatus === 404
              ? 'The Service is there, but no Endpoints of its name: it has no selector and nobody wrote them by hand, or its type is ExternalName, which the service proxy does not follow.'
              : service?.port === null
                ? 'The URL names no port, which works only where the port of the Service has no name; or no pod behind it is ready.'
                : 'No pod behind the Service is ready, or its port has another name than the URL says.',
          steps: [
            `kubectl ${of} get svc,endpoints ${name} -o wide`,
            `kubectl ${of} get svc ${name} -o jsonpath='{.spec.ports[*].name}' shows what may stand for PORT in …/services/${name}:PORT/proxy.`,
          ],
        };
      },
    ),
    followsFrom: [{ causes: ['swift-not-ready'], certainty: 'certain' }],
  },
  'service-wrong-scheme': endpointFinding(
    'The API server speaks the scheme that Swift speaks',
    () => "The API server cannot talk to Swift's port",
    ({ address }) => ({
      cause:
        'With `https:` before the name of the Service the API server speaks TLS to it; without, plaintext.',
      steps: [rewritten(address)],
    }),
  ),
};

function lacksPort({ message }: EndpointFacts): boolean {
  return message.includes('no service port');
}

function rewritten(address: string): string {
  const service = serviceOf(address);
  if (!service) return 'Add or remove that `https:` in …/services/[https:]NAME:PORT/proxy.';
  const port = service.port === null ? '' : `:${service.port}`;
  const path = (scheme: string) =>
    `…/namespaces/${service.namespace}/services/${scheme}${service.name}${port}/proxy`;
  return service.scheme === 'https'
    ? `Leave out \`https:\`: ${path('')}`
    : `Write \`https:\` before the name: ${path('https:')}`;
}
