// Answers that are no HTTP, or more of it than this client takes; and proxies that open no way.
import type { Failure } from '../evidence/types.js';
import { formatSize } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { classifySocketError, errorText } from './diagnose-errors.js';
import { MOST_HEADER_BYTES, ProxyRefused } from './http-client.js';

type HttpFault = Pick<Failure, 'kind' | 'message' | 'transportError'>;

/** What Node's own client calls an answer whose headers are too large, and one that is no HTTP. */
const NODE_OVERFLOW = 'HPE_HEADER_OVERFLOW';
const NODE_GRAMMAR = 'HPE_';
/** Undici's words for a status that no answer to a question like this has, such as 101. */
const WRONG_STATUS = /^bad (response|upgrade)$/;

/** `answer`: what was waited for. `null`: an error of another kind. */
export function httpFault(error: unknown, answer: string): HttpFault | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof ProxyRefused) return proxyFault(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const transportError = errorText(error);
  const subject = answer.charAt(0).toUpperCase() + answer.slice(1);
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === NODE_OVERFLOW) {
    const most = formatSize(MOST_HEADER_BYTES);
    const message = `${subject} has more than ${most} of headers, which is the most that this client takes.`;
    return { kind: 'unreadable', message, transportError };
  }
  if (code === 'UND_ERR_SOCKET' && WRONG_STATUS.test(error.message)) {
    const message = `${subject} has a status that ends no such call (1xx).`;
    return { kind: 'unreadable', message, transportError };
  }
  // The library holds what it parsed against what HTTP allows, such as a status of 000.
  if (code === 'ERR_ASSERTION') {
    const message = `${subject} breaks a rule of HTTP that this client relies on.`;
    return { kind: 'unreadable', message, transportError: assertionText(error) };
  }
  if (error.name === 'HTTPParserError' || code.startsWith(NODE_GRAMMAR)) {
    const message = `${subject} is not HTTP as it should be: ${transportError}`;
    return { kind: 'other-protocol', message, transportError };
  }
  return null;
}

/** The assertion stands in the last line: `assert(this.statusCode >= 100)`. */
function assertionText(error: Error): string {
  return visible(error.message.trim().split('\n').at(-1)?.trim() ?? '');
}

/** Its URL may hold a password; its host does not. */
function proxyFault({ proxy, status, cause }: ProxyRefused): HttpFault {
  const at = `The proxy ${proxy.host}`;
  if (status !== null) {
    const message = `${at} refused to open the way: it answered CONNECT with HTTP ${status}.`;
    return { kind: 'unreachable', message };
  }
  const fault = httpFault(cause, `the answer of the proxy ${proxy.host} to CONNECT`);
  if (fault) return fault;
  const { kind, transportError } = classifySocketError(cause);
  return { kind, message: `${at} opened no way: ${transportError}`, transportError };
}
