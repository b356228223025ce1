// Bodies of HTTP answers as text and as JSON, up to a limit.
import { OverCeiling } from '../util/counted.js';

/** Error bodies of Swift and of API servers are short; what is longer comes from something else. */
const ERROR_BODY_BYTES = 64 * 1024;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
/** `{`, `[`, `:` and `,`: as many as JSON has values, or up to twice as many. */
const BEFORE_VALUES: ReadonlySet<number> = new Set([0x7b, 0x5b, 0x3a, 0x2c]);
/** About what a parsed value takes in memory, however short its text is. */
const VALUE_BYTES = 24;

/** The bytes of JSON as it comes in, with what its values take once it is parsed as a whole. */
class JsonSize {
  #bytes = 0;
  #inText = false;
  #isEscaped = false;

  /** Returns the size of all that was added. */
  add(part: Uint8Array): number {
    this.#bytes += part.length;
    for (const byte of part) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === QUOTE) this.#inText = !this.#inText;
      else if (this.#inText) this.#isEscaped = byte === BACKSLASH;
      else if (BEFORE_VALUES.has(byte)) this.#bytes += VALUE_BYTES;
    }
    return this.#bytes;
  }
}

/** Refuses JSON that is larger by that measure. @throws OverCeiling */
export async function* countedJson(
  body: AsyncIterable<Uint8Array>,
  ceilingBytes: number,
): AsyncGenerator<Uint8Array> {
  const size = new JsonSize();
  for await (const chunk of body) {
    if (size.add(chunk) > ceilingBytes) throw new OverCeiling();
    yield chunk;
  }
}

/** The size of plain data by that measure. */
export function jsonBytes(data: unknown): number {
  return new JsonSize().add(Buffer.from(JSON.stringify(data)));
}

/** The beginning of a body as text; the rest is read and dropped, or left where it is not counted. */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  rest: 'dropped' | 'left' = 'dropped',
): Promise<string> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes < ERROR_BODY_BYTES) kept.push(chunk.subarray(0, ERROR_BODY_BYTES - bytes));
    bytes += chunk.length;
    if (rest === 'left' && bytes >= ERROR_BODY_BYTES) break;
  }
  return Buffer.concat(kept).toString('utf8');
}
