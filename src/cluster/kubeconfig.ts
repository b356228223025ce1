// Which clusters there are, and as whom: --kubeconfig, KUBECONFIG, ~/.kube/config, else the service
// account of the pod that this runs in. Files are merged as kubectl does it: the first to name a thing wins.
import { accessSync, existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { delimiter, join } from 'node:path';
import { nearest } from '../util/nearest.js';
import { readNamedFile } from '../targets/files.js';
import { UsageError } from '../util/usage-error.js';
import { ClusterAccess } from './access.js';
import type { Environment } from './environment-proxy.js';
import { readKubeconfigFile, type KubeconfigEntries } from './kubeconfig-file.js';

export interface KubeconfigSource {
  /** `--kubeconfig`. */
  readonly kubeconfig?: string;
  readonly env: Environment;
  /** Where the files of the service account are, in place of the root of the file system. */
  readonly root?: string;
}

export interface Kubeconfig {
  /** The files that were read, or what stands for them. */
  readonly source: string;
  readonly contexts: readonly string[];
  /** The context with that name, otherwise the current one. @throws UsageError */
  access(context?: string): ClusterAccess;
}

const IN_CLUSTER = "the pod's service account";
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** Ports of an API server that speaks plain HTTP, as the Kubernetes client for JavaScript takes them. */
const PLAIN_PORTS = ['80', '8080', '8001'];

/** @throws UsageError in one sentence, if there is none or one cannot be read */
export function loadKubeconfig(from: KubeconfigSource): Kubeconfig {
  const files = kubeconfigFiles(from);
  const read = files.paths.flatMap((path) => readKubeconfigFile(path, files.from) ?? []);
  if (read.length > 0) {
    const source = read.map(({ path }) => path).join(', ');
    return kubeconfig(merged(read), source, from.env);
  }
  const account = `${from.root ?? ''}${ACCOUNT}`;
  if (files.from === 'home' && from.env['KUBERNETES_SERVICE_HOST'] && isThere(`${account}/token`)) {
    return kubeconfig(serviceAccount(account, from.env), IN_CLUSTER, from.env);
  }
  throw new UsageError(
    files.from === 'home'
      ? `there is no kubeconfig: ${files.paths[0] ?? '~/.kube/config'} does not exist.`
      : `no file of KUBECONFIG exists: ${files.paths.join(', ')}.`,
  );
}

/** The files that may hold a kubeconfig. */
export function kubeconfigPaths(from: KubeconfigSource): readonly string[] {
  return kubeconfigFiles(from).paths;
}

function kubeconfigFiles({ kubeconfig: flag, env }: KubeconfigSource) {
  if (flag !== undefined) return { from: 'flag', paths: [flag] } as const;
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (listed.length > 0) return { from: 'KUBECONFIG', paths: listed } as const;
  const home = env['HOME'] ?? env['USERPROFILE'];
  return { from: 'home', paths: home ? [join(home, '.kube', 'config')] : [] } as const;
}

function serviceAccount(folder: string, env: Environment): KubeconfigEntries {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '' } = env;
  const scheme = PLAIN_PORTS.includes(port) ? 'http' : 'https';
  const [cluster, user, name] = ['inCluster', 'inClusterUser', 'inClusterContext'];
  const namespace = `${folder}/namespace`;
  const server = `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return {
    path: '',
    clusters: [{ name: cluster, caFile: `${folder}/ca.crt`, server, skipTLSVerify: false }],
    users: [{ name: user, tokenFile: `${folder}/token` }],
    contexts: [
      {
        ...{ name, cluster, user },
        ...(existsSync(namespace) && {
          namespace: readNamedFile('the service account', namespace).toString('utf8'),
        }),
      },
    ],
    currentContext: name,
  };
}

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

function merged(files: readonly KubeconfigEntries[]): KubeconfigEntries {
  const first = <T extends { readonly name: string }>(lists: readonly T[][]): T[] => {
    const byName = new Map<string, T>();
    for (const item of lists.flat()) if (!byName.has(item.name)) byName.set(item.name, item);
    return [...byName.values()];
  };
  return {
    path: '',
    clusters: first(files.map(({ clusters }) => clusters)),
    users: first(files.map(({ users }) => users)),
    contexts: first(files.map(({ contexts }) => contexts)),
    currentContext: files.find(({ currentContext }) => currentContext)?.currentContext ?? '',
  };
}

function kubeconfig(entries: KubeconfigEntries, source: string, env: Environment): Kubeconfig {
  const contexts = entries.contexts.map(({ name }) => name);
  const current = entries.currentContext || null;
  return {
    source,
    contexts,
    access: (wanted) => {
      const name = wanted ?? current;
      if (name === null) {
        throw new UsageError(
          `${source} has no current context; choose one with --kube-context${listed(contexts)}.`,
        );
      }
      const context = entries.contexts.find((one) => one.name === name);
      if (!context) {
        const near = nearest(name, contexts);
        throw new UsageError(
          `${source} has no context "${name}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `${listed(contexts)}.`}`,
        );
      }
      return new ClusterAccess(entries, context, source, source === IN_CLUSTER, env);
    },
  };
}

function listed(contexts: readonly string[]): string {
  return contexts.length === 0 ? '; it has none' : `; it has ${contexts.join(', ')}`;
}
