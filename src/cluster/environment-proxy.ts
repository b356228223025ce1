// The proxy in front of an API server whose kubeconfig names none: HTTPS_PROXY, HTTP_PROXY and NO_PROXY,
// read as programs in Go read them, kubectl and Helm among them.
import { BlockList, isIP } from 'node:net';
import { checkedUrl, PROXIES } from './urls.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** `null`: none, or not for this server. @throws UsageError where it is no URL */
export function environmentProxy(server: URL, env: Environment): URL | null {
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = valueOf(env, name);
  if (text === '' || isDirect(server, valueOf(env, 'NO_PROXY'))) return null;
  return checkedUrl(text.includes('://') ? text : `http://${text}`, PROXIES, name);
}

function valueOf(env: Environment, name: string): string {
  return [env[name], env[name.toLowerCase()]].find((text) => text) ?? '';
}

function isDirect(server: URL, exceptions: string): boolean {
  const host = server.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || holds(LOOPBACK, host)) return true;
  const port = server.port || (server.protocol === 'https:' ? '443' : '80');
  return exceptions
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry === '*' || covers(entry, host, port));
}

/** `10.0.0.0/8`, `10.1.2.3`, `example.com` with all below it, `.example.com` without; a port narrows. */
function covers(entry: string, host: string, port: string): boolean {
  const [, network = '', prefix = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (isIP(network) !== 0) return holds(subnet(network, Number(prefix)), host);
  if (isIP(entry) !== 0) return holds(subnet(entry, isIP(entry) === 4 ? 32 : 128), host);
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\[(.*)\]$/, '$1').replace(/^\*\./, '.');
  if (bare === '') return false;
  return bare.startsWith('.')
    ? host.endsWith(bare)
    : host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
}

function subnet(network: string, prefix: number): BlockList {
  const list = new BlockList();
  const most = isIP(network) === 4 ? 32 : 128;
  // What is no prefix covers nothing.
  if (prefix <= most) list.addSubnet(network, prefix, family(network));
  return list;
}

function holds(list: BlockList, host: string): boolean {
  return isIP(host) !== 0 && list.check(host, family(host));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
