// Progress of a run, on stderr: a view that is redrawn on a terminal, otherwise lines.
import isInCi from 'is-in-ci';
import type { Call } from '../evidence/calls.js';
import { afterEvent, liveRuns, type LiveEvent } from '../reports/live-state.js';
import { renderLive } from '../reports/live.js';
import { paint } from '../reports/paint.js';
import { formatDuration } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import type { OutputFlags } from './flags.js';
import type { LiveArea } from './live-area.js';
import { showsLive, useAscii, useColour, type Writer } from './writer.js';

/** `run`: the name of one of several, `null` for a single run. */
export interface Watch {
  readonly onCall: (run: string | null, call: Call) => void;
  /** What `--wait` waits for, for how long in all, and until when by `performance.now()`; milliseconds. */
  readonly waiting: (run: string | null, words: string, waitMs: number, until: number) => void;
  readonly waited: (run: string | null) => void;
  readonly over: (run: string | null) => void;
  /** A line that stays. With --quiet only what is said `always` is. */
  readonly say: (run: string | null, line: string, when?: 'always') => void;
  /** Nothing is drawn while the task lasts: a person is asked. */
  readonly apart: <T>(task: () => Promise<T>) => Promise<T>;
  /** Nothing is drawn from then on, and what was drawn is gone. */
  readonly close: () => void;
}

/** @param interrupted ends the view: a second signal ends the process without a word */
export function openWatch(
  runs: readonly (string | null)[],
  flags: OutputFlags,
  writer: Writer,
  interrupted: AbortSignal,
): Watch {
  if (flags.quiet) return quietWatch(writer);
  const shows = showsLive(flags.verbose === true, process.env, isInCi, writer);
  if (!shows || !writer.live) return lineWatch(flags.verbose === true, writer);
  return liveWatch(runs, flags, writer, writer.live(), interrupted);
}

function quietWatch(writer: Writer): Watch {
  return {
    ...lineWatch(false, writer),
    waiting: () => undefined,
    say: (_run, line, when) => {
      if (when === 'always') writer.err(`${line}\n`);
    },
  };
}

/** A shorter look is not shown. */
const SHOWN_MS = 100;

/** The result of a call, in its line; the report says more. */
const MOST_WORDS = 400;

function lineWatch(verbose: boolean, writer: Writer): Watch {
  const say: Watch['say'] = (run, line) => writer.err(`${prefix(run)}${line}\n`);
  return {
    onCall: (run, call) => {
      if (!verbose || call.phase !== 'ended') return;
      const { name, ms, diagnosisMs = 0, outcome, trace } = call;
      const looked =
        diagnosisMs < SHOWN_MS
          ? ''
          : ` (and ${formatDuration(diagnosisMs)} for a look into the connection)`;
      say(
        run,
        `${formatDuration(ms).padStart(8)}  ${name}: ${shorten(visible(outcome), MOST_WORDS)}${looked}`,
      );
      for (const frame of trace?.split('\n') ?? []) say(run, visible(frame));
    },
    waiting: (run, words, waitMs) =>
      say(run, `Waiting up to ${formatDuration(waitMs)} (--wait): ${words}`),
    waited: () => undefined,
    over: () => undefined,
    say,
    apart: (task) => task(),
    close: () => undefined,
  };
}

/** Elapsed times are redrawn that often. */
const REFRESH_MS = 100;

function liveWatch(
  names: readonly (string | null)[],
  flags: OutputFlags,
  writer: Writer,
  area: LiveArea,
  interrupted: AbortSignal,
): Watch {
  const ascii = useAscii(flags.ascii === true, process.env);
  const ink = paint(useColour(flags.color, process.env, writer.errIsTerminal));
  let runs = liveRuns(names);
  let closed = false;
  let asking = false;
  const draw = () => {
    if (closed || asking) return;
    const options = { now: performance.now(), width: area.columns(), ascii, ink };
    area.update(renderLive(runs, options));
  };
  const take = (run: string | null, event: LiveEvent) => {
    runs = afterEvent(runs, run, event);
    // Parts can come faster than a user reads.
    if (event.kind !== 'call' || event.call.phase !== 'progress') draw();
  };
  const timer = setInterval(draw, REFRESH_MS).unref();
  const close = () => {
    if (closed) return;
    closed = true;
    clearInterval(timer);
    process.off('exit', close);
    area.clear();
  };
  // A crash goes past everything else.
  process.once('exit', close);
  if (interrupted.aborted) close();
  interrupted.addEventListener('abort', close, { once: true });
  return {
    onCall: (run, call) => take(run, { kind: 'call', call, at: performance.now() }),
    waiting: (run, words, _waitMs, until) => take(run, { kind: 'waiting', words, until }),
    waited: (run) => take(run, { kind: 'waited' }),
    over: (run) => take(run, { kind: 'over' }),
    say: (run, line) => {
      area.clear();
      writer.err(`${prefix(run)}${line}\n`);
      draw();
    },
    apart: async (task) => {
      asking = true;
      area.clear();
      try {
        return await task();
      } finally {
        asking = false;
        draw();
      }
    },
    close,
  };
}

function prefix(run: string | null): string {
  return run === null ? '' : `${visible(run)}: `;
}
