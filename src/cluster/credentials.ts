// What a request as a user of a kubeconfig carries. The library @kubernetes/client-node is left out but for the
// sign-in of its auth-providers: the whole of it is many times as large as swiftcheck.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { HttpsProxyAgentOptions } from 'hpagent';
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js';
import { readNamedFile } from '../targets/files.js';
import type { TlsSettings } from '../targets/types.js';
import { isObject, objectIn, textIn } from '../util/json.js';
import { UsageError } from '../util/usage-error.js';
import { needsNoPlugin } from './contradictions.js';
import { runExecPlugin } from './exec-plugin.js';
import type { KubeconfigUser } from './kubeconfig-file.js';

/** What a request carries. It holds secrets. */
export interface ClusterCredentials {
  readonly kind: 'none' | 'token' | 'header' | 'client-certificate';
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
  /** For Node's own clients: goes through the proxy, if there is one. */
  readonly agent: HttpAgent;
  /** For how long they can be used again, in milliseconds. */
  readonly keptMs: number;
}

/**
 * As long as client-go takes a token of a file to be the one in the file. What a plugin gave is kept no longer: a
 * credential can be revoked before the time at which it expires.
 */
const KEPT_MS = 60_000;

/** Fields of a kubeconfig's auth-provider that hold secrets. */
const PROVIDER_SECRETS = ['access-token', 'client-secret', 'id-token', 'refresh-token'];

/** The secrets that stand in the kubeconfig itself. */
export function heldBy({ username, password, token, authProvider }: User): string[] {
  const provider: unknown = authProvider;
  const fields = isObject(provider) ? objectIn(provider, 'config') : {};
  return [
    username,
    password,
    token,
    ...PROVIDER_SECRETS.map((name) => textIn(fields, name)),
  ].filter((secret) => typeof secret === 'string');
}

/**
 * @param basic what the URL of the server holds: as in Go it stands before every other
 * @throws what a plugin, a provider or a file fails with
 */
export async function credentialsOf(
  user: KubeconfigUser,
  cluster: Cluster,
  basic: string | null,
  signal: AbortSignal,
): Promise<ClusterCredentials> {
  const exec: unknown = user.exec;
  const plugin =
    isObject(exec) && !needsNoPlugin(user) ? await runExecPlugin(exec, cluster, signal) : null;
  const bearer = plugin ? plugin.token : await ownToken(user);
  const headers: Record<string, string> = {};
  if (user.impersonateUser) headers['impersonate-user'] = user.impersonateUser.trim();
  if (bearer) headers['authorization'] = `Bearer ${bearer.trim()}`;
  if (user.username) {
    const pair = Buffer.from(`${user.username}:${user.password ?? ''}`);
    headers['authorization'] = `Basic ${pair.toString('base64')}`;
  }
  if (basic !== null) headers['authorization'] = basic;
  const ca = fileOrData('certificate-authority', cluster.caFile, cluster.caData);
  const cert = plugin?.cert
    ? Buffer.from(plugin.cert)
    : fileOrData('client-certificate', user.certFile, user.certData);
  const key = plugin?.key
    ? Buffer.from(plugin.key)
    : fileOrData('client-key', user.keyFile, user.keyData);
  const tls: TlsSettings = {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(cluster.tlsServerName !== undefined && { servername: cluster.tlsServerName }),
    verify: !cluster.skipTLSVerify,
  };
  const expiresAt = plugin?.expiresAt ?? null;
  return {
    ...{ kind: kindOf(headers, tls), headers, tls, agent: await agentFor(cluster, tls) },
    keptMs: Math.min(Math.max((expiresAt ?? Infinity) - Date.now(), 0), KEPT_MS),
  };
}

function kindOf(
  { authorization }: Readonly<Record<string, string>>,
  { cert }: TlsSettings,
): ClusterCredentials['kind'] {
  if (authorization?.startsWith('Bearer ')) return 'token';
  if (authorization !== undefined) return 'header';
  return cert ? 'client-certificate' : 'none';
}

/** The data counts before the file, as in Go. @throws UsageError */
function fileOrData(
  field: string,
  file: string | undefined,
  data: string | undefined,
): Buffer | null {
  if (data) return Buffer.from(data, 'base64');
  return file ? readNamedFile(field, file) : null;
}

/** `undefined`: the user has none, or has a name and a password, which stand before that of a provider. */
async function ownToken(user: KubeconfigUser): Promise<string | undefined> {
  if (user.tokenFile) return tokenOf(user.tokenFile, user.token);
  if (user.token) return user.token;
  if (user.username) return undefined;
  const provider: unknown = user.authProvider;
  if (!isObject(provider)) return undefined;
  const name = textIn(provider, 'name');
  const signIn = await signInOf(name);
  if (signIn === null) {
    throw new UsageError(
      `swiftcheck does not know the auth-provider "${name}". It knows azure, gcp and oidc`,
    );
  }
  const options: RequestOptions & { headers: Record<string, string> } = { headers: {} };
  await signIn.applyAuthentication(user, options);
  const header = options.headers['Authorization'];
  // Without a token the request would be an anonymous one.
  if (!header) throw new UsageError(`the auth-provider ${name} gave no token: log in again`);
  return header.replace(/^Bearer /, '');
}

/** The token of the file counts before the other, as in client-go, unless it cannot be read. @throws UsageError */
function tokenOf(file: string, otherwise: string | undefined): string {
  try {
    const token = readNamedFile('tokenFile', file).toString('utf8').trim();
    if (token === '') throw new UsageError(`tokenFile: ${file} holds no token.`);
    return token;
  } catch (error) {
    if (!otherwise || !(error instanceof UsageError)) throw error;
    return otherwise;
  }
}

async function signInOf(provider: string) {
  switch (provider) {
    case 'azure': {
      const { AzureAuth } = await import('@kubernetes/client-node/dist/azure_auth.js');
      return new AzureAuth();
    }
    case 'gcp': {
      const { GoogleCloudPlatformAuth } = await import('@kubernetes/client-node/dist/gcp_auth.js');
      return new GoogleCloudPlatformAuth();
    }
    case 'oidc': {
      const { OpenIDConnectAuth } = await import('@kubernetes/client-node/dist/oidc_auth.js');
      return new OpenIDConnectAuth();
    }
    default:
      return null;
  }
}

async function agentFor(
  { server, proxyUrl }: Cluster,
  { verify, ...keys }: TlsSettings,
): Promise<HttpAgent> {
  // Not left to Node, which asks the environment (NODE_TLS_REJECT_UNAUTHORIZED).
  const options: AgentOptions = { ...keys, rejectUnauthorized: verify };
  const secure = new URL(server).protocol === 'https:';
  if (proxyUrl === undefined) return secure ? new HttpsAgent(options) : new HttpAgent();
  if (new URL(proxyUrl).protocol.startsWith('socks')) {
    const { SocksProxyAgent } = await import('socks-proxy-agent');
    // The proxy looks names up, as for kubectl.
    return new SocksProxyAgent(proxyUrl.replace(/^socks5:/, 'socks5h:'), options);
  }
  const { HttpProxyAgent, HttpsProxyAgent } = await import('hpagent');
  const proxied = { ...options, ...proxyOptions(proxyUrl) };
  return secure ? new HttpsProxyAgent(proxied) : new HttpProxyAgent(proxied);
}

/** The library sends the host of a proxy with TLS as SNI. For an IP address Node 26 throws, and no SNI is to be sent. */
function proxyOptions(
  proxyUrl: string,
): Pick<HttpsProxyAgentOptions, 'proxy' | 'proxyRequestOptions'> {
  const unnamed: HttpsProxyAgentOptions['proxyRequestOptions'] & { readonly servername: '' } = {
    servername: '',
  };
  const { protocol, hostname } = new URL(proxyUrl);
  return protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
    ? { proxy: new UnnamedProxy(proxyUrl), proxyRequestOptions: unnamed }
    : { proxy: proxyUrl };
}

/** The library takes each protocol but `http:` for TLS, and sets a name for `https:` alone. */
class UnnamedProxy extends URL {
  override get protocol(): string {
    return 'tls:';
  }
}
