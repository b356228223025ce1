// Answers that are not HTTP, or larger than this client takes; and proxies that open no connection.
import type { Failure, FailureKind } from '../evidence/observation.js';
import { formatSize } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { errorText, transportFault } from './diagnose-errors.js';
import { EncodedAnswer, MOST_HEADER_BYTES, OddLength, ProxyRefused } from './http-client.js';

type HttpFault = Pick<Failure, 'kind' | 'message' | 'transportError'>;

/** What Node's own client calls an answer whose headers are too large, and one that is no HTTP. */
const NODE_OVERFLOW = 'HPE_HEADER_OVERFLOW';
const NODE_GRAMMAR = 'HPE_';
/** The parser's words for a connection that is reset within an answer, as when a server crashes. */
const CUT_OFF = 'Invalid EOF state';
/** Undici's words for a status of 100, and for one of 101. */
const WRONG_STATUS: ReadonlyMap<string, string> = new Map([
  ['bad response', 'begins with HTTP 100 (Continue), for which this client did not ask'],
  ['bad upgrade', 'has HTTP 101 (Switching Protocols), for which this client did not ask'],
]);

/**
 * `answer`: what was waited for. `proxy`: the proxy in front. `null`: an error of another kind.
 */
export function httpFault(error: unknown, answer: string, proxy: URL | null): HttpFault | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof ProxyRefused) return refusedFault(error);
  const refused = proxy && proxyFault(error, proxy);
  if (refused) return refused;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const transportError = errorText(error);
  const subject = answer.charAt(0).toUpperCase() + answer.slice(1);
  if (error instanceof EncodedAnswer) {
    const encoding = shorten(visible(error.encoding), 40);
    const message = `${subject} is encoded (${encoding}), which this client did not ask for.`;
    return { kind: 'unreadable', message };
  }
  if (error instanceof OddLength) {
    const message = `${subject} has a Content-Length that is not the length of its body.`;
    return { kind: 'unreadable', message };
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === NODE_OVERFLOW) {
    const most = formatSize(MOST_HEADER_BYTES);
    const message = `${subject} has more than ${most} of headers, and this client accepts no more.`;
    return { kind: 'unreadable', message, transportError };
  }
  const wrong = code === 'UND_ERR_SOCKET' ? WRONG_STATUS.get(error.message) : undefined;
  if (wrong !== undefined) {
    return { kind: 'unreadable', message: `${subject} ${wrong}.`, transportError };
  }
  // The library holds what it parsed against what HTTP allows, such as a status of 000.
  if (code === 'ERR_ASSERTION') {
    const message = `${subject} breaks a rule of HTTP that this client relies on.`;
    return { kind: 'unreadable', message, transportError: assertionText(error) };
  }
  if (error.message.includes(CUT_OFF)) {
    const message = `The connection ended before ${answer} came.`;
    return { kind: 'closed', message, transportError };
  }
  if (error.name === 'HTTPParserError' || code.startsWith(NODE_GRAMMAR)) {
    const message = `${subject} breaks the rules of HTTP: ${transportError}`;
    return { kind: 'other-protocol', message, transportError };
  }
  return null;
}

/** The assertion stands in the last line: `assert(this.statusCode >= 100)`. */
function assertionText(error: Error): string {
  return visible(error.message.trim().split('\n').at(-1)?.trim() ?? '');
}

/** No connection was made. Behind a proxy, the connection to the proxy is the only one. */
const NOT_CONNECTED: readonly FailureKind[] = ['unresolvable', 'refused', 'unreachable'];

/** How the agents of Node's own client word what a proxy answered to CONNECT. */
const AGENT_REFUSED = /^Bad response: (\d+)$/;

/** What the libraries say of a proxy that answered with a refusal, or not as a proxy does. */
function proxyFault(error: Error, proxy: URL): HttpFault | null {
  const [, status] = AGENT_REFUSED.exec(error.message) ?? [];
  if (status !== undefined) return refusedFault(new ProxyRefused(proxy, Number(status)));
  // The library puts the options of the connection, and no code, on its errors.
  const ofSocks = proxy.protocol === 'socks5:' && 'options' in error;
  const fault = transportFault(error);
  if (ofSocks || NOT_CONNECTED.some((kind) => kind === fault?.kind)) {
    return unopened(proxy, fault?.transportError ?? errorText(error));
  }
  if (fault?.kind !== 'tls-not-spoken') return null;
  const { transportError } = fault;
  const message = `What came through the proxy ${proxy.host} is not TLS. The proxy sent it, or the server behind the proxy: ${transportError}`;
  return { kind: 'unreachable', message, transportError };
}

/** Whatever ended it, it says nothing of the server behind the proxy. */
function unopened(proxy: URL, transportError: string): HttpFault {
  const message = `The proxy ${proxy.host} opened no connection: ${transportError}`;
  return { kind: 'unreachable', message, transportError };
}

/** A URL may hold a password; its host does not. */
function refusedFault({ proxy, status, cause }: ProxyRefused): HttpFault {
  const at = `The proxy ${proxy.host}`;
  if (status !== null) {
    const message = `${at} refused to open a connection: it answered CONNECT with HTTP ${status}.`;
    return { kind: 'unreachable', message };
  }
  const fault = httpFault(cause, `the answer of the proxy ${proxy.host} to CONNECT`, null);
  if (fault) return fault;
  const transport = transportFault(cause);
  if (transport === null) throw cause;
  return unopened(proxy, transport.transportError);
}
