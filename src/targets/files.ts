import { fileProblem } from '../util/file-words.js';
import { readFileUpTo, TEXT_FILE_BYTES } from '../util/read-file.js';
import { UsageError } from '../util/usage-error.js';

/** @throws UsageError where the file cannot be read; `flag` is the flag or field that names the file */
export function readNamedFile(flag: string, path: string): Buffer {
  try {
    return readFileUpTo(path, TEXT_FILE_BYTES);
  } catch (error) {
    throw new UsageError(`${flag}: ${path}: ${fileProblem(error)}.`, { cause: error });
  }
}

/** @throws UsageError where the file cannot be read or holds no PEM block. */
export function readPem(flag: string, path: string): Buffer {
  const bytes = readNamedFile(flag, path);
  if (!bytes.includes('-----BEGIN ')) {
    throw new UsageError(`${flag}: ${path} is not a PEM file (it has no "-----BEGIN" line).`);
  }
  return bytes;
}
