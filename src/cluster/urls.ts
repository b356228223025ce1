// URLs of servers and proxies, as kubeconfig and environment give them.
import { UsageError } from '../util/usage-error.js';

export const SERVERS = ['https:', 'http:'];
export const PROXIES = ['http:', 'https:', 'socks5:'];

/** @throws UsageError; the URL is not shown, for it may hold a password */
export function checkedUrl(text: string, protocols: readonly string[], what: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed || !protocols.includes(parsed.protocol)) {
    const forms = protocols.map((protocol) => `${protocol}//`).join(', ');
    throw new UsageError(`${what} is not a URL that begins with ${forms}.`);
  }
  return parsed;
}
