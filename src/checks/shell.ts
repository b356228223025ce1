// Commands for the endpoints of a run. Each is one complete line that can be pasted into a POSIX shell.
import type { Evidence } from '../evidence/types.js';
import { shellWord } from '../util/shell.js';
import { reachTiller, tlsFlags, wayOf } from './shared/cleanup.js';

export interface Shell {
  /** @param namespace `null`: the command names none */
  readonly kubectl: (namespace: string | null, words: readonly string[]) => string;
  /** With the flags that reach the Tiller of the run. */
  readonly helm: (words: readonly string[]) => string;
  /** A GET of Swift. @param path below Swift's own URL, with its query: `/tiller/v2/releases/json?all=true` */
  readonly swift: (path: string) => string;
}

export function shellOf(evidence: Evidence): Shell {
  const cluster = clusterFlags(evidence);
  const way = wayOf(evidence);
  return {
    kubectl: (namespace, words) =>
      line(['kubectl', ...cluster, ...(namespace === null ? [] : ['-n', namespace]), ...words]),
    helm: (words) => line(['helm', ...reachTiller(way).flags, ...words, ...tlsFlags(way).flags]),
    swift: (path) => swiftRequest(evidence, cluster, path),
  };
}

/** Empty outside a cluster, and in a pod: kubectl then takes what it takes by itself. */
function clusterFlags({ cluster, payload }: Evidence): string[] {
  if (cluster?.source !== 'kubeconfig') return [];
  const kubeconfig = payload?.kind === 'install' ? payload.helm?.kubeconfig : undefined;
  return [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...['--context', cluster.context],
  ];
}

function swiftRequest(
  { swift: { target }, cluster }: Evidence,
  clusterWords: readonly string[],
  path: string,
): string {
  const proxied = cluster?.source === 'kubeconfig' ? proxyPath(target.url, cluster.server) : null;
  if (proxied !== null) return line(['kubectl', ...clusterWords, 'get', '--raw', proxied + path]);
  const trust = target.tls === 'unverified' ? ['--insecure'] : [];
  const url = shellWord(target.url + path);
  switch (target.credentials) {
    case 'none':
      return `${line(['curl', '-sS', ...trust])} ${url}`;
    case 'token':
      return `${line(['curl', '-sS', ...trust])} -H "Authorization: Bearer $TOKEN" ${url}`;
    case 'header':
      return `${line(['curl', '-sS', ...trust])} -H "$HEADER" ${url}`;
    case 'client-certificate':
      return `${line(['curl', '-sS', ...trust])} --cert "$CERT" --key "$KEY" ${url}`;
  }
}

/** The path on the API server; `null` where the URL is not on it. */
function proxyPath(url: string, server: string): string | null {
  return url.startsWith(`${server}/`) ? url.slice(server.length) : null;
}

function line(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
