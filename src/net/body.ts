// Bodies of HTTP answers: counted, and as text up to a limit.

/** Error bodies of Swift and of API servers are short; what is longer comes from something else. */
const ERROR_BODY_BYTES = 64 * 1024;

export class OverCeiling extends Error {}

/** Counts the bytes of a body and refuses more than `ceilingBytes`. @throws OverCeiling */
export async function* counted(
  body: AsyncIterable<Uint8Array>,
  ceilingBytes: number,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    count(bytes);
    if (bytes > ceilingBytes) throw new OverCeiling();
    yield chunk;
  }
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
