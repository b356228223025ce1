import { stdin } from 'node:process';
import { counted } from '../util/counted.js';
import { DATA_FILE_BYTES, encodingOf } from '../util/read-file.js';

/** Enough to see how a text is encoded. */
const HEAD_BYTES = 4;

/**
 * The last `most` characters of a text: UTF-8, or UTF-16 as PowerShell writes it into a file. A byte
 * that is of neither becomes one unreadable character.
 * @throws OverCeiling if more than `mostBytes` come: a device can be endless
 */
export async function readTail(
  most: number,
  input: AsyncIterable<Uint8Array> = stdin,
  mostBytes = DATA_FILE_BYTES,
): Promise<{ text: string; cut: boolean }> {
  let text = '';
  let cut = false;
  for await (const piece of decoded(counted(input, mostBytes, () => undefined))) {
    text += piece;
    if (text.length <= most) continue;
    text = text.slice(-most);
    cut = true;
  }
  return { text, cut };
}

async function* decoded(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array();
  let decoder: TextDecoder | null = null;
  for await (const chunk of input) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    decoder = new TextDecoder(encodingOf(head));
    yield decoder.decode(head, { stream: true });
  }
  yield decoder ? decoder.decode() : new TextDecoder(encodingOf(head)).decode(head);
}
