// What of a target is worth keeping.
import type { SwiftTarget, TillerTarget } from '../evidence/target.js';
import { isServiceProxy } from '../targets/swift.js';
import { isUnresolved, type Targets, type TlsSettings } from '../targets/types.js';

export function tillerTarget(tiller: Targets['tiller']): TillerTarget {
  if (isUnresolved(tiller)) return tiller.target;
  const { host, port, tls, source, forwarded } = tiller;
  const dialled = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return { address: forwarded?.to ?? dialled, tls: tlsWord(tls), source };
}

function tlsWord(tls: TlsSettings | null): TillerTarget['tls'] {
  if (tls === null) return 'off';
  return tls.verify ? 'verified' : 'unverified';
}

export function swiftTarget(endpoint: Targets['swift']): SwiftTarget {
  if (isUnresolved(endpoint)) return endpoint.target;
  return {
    url: endpoint.url.href.replace(/\/$/, ''),
    tls: tlsWord(endpoint.url.protocol === 'https:' ? endpoint.tls : null),
    credentials: endpoint.credentials,
    viaApiServer: isServiceProxy(endpoint.url),
    declaredVersion: endpoint.declaredVersion,
    ...(endpoint.source && { source: endpoint.source }),
  };
}
