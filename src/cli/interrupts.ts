// Ctrl-C, SIGTERM and a terminal that is closed: the first asks the run to end (and to clean up), and gives
// the run a short time for that; the second ends the process at once.
import { SIGNAL_EXIT_CODES } from './exit-codes.js';

type InterruptSignal = keyof typeof SIGNAL_EXIT_CODES;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly InterruptSignal[];

/** What a run says to the signals, and how long the run may go on after the first one. */
export interface Farewell {
  readonly first: () => string | null;
  /** Said where the process ends before the task does. */
  readonly last: () => string | null;
  readonly graceMs: () => number;
  readonly say: (words: string) => void;
}

let interrupted = false;

/** Whether a signal has asked this process to end. */
export function wasInterrupted(): boolean {
  return interrupted;
}

/** Runs `task` with a signal that is aborted by one of SIGNALS. */
export async function withInterrupts<T>(
  { first, last, graceMs, say }: Farewell,
  task: (interrupted: AbortSignal) => Promise<T>,
): Promise<{ value: T; signal: InterruptSignal | null }> {
  const controller = new AbortController();
  let received: InterruptSignal | null = null;
  let giveUp: NodeJS.Timeout | undefined;
  const tell = (words: string | null) => {
    if (words !== null) say(words);
  };
  const end = (signal: InterruptSignal) => {
    tell(last());
    process.exit(SIGNAL_EXIT_CODES[signal]);
  };
  const onSignal = (signal: InterruptSignal) => {
    if (received) {
      end(signal);
      return;
    }
    received = signal;
    interrupted = true;
    // Aborted first: the live view has to be gone before anything is written.
    controller.abort();
    tell(first());
    // Whatever the task still waits for, be it a connection that does not end: the process does not.
    giveUp = setTimeout(() => end(signal), graceMs());
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    const value = await task(controller.signal);
    return { value, signal: received };
  } finally {
    clearTimeout(giveUp);
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}

/** Does a task that takes no time, and that must not be left half done: a signal that comes amid it is lost. */
export function withoutSignals<T>(task: () => T): T {
  const ignore = () => undefined;
  for (const name of SIGNALS) process.on(name, ignore);
  try {
    return task();
  } finally {
    for (const name of SIGNALS) process.off(name, ignore);
  }
}
