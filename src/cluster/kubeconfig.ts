// Which clusters there are, and as whom: --kubeconfig, KUBECONFIG, ~/.kube/config, else the service
// account of the pod that this runs in. Files are merged as kubectl does it: the first to name a thing wins.
import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { nearest } from '../util/nearest.js';
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
  /** The context with that name, else the current one. @throws UsageError */
  access(context?: string): ClusterAccess;
}

const IN_CLUSTER = "the pod's service account";
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** @throws UsageError in one sentence, where there is none or one cannot be read */
export async function loadKubeconfig(from: KubeconfigSource): Promise<Kubeconfig> {
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const files = kubeconfigFiles(from);
  const read = files.paths.flatMap((path) => readKubeconfigFile(Config, path, files.from) ?? []);
  if (read.length > 0) {
    const source = read.map(({ path }) => path).join(', ');
    return kubeconfig(Config, merged(read), source, from.env);
  }
  const root = from.root ?? '';
  const { KUBERNETES_SERVICE_HOST: host } = from.env;
  if (files.from === 'home' && host !== undefined && isThere(`${root}${TOKEN}`)) {
    const config = new Config();
    config.loadFromCluster(root);
    const { clusters, users, contexts, currentContext } = config;
    const entries = { path: '', clusters, users, contexts, currentContext };
    return kubeconfig(Config, entries, IN_CLUSTER, from.env);
  }
  throw new UsageError(
    files.from === 'home'
      ? `there is no kubeconfig: ${files.paths[0] ?? '~/.kube/config'} does not exist.`
      : `no file of KUBECONFIG exists: ${files.paths.join(', ')}.`,
  );
}

function kubeconfigFiles({ kubeconfig: flag, env }: KubeconfigSource) {
  if (flag !== undefined) return { from: 'flag', paths: [flag] } as const;
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (listed.length > 0) return { from: 'KUBECONFIG', paths: listed } as const;
  const home = env['HOME'] ?? env['USERPROFILE'];
  return { from: 'home', paths: home ? [join(home, '.kube', 'config')] : [] } as const;
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

function kubeconfig(
  Config: typeof KubeConfig,
  entries: KubeconfigEntries,
  source: string,
  env: Environment,
): Kubeconfig {
  const contexts = entries.contexts.map(({ name }) => name);
  const current = entries.currentContext || null;
  return {
    source,
    contexts,
    access: (wanted) => {
      const name = wanted ?? current;
      if (name === null) {
        throw new UsageError(
          `${source} names no current context; choose one with --kube-context${listed(contexts)}.`,
        );
      }
      const context = entries.contexts.find((one) => one.name === name);
      if (!context) {
        const near = nearest(name, contexts);
        throw new UsageError(
          `${source} has no context "${name}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `${listed(contexts)}.`}`,
        );
      }
      return new ClusterAccess(Config, entries, context, source, source === IN_CLUSTER, env);
    },
  };
}

function listed(contexts: readonly string[]): string {
  return contexts.length === 0 ? '; it has none' : `; it has ${contexts.join(', ')}`;
}
