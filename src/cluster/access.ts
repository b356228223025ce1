// One context of a kubeconfig: the server, and what a request to it carries.
import type { Agent, RequestOptions } from 'node:https';
import type { Cluster, Context, KubeConfig, User } from '@kubernetes/client-node';
import type { Secrets } from '../net/secrets.js';
import { basicAuthorization } from '../targets/swift.js';
import type { TlsSettings } from '../targets/types.js';
import { UsageError } from '../util/usage-error.js';
import { environmentProxy, type Environment } from './environment-proxy.js';
import { runExecPlugin } from './exec-plugin.js';
import { isObject, objectIn, textIn } from '../util/json.js';
import type { KubeconfigEntries, KubeconfigUser } from './kubeconfig-file.js';
import { checkedUrl, PROXIES, SERVERS } from './urls.js';

/** What a request carries. It holds secrets. */
export interface ClusterCredentials {
  readonly kind: 'none' | 'token' | 'header' | 'client-certificate';
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
  /** For Node's own clients: goes through the proxy, if there is one. */
  readonly agent: Agent;
}

export class ClusterAccess {
  readonly context: string;
  readonly cluster: string;
  /** Of the context, where it names one. */
  readonly namespace: string | null;
  /** Ends with a slash. */
  readonly server: URL;
  readonly proxy: URL | null;
  readonly #config: KubeConfig;
  /** Of user and password within the URL of the server. */
  readonly #basic: string | null;
  readonly #held: readonly string[];
  #credentials: Promise<ClusterCredentials> | null = null;

  /** @throws UsageError where the context names what is not there or cannot be used, or a server that is no URL */
  constructor(
    Config: typeof KubeConfig,
    entries: KubeconfigEntries,
    context: Context,
    readonly source: string,
    /** As the service account of the pod that this runs in. */
    readonly inCluster: boolean,
    env: Environment,
  ) {
    const { name } = context;
    const cluster = entries.clusters.find((one) => one.name === context.cluster);
    if (!cluster) throw new UsageError(missing(name, 'cluster', context.cluster, source));
    const user: KubeconfigUser | undefined = context.user
      ? entries.users.find((one) => one.name === context.user)
      : { name: '' };
    if (!user) throw new UsageError(missing(name, 'user', context.user, source));
    if (user.unsent !== undefined) {
      throw new UsageError(
        `the user "${user.name}" of ${source} impersonates with ${user.unsent}, which is not sent: name a context without it.`,
      );
    }
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
    const proxyUrl = cluster.proxyUrl ?? this.proxy?.href;
    const proxied = { ...cluster, ...(proxyUrl !== undefined && { proxyUrl }) };
    this.#config = config(Config, proxied, user, context);
  }

  /** Adds what the context holds before anybody is asked for more: even the plugin may fail with it. */
  addTo(secrets: Secrets): void {
    for (const secret of this.#held) secrets.add(secret);
    if (this.#basic !== null) secrets.addHeaders({ authorization: this.#basic });
    if (this.proxy) secrets.addUser(this.proxy);
  }

  /** Asks the plugin of the kubeconfig, if it names one, the first time. @throws what it fails with */
  credentials(signal: AbortSignal): Promise<ClusterCredentials> {
    // A failure is not kept: the next call may have more time.
    this.#credentials ??= this.#load(signal).catch((error: unknown) => {
      this.#credentials = null;
      throw error;
    });
    return this.#credentials;
  }

  async #load(signal: AbortSignal): Promise<ClusterCredentials> {
    const [user] = this.#config.users;
    const [cluster] = this.#config.clusters;
    const exec: unknown = user?.exec;
    if (user && cluster && isObject(exec)) {
      const { token, cert, key } = await runExecPlugin(exec, cluster, signal);
      const base64 = (pem: string) => Buffer.from(pem).toString('base64');
      this.#config.users = [
        {
          ...{ ...user, exec: null },
          ...(token !== null && { token }),
          ...(cert !== null && { certData: base64(cert) }),
          ...(key !== null && { keyData: base64(key) }),
        },
      ];
    }
    const options: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    return fromOptions(options, this.#basic);
  }
}

/** Fields of a kubeconfig's auth-provider that hold secrets. */
const PROVIDER_SECRETS = ['access-token', 'client-secret', 'id-token', 'refresh-token'];

function heldBy({ username, password, token, authProvider }: User): string[] {
  const provider: unknown = authProvider;
  const fields = isObject(provider) ? objectIn(provider, 'config') : {};
  return [
    username,
    password,
    token,
    ...PROVIDER_SECRETS.map((name) => textIn(fields, name)),
  ].filter((secret) => typeof secret === 'string');
}

function missing(context: string, kind: string, name: string, source: string): string {
  return `the context "${context}" names the ${kind} "${name}", which ${source} does not have.`;
}

function config(Config: typeof KubeConfig, cluster: Cluster, user: User, context: Context) {
  const made = new Config();
  made.loadFromOptions({
    // The library refuses plain http:// unless it may skip what http:// has not got anyway.
    clusters: [{ ...cluster, ...(cluster.server.startsWith('http:') && { skipTLSVerify: true }) }],
    users: [user],
    contexts: [{ ...context, user: user.name }],
    currentContext: context.name,
  });
  return made;
}

function fromOptions(options: RequestOptions, basic: string | null): ClusterCredentials {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries((options.headers ?? {}) as Record<string, string>)) {
    headers[name.toLowerCase()] = value.trim();
  }
  if (typeof options.auth === 'string') {
    headers['authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  }
  // As in Go, whose clients let that of the URL stand before every other.
  if (basic !== null) headers['authorization'] = basic;
  const { ca, cert, key, servername, rejectUnauthorized } = options as RequestOptions & {
    ca?: Buffer | string;
    cert?: Buffer | string;
    key?: Buffer | string;
  };
  const token = headers['authorization']?.startsWith('Bearer ');
  return {
    kind: token
      ? 'token'
      : 'authorization' in headers
        ? 'header'
        : cert
          ? 'client-certificate'
          : 'none',
    headers,
    tls: {
      ...(ca && { ca: Buffer.from(ca) }),
      ...(cert && { cert: Buffer.from(cert) }),
      ...(key && { key: Buffer.from(key) }),
      ...(servername !== undefined && { servername }),
      verify: rejectUnauthorized !== false,
    },
    agent: options.agent as Agent,
  };
}
