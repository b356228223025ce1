// What ends a call on this side: an exception that no call expects, or a machine without a free socket. The rest of the run
// goes on.
import { fileURLToPath } from 'node:url';
import type { Failure, Hop } from '../evidence/observation.js';
import { PACKAGE_ROOT } from '../util/package-info.js';
import { LOCAL_END } from './diagnose-errors.js';
import { shorten, visible } from '../util/safe-text.js';

const MOST_WORDS = 200;

/** This machine, or this process, has no socket left; nothing was sent. */
export const NO_SOCKET = /\bconnect (?:EMFILE|ENFILE|ENOBUFS|ENOMEM)\b(?: [\w.:[\]%-]{0,80}\w)?/;

export interface Unforeseen {
  readonly failure: Failure;
  /** The frames alone: what stands before them can be the other side's words. */
  readonly trace: string;
}

export function unforeseen(hop: Hop, error: unknown): Unforeseen {
  const trace = framesOf(error);
  const words = shorten(visible(wordsOf(error)), MOST_WORDS);
  const [lacking] = NO_SOCKET.exec(words) ?? [];
  if (lacking !== undefined) {
    const message = 'This machine could not open a connection for the call.';
    return { failure: { hop, kind: 'client-error', message, transportError: lacking }, trace };
  }
  const message = isOwn(trace)
    ? `This call ended because of a defect of swiftcheck. Please report it: ${words}`
    : `This call ended with an error that swiftcheck does not expect. Please report it: ${words}`;
  return { failure: { hop, kind: 'client-error', message }, trace };
}

/** The name of the error and the first line of its message. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `${typeof error} instead of an error`;
  const [line = ''] = error.message.split('\n');
  return line === ''
    ? error.name
    : `${error.name}: ${line.replace(/:$/, '').replace(LOCAL_END, '')}`;
}

function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}

const PACKAGE = fileURLToPath(PACKAGE_ROOT);

/** Whether it was thrown in this package, or by what of Node this package called. */
function isOwn(trace: string): boolean {
  const frame = trace
    .split('\n')
    .find((line) => line !== '' && !/\(?node:|<anonymous>|\(native\b/.test(line));
  if (frame === undefined || !isIn(frame, '')) return false;
  return !isIn(frame, 'node_modules/') && !isIn(frame, 'dist/chunks/lib-');
}

/** Modules stand in a frame by their URL, scripts by their path. */
function isIn(frame: string, folder: string): boolean {
  return frame.includes(`${PACKAGE_ROOT.href}${folder}`) || frame.includes(`${PACKAGE}${folder}`);
}
