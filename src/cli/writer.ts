// The only place that prints: results on stdout, everything else on stderr.
import { setImmediate } from 'node:timers/promises';
import { liveArea, type LiveArea } from './live-area.js';
import { unwritten } from './unwritten.js';

export interface Writer {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether stdout, and stderr, is a terminal. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** The width of the terminal that stdout is; absent if stdout is not a terminal. */
  readonly outColumns?: number;
  /** A part of stderr that can be redrawn; used on a terminal only. */
  readonly live?: () => LiveArea;
  /** Returns once all is written, with a sentence for each stream that cannot be; absent: none fails. */
  readonly flush?: () => Promise<string[]>;
}

const STREAMS = [
  { name: 'standard output', stream: process.stdout },
  { name: 'standard error', stream: process.stderr },
] as const;

/** Over once all that a stream was given is written, or is lost. */
const lastWrites = new Map<NodeJS.WriteStream, Promise<void>>();

/** A report can be many megabytes, and each piece is copied to be encoded. */
const PIECE_CHARACTERS = 256 * 1024;

function write(stream: NodeJS.WriteStream, text: string): void {
  for (let start = 0; start < text.length;) {
    const piece = pieceAt(text, start);
    lastWrites.set(stream, new Promise((resolve) => stream.write(piece, () => resolve())));
    start += piece.length;
  }
}

/** Ends behind a character, never within one. */
function pieceAt(text: string, start: number): string {
  const end = start + PIECE_CHARACTERS;
  const isWithin = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return text.slice(start, isWithin ? end + 1 : end);
}

/** What a stream failed with first, by its name. */
const broken = new Map<string, Error>();

export const processWriter: Writer = {
  out: (text) => write(process.stdout, text),
  err: (text) => write(process.stderr, text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  // Asked for when it is needed: a terminal can change its size during a run.
  get outColumns() {
    return process.stdout.columns;
  },
  live: () => liveArea(process.stderr),
  flush: async () => {
    await Promise.all(lastWrites.values());
    // Listeners get an error after the write is over.
    await setImmediate();
    return [...broken].map(([name, error]) => unwritten(name, error));
  },
};

/**
 * A reader that has seen enough (`| head`) closes the pipe. That is no error of ours, and no reason to
 * end before the run has cleaned up: only what is written later is lost. A full disk does not end the run
 * either, but swiftcheck reports it, because an output is missing.
 */
export function outliveBrokenStreams(): void {
  for (const { name, stream } of STREAMS) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && !broken.has(name)) broken.set(name, error);
    });
  }
}

/** Colour where a person looks, unless the environment or the flag says otherwise. */
export function useColour(
  flag: boolean,
  env: Readonly<Record<string, string | undefined>>,
  terminal: boolean,
): boolean {
  if (!flag) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return terminal && env['TERM'] !== 'dumb';
}

/** Whether stderr is a terminal that can be redrawn, and the user has not asked for lines. */
export function showsLive(
  verbose: boolean,
  env: Readonly<Record<string, string | undefined>>,
  inCi: boolean,
  { errIsTerminal }: Pick<Writer, 'errIsTerminal'>,
): boolean {
  return errIsTerminal && !verbose && !inCi && env['TERM'] !== 'dumb';
}

const NARROWEST = 80;
const WIDEST = 200;

/** Columns that a report may use: wider lines are hard to read, narrower ones hold no table. */
export function columns({ outColumns }: Writer): number {
  return Math.min(Math.max(outColumns ?? NARROWEST, NARROWEST), WIDEST);
}

/** Plain ASCII where the flag asks for it, or the locale is C or names another encoding than UTF-8. */
export function useAscii(
  flag: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].map((name) => env[name]).find((value) => value);
  if (flag || locale === 'C' || locale === 'POSIX') return true;
  const [, encoding = 'UTF-8'] = /\.([^@]*)/.exec(locale ?? '') ?? [];
  return !/^utf-?8$/i.test(encoding);
}
