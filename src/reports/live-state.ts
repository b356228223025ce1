// What the live view knows of the runs that last, one event after the other. Times are milliseconds of
// one clock, whichever that is.
import type { Call, Progress } from '../evidence/calls.js';
import type { Hop } from '../evidence/observation.js';

export interface LiveCall {
  readonly id: number;
  readonly name: string;
  readonly hop: Hop;
  readonly startedAt: number;
  /** `null` while it lasts. */
  readonly end: { readonly ms: number; readonly ok: boolean; readonly outcome: string } | null;
  /** How much of a list has come. */
  readonly progress: Progress | null;
}

export interface LiveRun {
  /** The name of the context; `null` if this is the only run. */
  readonly name: string | null;
  /** `null`: nothing of it has begun. */
  readonly begunAt: number | null;
  /** In the order of their start. */
  readonly calls: readonly LiveCall[];
  /** What `--wait` waits for, and until when. */
  readonly waiting: { readonly words: string; readonly until: number } | null;
  readonly over: boolean;
}

export type LiveEvent =
  | { readonly kind: 'call'; readonly call: Call; readonly at: number }
  | { readonly kind: 'waiting'; readonly words: string; readonly until: number }
  | { readonly kind: 'waited' }
  | { readonly kind: 'over' };

/** Runs of which nothing has begun. */
export function liveRuns(names: readonly (string | null)[]): LiveRun[] {
  return names.map((name) => ({ name, begunAt: null, calls: [], waiting: null, over: false }));
}

/** The runs after something happened in the one of that name. */
export function afterEvent(
  runs: readonly LiveRun[],
  name: string | null,
  event: LiveEvent,
): LiveRun[] {
  return runs.map((run) => (run.name === name ? changed(run, event) : run));
}

function changed(run: LiveRun, event: LiveEvent): LiveRun {
  switch (event.kind) {
    case 'call':
      return {
        ...run,
        begunAt: run.begunAt ?? event.at,
        calls: afterCall(run.calls, event.call, event.at),
      };
    case 'waiting':
      return { ...run, waiting: { words: event.words, until: event.until } };
    case 'waited':
      return { ...run, waiting: null };
    case 'over':
      return { ...run, over: true };
  }
}

function afterCall(calls: readonly LiveCall[], call: Call, at: number): LiveCall[] {
  switch (call.phase) {
    case 'started': {
      const { id, name, hop } = call;
      const begun = { id, name, hop, startedAt: at, end: null, progress: null };
      // A question that is asked again takes the place of its last answer.
      const again = calls.findIndex((other) => other.name === name && other.end !== null);
      return again < 0 ? [...calls, begun] : calls.with(again, begun);
    }
    case 'progress': {
      const { id, progress } = call;
      return calls.map((other) => (other.id === id ? { ...other, progress } : other));
    }
    case 'ended': {
      const { id, ms, ok, outcome } = call;
      return calls.map((other) =>
        other.id === id ? { ...other, end: { ms, ok, outcome } } : other,
      );
    }
  }
}
