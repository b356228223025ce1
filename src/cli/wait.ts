// `--wait`: until both endpoints answer, before the run. Only a connection is awaited. A finding never makes
// swiftcheck repeat a run.
import { setTimeout as delay } from 'node:timers/promises';
import type { Failure } from '../evidence/observation.js';
import { isNotYet } from '../gather/reach.js';
import type { Run } from '../net/run.js';
import { formatDuration } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';

const BETWEEN_MS = 1_000;

export interface Waiting {
  readonly waitMs: number;
  readonly interrupted: AbortSignal;
  readonly reach: (run: Run) => Promise<readonly Failure[]>;
  /** A run whose calls take at most that long, in whole milliseconds. */
  readonly run: (mostMs: number) => Run;
  /** Called for each new thing to wait for, with the end of the wait. */
  readonly waiting: (words: string, until: number) => void;
  /** A line for the user. */
  readonly say: (line: string) => void;
}

/** Returns as soon as both answer, waiting cannot help, or the time is over. */
export async function waitUntilReached(waiting: Waiting): Promise<void> {
  const { waitMs, interrupted, reach, run } = waiting;
  const until = performance.now() + waitMs;
  let reported = '';
  for (;;) {
    const failures = await reach(run(Math.max(Math.ceil(until - performance.now()), 1)));
    if (interrupted.aborted || failures.length === 0 || !failures.every(isNotYet)) return;
    const left = until - performance.now();
    // In a cluster both endpoints may wait for the same thing.
    const words = [...new Set(failures.map(waitedFor))].join('; ');
    if (left <= 0) {
      const unreported = reported === '' ? ` Missing: ${words}.` : '';
      waiting.say(
        `The wait ended after ${formatDuration(waitMs)} (--wait), and the run begins.${unreported}`,
      );
      return;
    }
    if (words !== reported) waiting.waiting(words, until);
    reported = words;
    await pause(Math.min(BETWEEN_MS, left), interrupted);
  }
}

function waitedFor({ hop, message }: Failure): string {
  return `${hop.replace('->', ' -> ')}: ${shorten(visible(message.replace(/\.$/, '')), 160)}`;
}

/** Ends early where the user interrupts. */
export async function pause(ms: number, interrupted: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal: interrupted });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
  }
}
