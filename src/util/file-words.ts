// What keeps a file from being read or written, in words instead of the codes of the system.
import { getSystemErrorMap } from 'node:util';

const NO_NAME = 'its name holds a character that no file name has';
const TOO_LARGE = 'it is too large';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'it is there already',
  EACCES: 'it is not permitted',
  EPERM: 'it is not permitted',
  EROFS: 'the file system cannot be written to',
  ENOSPC: 'no space is left there',
  EDQUOT: 'no space is left there',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENXIO: 'it is a socket or a device, and no file',
  EAGAIN: 'it is a pipe, and nothing comes through it',
  EPIPE: 'it is a pipe without a reader',
  EFBIG: TOO_LARGE,
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
  ERR_STRING_TOO_LONG: TOO_LARGE,
  ERR_INVALID_ARG_VALUE: NO_NAME,
  EILSEQ: NO_NAME,
};

/** The end of a sentence about a file, without its full stop; of an error that is not about files its own words. */
export function fileProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const words = 'code' in error && typeof error.code === 'string' ? WORDS[error.code] : undefined;
  return words ?? systemWords(error) ?? error.message;
}

/** The system's own words, without what Node puts around them: the code, the call and the path. */
function systemWords(error: Error): string | undefined {
  if (!('errno' in error) || typeof error.errno !== 'number') return undefined;
  return getSystemErrorMap().get(error.errno)?.[1];
}
