// The endpoints of a lab, as --tiller and --swift name them.
import type { Lab } from '../../src/lab/lab.js';
import type { SwiftEndpoint, TillerEndpoint } from '../../src/targets/types.js';

export function tillerEndpoint(address: string): TillerEndpoint {
  const [host = '', port = ''] = address.split(':');
  return { host, port: Number(port), source: 'flag', tls: null };
}

/** @param url without a trailing slash */
export function swiftEndpoint(url: string): SwiftEndpoint {
  return {
    url: new URL(`${url}/`),
    ...{ headers: {}, credentials: 'none', tls: { verify: true }, declaredVersion: null },
  };
}

export function labTargets({ tillerAddress, swiftUrl }: Pick<Lab, 'tillerAddress' | 'swiftUrl'>) {
  return { tiller: tillerEndpoint(tillerAddress), swift: swiftEndpoint(swiftUrl) };
}
