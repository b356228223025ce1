import { parseVersion } from '../knowledge/versions.js';
import { readNamedFile } from './files.js';
import { readIdentity } from './identity.js';
import type { SwiftEndpoint } from './types.js';
import { isLoopback } from '../util/loopback.js';
import { withoutUser } from '../util/safe-text.js';
import { UsageError, usageProblem } from '../util/usage-error.js';
import { isHeaderValue } from '../util/header-value.js';

export interface SwiftFlags {
  readonly swift?: string;
  readonly swiftVersion?: string;
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
  readonly header?: readonly string[];
  readonly token?: string;
  readonly tokenFile?: string;
  readonly allowPlaintextToken?: boolean;
}

/** The service proxy of a Kubernetes API server, in front of Swift's Service. */
const SERVICE_PROXY = /\/api\/v1\/namespaces\/[^/]+\/services\/[^/]+\/proxy\/$/;

export function isServiceProxy(url: URL): boolean {
  return SERVICE_PROXY.test(url.pathname);
}

/**
 * The Swift of `--swift`; `null` where it is not given.
 * @throws UsageError for a URL, a header, a version or a file that cannot be used, or a credential that
 * would be sent in plaintext
 */
export function swiftEndpoint(flags: SwiftFlags): SwiftEndpoint | null {
  if (flags.swift === undefined) return null;
  const { url, basic } = parseUrl(flags.swift);
  const access = swiftAccess(flags, basic);
  if (!flags.allowPlaintextToken && isTakenInPlaintext(url, access.headers)) {
    throw new UsageError(
      `--swift: the credential would go to ${url.host} in plaintext, and every machine in between could read it. Use an https:// URL, or allow plaintext with --allow-plaintext-token.`,
    );
  }
  return { url, ...access };
}

/**
 * What the flags say of any Swift, wherever it is.
 * @param basic the authorization within a URL
 * @throws UsageError for a header, a version or a file that cannot be used.
 */
export function swiftAccess(
  flags: SwiftFlags,
  basic: string | null,
): Pick<SwiftEndpoint, 'headers' | 'credentials' | 'tls' | 'declaredVersion'> {
  const headers = parseHeaders(flags.header ?? []);
  if (basic !== null) headers['authorization'] ??= basic;
  const token = readToken(flags);
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  if (flags.swiftVersion !== undefined && !parseVersion(flags.swiftVersion)) {
    throw new UsageError(
      `--swift-version takes a version such as 0.9.0, and "${flags.swiftVersion}" is not a version.`,
    );
  }
  return {
    headers,
    credentials: credentials(token, headers, flags),
    tls: {
      ...readIdentity(
        { ca: '--cacert', cert: '--cert', key: '--key' },
        { ca: flags.cacert, cert: flags.cert, key: flags.key },
      ),
      verify: flags.insecure !== true,
    },
    declaredVersion: flags.swiftVersion ?? null,
  };
}

/** Whether what lets others in would leave this machine for everybody to read. */
export function isTakenInPlaintext(
  { protocol, hostname }: URL,
  headers: Readonly<Record<string, string>>,
): boolean {
  const credential = 'authorization' in headers || 'cookie' in headers;
  return credential && protocol === 'http:' && !isLoopback(hostname);
}

/** What is wrong with a URL of Swift, as a sentence about it; `null`: nothing. */
export function swiftUrlProblem(text: string): string | null {
  return usageProblem(() => parseUrl(text, 'Swift'));
}

/**
 * The base of Swift's own paths, and the authorization within the URL.
 * @throws UsageError, which names the URL by `from`
 */
export function parseUrl(text: string, from = '--swift'): { url: URL; basic: string | null } {
  const given = URL.canParse(text) ? new URL(text) : null;
  if (
    !given ||
    (given.protocol !== 'http:' && given.protocol !== 'https:') ||
    given.hostname === ''
  ) {
    throw new UsageError(
      `${from} takes an http:// or https:// URL, such as http://127.0.0.1:9855. "${withoutUser(text)}" is not one of these.`,
    );
  }
  const basic = basicAuthorization(given, from);
  const url = withoutSecrets(given);
  // Users paste what worked in curl: the base is what stands before Swift's own paths.
  url.pathname = `${url.pathname.replace(/\/tiller\/v2(\/.*)?$/, '').replace(/\/+$/, '')}/`;
  return { url, basic };
}

/** An address to show: without user and password, and what reports leave out of it as well. */
export function shownAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.host === undefined || url.host === '') return withoutUser(text);
  const secret = url.username + url.password + url.search + url.hash;
  return secret === '' ? text : withoutSecrets(url).href;
}

function withoutSecrets(url: URL): URL {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  shown.search = '';
  shown.hash = '';
  return shown;
}

/** What Go's clients and curl make of user and password in a URL; `null`: it has neither. @throws UsageError */
export function basicAuthorization({ username, password }: URL, from: string): string | null {
  if (username === '' && password === '') return null;
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(pair).toString('base64')}`;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new UsageError(`${from}: a % in user or password of the URL is written %25.`, {
      cause: error,
    });
  }
}

/** Headers that the HTTP client makes itself, and never takes from a flag. */
const OF_THE_CONNECTION = [
  ...['connection', 'content-length', 'expect', 'keep-alive', 'proxy-authorization'],
  ...['transfer-encoding', 'upgrade'],
];

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

function parseHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const match = /^([^:\s]+):[ \t]*([^\r\n]*)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) {
      // The line itself may hold a secret, so it is not shown.
      throw new UsageError('-H/--header takes "Name: value".');
    }
    const { name, value } = checkedHeader(match[1], match[2], '-H/--header');
    headers[name] = value;
  }
  return headers;
}

/**
 * A header as it is sent.
 * @param from what the user wrote it as
 * @throws UsageError, without the value: it may be a secret
 */
export function checkedHeader(
  given: string,
  value: string,
  from: string,
): { name: string; value: string } {
  const name = given.toLowerCase();
  if (!HEADER_NAME.test(name)) {
    throw new UsageError(`${from}: the name of a header is a word of ASCII characters.`);
  }
  if (OF_THE_CONNECTION.includes(name)) {
    throw new UsageError(`${from} ${name}: this header belongs to the connection and is not set.`);
  }
  if (!isHeaderValue(value)) {
    throw new UsageError(`${from} ${name}: a header holds printable characters of Latin-1 only.`);
  }
  return { name, value: value.trim() };
}

function readToken(flags: SwiftFlags): string | null {
  if (flags.token !== undefined && flags.tokenFile !== undefined) {
    throw new UsageError('--token and --token-file exclude each other.');
  }
  const token =
    flags.token ??
    (flags.tokenFile === undefined
      ? undefined
      : readNamedFile('--token-file', flags.tokenFile).toString('utf8'));
  if (token === undefined) return null;
  const trimmed = token.trim();
  if (trimmed === '' || /[^\x21-\x7e]/.test(trimmed)) {
    const flag = flags.token === undefined ? '--token-file' : '--token';
    throw new UsageError(`${flag}: a token is one line of printable characters without spaces.`);
  }
  return trimmed;
}

function credentials(
  token: string | null,
  headers: Readonly<Record<string, string>>,
  flags: Pick<SwiftFlags, 'cert'>,
): SwiftEndpoint['credentials'] {
  if (token !== null) return 'token';
  if ('authorization' in headers || 'cookie' in headers) return 'header';
  return flags.cert === undefined ? 'none' : 'client-certificate';
}
