// An answer of Swift over HTTP, and the part that the evidence keeps.
import type { Dispatcher } from 'undici';
import type { HttpFacts } from '../evidence/observation.js';
import { utcTime } from '../util/time.js';
import { counted } from '../util/counted.js';
import { senderOf, type Sender } from '../net/error-answer.js';

/** One HTTP answer whose body can be read once. */
export class SwiftResponse {
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** `null` if there is none: an HTTP server puts one on all that it handles. */
  readonly date: string | null;
  readonly sender: Sender;
  readonly #corsHeaders: boolean;
  #bodyBytes = 0;

  constructor(answer: Dispatcher.ResponseData, ceilingBytes: number) {
    this.status = answer.statusCode;
    this.date = dateOf(answer.headers['date']);
    this.sender = senderOf(answer.headers);
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

function dateOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? utcTime(header) : null;
}
