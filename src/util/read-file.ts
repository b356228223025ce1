// Files that a user names. A device can be endless and a pipe can be silent, so what is read has limits.
import { openToRead } from './pipes.js';

/** The limit for kubeconfigs, configurations, certificates and tokens. */
export const TEXT_FILE_BYTES = 16 * 1024 * 1024;
/** The limit for evidence and data sets: more than evidence with the most entries in each list. */
export const DATA_FILE_BYTES = 256 * 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

/**
 * @param silentMs how long a pipe may stay empty
 * @throws what the system says, an error with the code `EFBIG` where the file is larger than `most` bytes, and one with
 * the code `EAGAIN` where a pipe stays empty
 */
export function readFileUpTo(path: string, most: number, silentMs?: number): Buffer {
  const file = openToRead(path, silentMs);
  try {
    const chunks: Buffer[] = [];
    for (let bytes = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const read = file.read(chunk);
      if (read === 0) return Buffer.concat(chunks);
      bytes += read;
      if (bytes > most) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    file.close();
  }
}

/** The text of a file in UTF-8, or in UTF-16 as PowerShell writes it, without a byte order mark. @throws as readFileUpTo */
export function readTextUpTo(path: string, most: number): string {
  const bytes = readFileUpTo(path, most);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** By the byte order mark, or by the zero beside the first letter. */
export function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
    ? 'utf-16be'
    : 'utf-8';
}
