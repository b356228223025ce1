// Writes kubeconfig files for tests.
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { ADMIN_TOKEN, type KubeServer } from './server.js';

export interface ContextOptions {
  readonly name: string;
  /** Fields of the cluster, as in the file: `server`, `certificate-authority-data`, … */
  readonly cluster: Readonly<Record<string, unknown>>;
  /** Fields of the user. Absent: the context names none. */
  readonly user?: Readonly<Record<string, unknown>>;
  readonly namespace?: string;
}

/** The first context is the current one. Each brings a cluster and a user of its own name. */
export function kubeconfig(
  contexts: readonly ContextOptions[],
  current: string | null = contexts[0]?.name ?? null,
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: contexts.map(({ name, cluster }) => ({ name, cluster })),
    users: contexts.flatMap(({ name, user }) => (user ? [{ name, user }] : [])),
    contexts: contexts.map(({ name, user, namespace }) => ({
      name,
      context: { cluster: name, ...(user && { user: name }), ...(namespace && { namespace }) },
    })),
    ...(current !== null && { 'current-context': current }),
  });
}

export function writeKubeconfig(path: string, ...args: Parameters<typeof kubeconfig>): string {
  writeFileSync(path, kubeconfig(...args));
  return path;
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The fields of a cluster that trusts this server. */
export function clusterOf({ url, certificates }: KubeServer): Record<string, unknown> {
  return { server: url, 'certificate-authority-data': base64(certificates.ca.cert) };
}

/** A context for this server and the user with `token`. */
export function contextOf(server: KubeServer, token = ADMIN_TOKEN, name = 'test'): ContextOptions {
  return { name, cluster: clusterOf(server), user: { token } };
}
