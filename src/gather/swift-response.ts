// An answer of Swift over HTTP, and what is kept of it.
import type { Dispatcher } from 'undici';
import type { HttpFacts } from '../evidence/observation.js';
import { utcTime } from '../util/time.js';
import { counted } from '../net/body.js';

/** One HTTP answer whose body can be read once. */
export class SwiftResponse {
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** `null` where there is none: an HTTP server puts one on all that it handles. */
  readonly date: string | null;
  /** Of the body, without parameters. */
  readonly type: string;
  readonly server: string | undefined;
  readonly challenge: string | undefined;
  readonly #corsHeaders: boolean;
  #bodyBytes = 0;

  constructor(answer: Dispatcher.ResponseData, ceilingBytes: number) {
    this.status = answer.statusCode;
    this.date = dateOf(answer.headers['date']);
    this.type = contentType(answer.headers['content-type']);
    this.server = only(answer.headers['server']);
    this.challenge = only(answer.headers['www-authenticate']);
    this.#corsHeaders = 'access-control-allow-methods' in answer.headers;
    this.body = counted(answer.body, ceilingBytes, (bytes) => (this.#bodyBytes = bytes));
  }

  http(): HttpFacts {
    return {
      status: this.status,
      bodyBytes: this.#bodyBytes,
      corsHeaders: this.#corsHeaders,
      ...(this.date !== null && { date: this.date }),
    };
  }
}

function only(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

function dateOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? utcTime(header) : null;
}

function contentType(header: string | string[] | undefined): string {
  const [type] = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(String(header ?? '')) ?? [];
  return type ?? 'a body of no type';
}
