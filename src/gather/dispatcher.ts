// Connections of undici, directly or through a proxy.
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { TlsSettings } from '../targets/types.js';

/** The caller closes it. */
export function httpDispatcher(
  { ca, cert, key, servername, verify }: TlsSettings,
  proxy: URL | null,
  timeoutMs: number,
): Dispatcher {
  const tls = {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(servername !== undefined && { servername }),
    rejectUnauthorized: verify,
    timeout: timeoutMs,
  };
  // Each call has its own limit; these would only hide which one it was.
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  return proxy
    ? new ProxyAgent({ uri: proxy.href, requestTls: tls, ...limits })
    : new Agent({ connect: tls, ...limits });
}
