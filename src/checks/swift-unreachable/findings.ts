// A Swift that does not answer, and a Service that does not lead to Swift.
import type { Hop } from '../../evidence/observation.js';
import type { Definitions, Description, Step } from '../define.js';
import { endpointFinding, isLocalProxy, nameOf, type EndpointFacts } from '../shared/endpoint.js';
import { serviceOf } from '../shared/service-url.js';
import {
  answeredForSwift,
  askApiServer,
  forwardToSwift,
  getSwift,
  otherPorts,
  otherScheme,
  swiftLog,
} from '../shared/swift-steps.js';
import { IN_PLACE_OF_SWIFT, SERVICE_PROXY, knownCause } from '../shared/known-cause.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-unreachable': EndpointFacts;
    'not-a-swift': EndpointFacts;
    'service-without-endpoints': EndpointFacts;
    'service-wrong-scheme': EndpointFacts;
  }
}

type Code =
  | 'swift-unreachable'
  | 'not-a-swift'
  | 'service-without-endpoints'
  | 'service-wrong-scheme';

const AT_API_SERVER: Hop = 'swiftcheck->api-server';

function noApiServer(facts: EndpointFacts, shell: Shell): Omit<Description, 'seen'> {
  const steps = isLocalProxy(facts)
    ? [
        look(
          'Start the proxy. 8001 is the default port of `kubectl proxy`.',
          shell.kubectl(null, ['proxy', `--port=${new URL(facts.address).port || '8001'}`]),
        ),
      ]
    : [askApiServer(shell)];
  return {
    cause: `The connection to ${nameOf(facts)} failed, so Swift did not get the call.`,
    certainty: 'certain',
    steps,
  };
}

function silence(shell: Shell): Omit<Description, 'seen'> {
  return {
    cause:
      'A connection is taken, and no request is answered in time: Swift hangs, or what stands in front of Swift does not pass on the request or the answer.',
    certainty: 'possible',
    steps: [swiftLog(shell), ...(shell.forwarded.swift ? [] : [forwardToSwift(shell)])],
  };
}

export const SWIFT_UNREACHABLE: Definitions<Code> = {
  'swift-unreachable': {
    ...endpointFinding(
      'Swift answers',
      ({ address, gatewayAnswered, silent }) =>
        gatewayAnswered
          ? `Not every request reaches the Swift at ${address}`
          : silent
            ? `Nothing answers in time at ${address}`
            : `Swift cannot be reached at ${address}`,
      (facts, shell) =>
        (facts.beforeApiServer
          ? noApiServer(facts, shell)
          : knownCause(SERVICE_PROXY, facts, shell)) ??
        (facts.silent ? silence(shell) : null) ??
        (facts.byApiServer ? answeredForSwift(shell) : null) ?? {
          cause: 'The connection failed before Swift or Tiller could answer.',
          certainty: 'certain',
          steps: [
            look(
              'Compare the address with the Services and endpoints of Swift. Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod; its Service uses these ports, or 80 and 443.',
              getSwift(shell, 'services,endpoints'),
            ),
          ],
        },
    ),
    followsFrom: [
      {
        causes: ['swift-not-ready'],
        certainty: 'certain',
        when: (_cause, own) => own.hop !== AT_API_SERVER,
      },
      {
        causes: ['api-server-unreachable'],
        certainty: 'certain',
        when: (_cause, own) => own.hop === AT_API_SERVER,
      },
    ],
  },
  'not-a-swift': endpointFinding(
    'What answers is a Swift',
    ({ address, gatewayAnswered, grpcCode }) => {
      // The form is that of Swift; the path is not one of Swift.
      if (grpcCode !== undefined)
        return `The gateway at ${address} does not know the paths of Swift`;
      return gatewayAnswered
        ? `Another server answers some requests in place of the Swift at ${address}`
        : `What answers at ${address} is not a Swift`;
    },
    ({ message, grpcCode }, shell) =>
      knownCause(IN_PLACE_OF_SWIFT, { message }, shell) ?? {
        ...(grpcCode === undefined
          ? {
              cause: `The answer does not have the form of Swift's answers. ${shell.forwarded.swift ? 'Another program in the pod' : 'Another server or a proxy'} sent it.`,
              certainty: 'certain',
            }
          : {
              cause: `The gateway answers without asking what is behind it. ${shell.forwarded.swift ? 'It is the gateway of another program in the pod.' : 'The path of the URL is wrong, a proxy in front of Swift changes paths, or the gateway is that of another program.'}`,
              certainty: shell.forwarded.swift ? 'likely' : 'possible',
            }),
        steps: shell.forwarded.swift
          ? [swiftLog(shell)]
          : shell.swiftService?.found
            ? [
                look(
                  'Look at the Service that the run found: it can lead to another program.',
                  getSwift(shell, 'services,endpoints', ['-o', 'wide']),
                ),
                ...otherPorts(shell),
                forwardToSwift(shell),
              ]
            : [
                look(
                  'Give `--swift` the URL before /tiller/v2/. With an API server this is the URL up to and including /proxy.',
                ),
                forwardToSwift(shell),
              ],
      },
  ),
  'service-without-endpoints': {
    ...endpointFinding(
      'The Service has a ready endpoint',
      (facts) =>
        lacksPort(facts)
          ? "Swift's Service does not have the port of the URL"
          : "Swift's Service has no ready endpoint",
      (facts, shell) => ({
        ...whyNoEndpoint(facts, shell),
        steps: endpointSteps(facts, shell),
      }),
    ),
    followsFrom: [{ causes: ['swift-not-ready'], certainty: 'certain' }],
  },
  'service-wrong-scheme': endpointFinding(
    'The API server and Swift agree on TLS',
    () => "The API server cannot talk to Swift's port",
    ({ address }, shell) => ({
      cause:
        'With `https:` before the name of the Service the API server uses TLS; without `https:` it uses plaintext. The port of Swift uses the other one.',
      certainty: 'certain',
      steps: otherSchemeOf(address, shell),
    }),
  ),
};

function lacksPort({ message }: EndpointFacts): boolean {
  return message.includes('no service port');
}

function whyNoEndpoint(
  facts: EndpointFacts,
  shell: Shell,
): Pick<Description, 'cause' | 'certainty'> {
  if (lacksPort(facts)) {
    return { cause: 'The Service does not have the port of the URL.', certainty: 'certain' };
  }
  if (facts.httpStatus === 404) {
    return {
      cause:
        'The Service exists, but has no Endpoints. Either it has no selector and its Endpoints are missing, or its type is ExternalName, which the service proxy does not follow.',
      certainty: 'possible',
    };
  }
  const port = serviceOf(facts.address)?.port ?? null;
  if (isRightPort(port, shell) && shell.swiftService?.ready) {
    return {
      cause:
        'A pod behind the Service is ready. Either no container port of the pod has the name in targetPort of the Service, or the pod became ready after the call.',
      certainty: 'possible',
    };
  }
  if (isRightPort(port, shell)) {
    return shell.swiftService?.ready === false
      ? { cause: 'No pod behind the Service is ready.', certainty: 'certain' }
      : {
          cause:
            'No pod behind the Service is ready, or no container port of its pods has the name in targetPort of the Service. The run did not see the pods.',
          certainty: 'possible',
        };
  }
  return {
    cause:
      port === null
        ? 'No pod behind the Service is ready. Or the port of the Service has a name, which the URL lacks.'
        : 'No pod behind the Service is ready, or the name of the port in the URL is wrong.',
    certainty: 'possible',
  };
}

/** The API server looks a number up in the Service; the run found another name in the Service. */
function isRightPort(port: string | null, { swiftService }: Shell): boolean {
  return port !== null && (/^\d+$/.test(port) || swiftService?.found === true);
}

function endpointSteps({ address }: EndpointFacts, shell: Shell): Step[] {
  const { kubectl } = shell;
  const service = serviceOf(address);
  const { namespace, name, port } = service ?? {
    ...{ namespace: 'NAMESPACE', name: 'NAME', port: null },
  };
  const place = service ? '' : ' NAMESPACE and NAME are those of the Service.';
  return [
    look(
      `Look at the Service and its endpoints.${place}`,
      kubectl(namespace, ['get', 'services,endpoints', name, '-o', 'wide']),
    ),
    ...(isRightPort(port, shell)
      ? []
      : [
          look(
            `List the names of the ports. One of them can stand for PORT in \`…/services/${name}:PORT/proxy\`.${place}`,
            kubectl(namespace, ['get', 'service', name, '-o', 'jsonpath={.spec.ports[*].name}']),
          ),
        ]),
  ];
}

/** A run that found the Service takes the scheme from the port of the Service; otherwise the URL has the scheme. */
function otherSchemeOf(address: string, shell: Shell): Step[] {
  const service = serviceOf(address);
  if (!service) return [look('Add or remove `https:` in `…/services/[https:]NAME:PORT/proxy`.')];
  const { name, port } = service;
  const wasTls = service.scheme === 'https';
  if (shell.swiftService?.found) return otherScheme(shell, wasTls ? 'http' : 'https');
  const url = address.replace(
    /\/services\/[^/]*\/proxy$/,
    `/services/${wasTls ? '' : 'https:'}${name}${port === null ? '' : `:${port}`}/proxy`,
  );
  return [
    look(
      `Run it again ${wasTls ? 'without' : 'with'} \`https:\` before the name of the Service.`,
      shell.again(['--swift', url]),
    ),
  ];
}
