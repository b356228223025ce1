// The connection that a call to Swift makes, and where it ends.
import type { Hop } from '../evidence/observation.js';
import type { DiagnosisTarget } from '../net/diagnose-types.js';
import { isServiceProxy } from '../targets/swift.js';
import type { SwiftEndpoint } from '../targets/types.js';

const HOP = 'swiftcheck->swift';

/**
 * The hop of the connection itself. An API server that forwards a call answers with an error if the connection from there
 * to Swift ends before an answer: apimachinery/pkg/util/proxy of Kubernetes.
 */
export function firstHop({ url }: SwiftEndpoint): Hop {
  return isServiceProxy(url) ? 'swiftcheck->api-server' : HOP;
}

/** The connection that a call to Swift makes. */
export function socketTarget(endpoint: SwiftEndpoint): DiagnosisTarget {
  const { url, tls, source, forwarded } = endpoint;
  return {
    hop: firstHop(endpoint),
    ...(source === 'cluster' && !forwarded && { ofKubeconfig: true }),
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: port(url),
    protocol: 'http',
    tls: url.protocol === 'https:' ? tls : null,
  };
}

function port(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
