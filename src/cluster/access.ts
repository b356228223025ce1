// One context of a kubeconfig: the server, and what a request to it carries.
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import type { Secrets } from '../net/secrets.js';
import { basicAuthorization } from '../targets/swift.js';
import { UsageError } from '../util/usage-error.js';
import { contradictionInCluster, contradictionInUser } from './contradictions.js';
import { credentialsOf, heldBy, type ClusterCredentials } from './credentials.js';
import { environmentProxy, type Environment } from './environment-proxy.js';
import type { KubeconfigContext, KubeconfigEntries, KubeconfigUser } from './kubeconfig-file.js';
import { checkedUrl, PROXIES, SERVERS } from './urls.js';

export class ClusterAccess {
  readonly context: string;
  readonly cluster: string;
  /** The namespace of the context, if the context names one. */
  readonly namespace: string | null;
  /** Ends with a slash. */
  readonly server: URL;
  readonly proxy: URL | null;
  readonly #user: KubeconfigUser;
  readonly #cluster: Cluster;
  /** The header made of user and password within the URL of the server. */
  readonly #basic: string | null;
  readonly #held: readonly string[];
  #credentials: Promise<ClusterCredentials> | null = null;
  /** Until when they can be used again, by `performance.now()`. */
  #keptUntil = Infinity;

  /** @throws UsageError where the context names what is not there or cannot be used, or a server that is no URL */
  constructor(
    entries: KubeconfigEntries,
    context: KubeconfigContext,
    readonly source: string,
    /** As the service account of the pod that this runs in. */
    readonly inCluster: boolean,
    env: Environment,
  ) {
    const { name } = context;
    refuseUntyped('context', context, source);
    const cluster = entries.clusters.find((one) => one.name === context.cluster);
    if (!cluster) throw new UsageError(missing(name, 'cluster', context.cluster, source));
    const user: KubeconfigUser | undefined = context.user
      ? entries.users.find((one) => one.name === context.user)
      : { name: '' };
    if (!user) throw new UsageError(missing(name, 'user', context.user, source));
    if (user.unsent !== undefined) {
      throw new UsageError(
        `the user "${user.name}" of ${source} impersonates with ${user.unsent}, which swiftcheck does not send. Choose a context without it.`,
      );
    }
    refuseUntyped('user', user, source);
    refuseUntyped('cluster', cluster, source);
    refuseContradiction(`user "${user.name}"`, contradictionInUser(user), source);
    refuseContradiction(`cluster "${cluster.name}"`, contradictionInCluster(cluster), source);
    this.context = name;
    this.cluster = cluster.name;
    this.namespace = context.namespace ?? null;
    const server = `the server of cluster "${cluster.name}"`;
    this.server = checkedUrl(cluster.server, SERVERS, server);
    if (!this.server.pathname.endsWith('/')) this.server.pathname += '/';
    this.#basic = basicAuthorization(this.server, server);
    this.server.username = '';
    this.server.password = '';
    this.#held = heldBy(user);
    this.proxy = cluster.proxyUrl
      ? checkedUrl(cluster.proxyUrl, PROXIES, `the proxy-url of cluster "${cluster.name}"`)
      : environmentProxy(this.server, env);
    this.#user = user;
    const { proxyUrl = '', ...rest } = cluster;
    // An empty one is none, as in Go.
    const used = proxyUrl === '' ? this.proxy?.href : proxyUrl;
    this.#cluster = { ...rest, ...(used !== undefined && { proxyUrl: used }) };
  }

  /** Adds what the context holds before the plugin runs: even the error of the plugin may hold that. */
  addTo(secrets: Secrets): void {
    for (const secret of this.#held) secrets.add(secret);
    if (this.#basic !== null) secrets.addHeaders({ authorization: this.#basic });
    if (this.proxy) secrets.addUser(this.proxy);
  }

  /**
   * Asks the plugin of the kubeconfig, if it names one, and reads the files, the first time and once these may have
   * changed. @throws what it fails with
   */
  credentials(signal: AbortSignal): Promise<ClusterCredentials> {
    if (performance.now() >= this.#keptUntil) this.#credentials = null;
    this.#credentials ??= this.#ask(signal);
    return this.#credentials;
  }

  async #ask(signal: AbortSignal): Promise<ClusterCredentials> {
    this.#keptUntil = Infinity;
    try {
      const found = await credentialsOf(this.#user, this.#cluster, this.#basic, signal);
      this.#keptUntil = performance.now() + found.keptMs;
      return found;
    } catch (error) {
      // A failure is not kept: the next call may have more time.
      this.#credentials = null;
      throw error;
    }
  }
}

/** @throws UsageError where a field that kubectl takes as text only is something else */
function refuseUntyped(
  kind: 'context' | 'cluster' | 'user',
  { name, untyped }: { readonly name: string; readonly untyped?: string },
  source: string,
): void {
  if (untyped === undefined) return;
  throw new UsageError(
    `the field ${untyped} of the ${kind} "${name}" of ${source} is not text: put its value in quotes.`,
  );
}

/** @throws UsageError where two fields exclude each other */
function refuseContradiction(whose: string, fields: string | null, source: string): void {
  if (fields === null) return;
  throw new UsageError(
    `the ${whose} of ${source} has both ${fields}. kubectl refuses that, too: remove one of them.`,
  );
}

function missing(context: string, kind: 'cluster' | 'user', name: string, source: string): string {
  // A cluster without a server is left out when the file is read.
  const why = kind === 'cluster' ? 'does not have, or has without a server' : 'does not have';
  return `the context "${context}" names the ${kind} "${name}", which ${source} ${why}.`;
}
