// Files that a user names. A device can be endless, so what is read of a file has a limit.
import { closeSync, openSync, readSync } from 'node:fs';

/** The limit for kubeconfigs, configurations, certificates and tokens. */
export const TEXT_FILE_BYTES = 16 * 1024 * 1024;
/** The limit for evidence and data sets: more than evidence with the most entries in each list. */
export const DATA_FILE_BYTES = 256 * 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

/** @throws what the system says, and an error with the code `EFBIG` where the file is larger than `most` bytes */
export function readFileUpTo(path: string, most: number): Buffer {
  const open = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let bytes = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const read = readSync(open, chunk);
      if (read === 0) return Buffer.concat(chunks);
      bytes += read;
      if (bytes > most) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(open);
  }
}
