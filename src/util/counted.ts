// Bytes that come in pieces, up to a limit.

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
