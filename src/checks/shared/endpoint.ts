// What the findings about an endpoint share.
import type { Certificate } from '../../evidence/types.js';
import type { SwiftTarget } from '../../evidence/target.js';
import { isLoopback } from '../../util/loopback.js';
import type { Description } from '../define.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { quoted, said } from './words.js';

export interface EndpointFacts {
  readonly endpoint: 'Tiller' | 'Swift' | 'API server';
  /** `HOST:PORT` or URL. */
  readonly address: string;
  /** One sentence of ours, or the other side's words. */
  readonly message: string;
  /** The first error of the transport. */
  readonly transportError?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** What this run sent, to Swift only. */
  readonly credentials?: SwiftTarget['credentials'];
  /** An earlier call of the run, with the same credentials, was answered. */
  readonly acceptedBefore?: true;
  /** The connection to the API server failed, which forwards the calls to Swift. */
  readonly beforeApiServer?: true;
  /** The API server answered in place of Swift. */
  readonly byApiServer?: true;
  /** Swift's gateway answered `GET /`. */
  readonly gatewayAnswered?: true;
  /** The client's own, if the server refuses it. */
  readonly clientCertificate?: Certificate;
  /** What the run did not ask for any more; absent if the first answer did not come. */
  readonly untried?: 'list';
  /** The connection is as it should be, and nothing came. */
  readonly silent?: true;
  /** The answer is larger than swiftcheck accepts. */
  readonly overCeiling?: true;
  /** The identity in the certificate of a sidecar of a mesh that answered in place of the endpoint. */
  readonly mesh?: string;
  /** By how many seconds the other endpoint's clock is ahead of this machine's; only where it matters. */
  readonly clockAheadSeconds?: number;
}

export function seen(facts: EndpointFacts): string[] {
  return [
    ...said(facts),
    ...(facts.clientCertificate
      ? [
          `The client certificate of this run is valid from ${facts.clientCertificate.validFrom} until ${facts.clientCertificate.validTo}.`,
        ]
      : []),
    ...(facts.mesh === undefined
      ? []
      : [
          `The certificate of the server names an identity of a service mesh: ${quoted(facts.mesh)}.`,
        ]),
  ];
}

/** Who is at the other end of the connection, within a sentence. */
export function nameOf(facts: EndpointFacts): string {
  const { endpoint, beforeApiServer } = facts;
  if (isLocalProxy(facts)) return 'the proxy on this machine';
  return endpoint === 'API server' || beforeApiServer ? 'the API server' : endpoint;
}

/**
 * Whether `kubectl proxy`, or another proxy to the API server, was asked in place of the API server. It speaks plaintext,
 * and an API server on this machine, such as that of kind, speaks TLS.
 */
export function isLocalProxy({ address, beforeApiServer }: EndpointFacts): boolean {
  if (!beforeApiServer || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && isLoopback(hostname);
}

/** The same at the start of a sentence. */
export function subjectOf(facts: EndpointFacts): string {
  return nameOf(facts).replace(/^the /, 'The ');
}

/** Whether a forwarded port led past everything in front of the pod of the endpoint. */
export function isForwarded({ endpoint }: EndpointFacts, { forwarded }: Shell): boolean {
  switch (endpoint) {
    case 'Tiller':
      return forwarded.tiller;
    case 'Swift':
      return forwarded.swift;
    case 'API server':
      return false;
  }
}

/** An annotation of Istio on the template of the pod: traffic to these ports goes past the sidecar. */
const EXCLUDED = 'traffic.sidecar.istio.io/excludeInboundPorts';

function behindMesh({ endpoint }: EndpointFacts, shell: Shell): Omit<Description, 'seen'> {
  const port = endpoint === 'Swift' ? 9855 : 44134;
  return {
    cause: `A sidecar of a service mesh, such as Istio, answers in front of ${endpoint} and accepts only clients of the mesh. The certificate is that of the sidecar; the mesh issues and renews this certificate by itself.`,
    certainty: 'certain',
    steps: [
      look(
        'Run swiftcheck in a pod of the mesh, or through a forwarded port: kubectl reaches the pod past the sidecar.',
      ),
      endpoint === 'Tiller'
        ? change(
            `Or let traffic to port ${port} past the sidecar. This is the annotation of Istio.${shell.tiller ? '' : " kube-system is Helm's default namespace."} Kubernetes replaces the pod.`,
            shell.kubectl(shell.tiller?.namespace ?? 'kube-system', [
              ...['patch', 'deployment/tiller-deploy', '-p'],
              JSON.stringify({
                spec: { template: { metadata: { annotations: { [EXCLUDED]: String(port) } } } },
              }),
            ]),
          )
        : change(
            `Or let traffic to port ${port} past the sidecar: the annotation \`${EXCLUDED}\` of the pod template in Istio.`,
          ),
    ],
  };
}

/** A code that means that an endpoint was not examined. */
export function endpointFinding(
  passTitle: string,
  failTitle: (facts: EndpointFacts) => string,
  rest: (facts: EndpointFacts, shell: Shell) => Omit<Description, 'seen'>,
  marks: { readonly onHop?: 'none' } = {},
) {
  return {
    severity: 'fail',
    blocksVerdict: true,
    ...marks,
    passTitle,
    failTitle: (facts: EndpointFacts) =>
      facts.mesh === undefined
        ? failTitle(facts)
        : `${subjectOf(facts)} is behind a sidecar of a service mesh, which requires mTLS`,
    describe: (facts: EndpointFacts, shell: Shell): Description => ({
      seen: seen(facts),
      ...(facts.mesh === undefined ? rest(facts, shell) : behindMesh(facts, shell)),
    }),
  } as const;
}
