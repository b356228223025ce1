// Pipes in place of files. The system would wait for their other end without an end, and no signal would be heard.
import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';

/** How long a named pipe may stay empty, or without a reader, in milliseconds: longer than a command needs to begin. */
const SILENT_MS = 30_000;
const BETWEEN_MS = 20;

/**
 * Opens a file for reading. What the returned function reads of a pipe is waited for.
 * @throws what the system says
 */
export function openToRead(path: string, silentMs = SILENT_MS) {
  const open = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // The pipe of a shell, as in `<(command)`, has had both ends from the start, and ends with the command, however long
  // that takes. A named pipe is empty before a program opens it.
  const isNamed = statSync(path).isFIFO() && !/^\/(dev|proc)\//.test(path);
  const mostMs = isNamed ? silentMs : Infinity;
  let unopened = isNamed;
  return {
    /** Returns the number of bytes, 0 at the end. @throws what the system says, of a pipe that stays empty `EAGAIN` */
    read: (into: Uint8Array): number => {
      const read = waited('EAGAIN', mostMs, () => {
        const some = readSync(open, into);
        if (some === 0 && unopened) throw problem('EAGAIN');
        return some;
      });
      unopened = false;
      return read;
    },
    close: () => closeSync(open),
  };
}

/**
 * Opens a file for writing; a pipe once a program reads it.
 * @throws what the system says, of a pipe without a reader `EPIPE`
 */
export function openToWrite(path: string, flags: string | number, silentMs = SILENT_MS): number {
  if (statSync(path, { throwIfNoEntry: false })?.isFIFO() !== true) return openSync(path, flags);
  const tried = waited('ENXIO', silentMs, () =>
    openSync(path, constants.O_WRONLY | constants.O_NONBLOCK),
  );
  // It has a reader, so it opens at once, and waits for a reader that is slow.
  try {
    return openSync(path, flags);
  } finally {
    closeSync(tried);
  }
}

/** Tries again while the system has nothing but that reason. */
function waited<T>(reason: 'EAGAIN' | 'ENXIO', mostMs: number, attempt: () => T): T {
  const end = performance.now() + mostMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === reason)) throw error;
      if (performance.now() >= end) throw reason === 'ENXIO' ? problem('EPIPE') : error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_MS);
  }
}

function problem(code: 'EAGAIN' | 'EPIPE'): Error {
  return Object.assign(new Error(code), { code, syscall: 'open' });
}
