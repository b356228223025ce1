// Turns a call into an observation: a value or a failure, with the time it took.
import type { Call, Progress } from '../evidence/calls.js';
import type { Failure, Hop, HttpFacts, Observation } from '../evidence/observation.js';
import { formatDuration } from '../util/bytes.js';
import type { Run, StopReason } from './run.js';
import { ranMs } from './running-time.js';
import { unforeseen } from './unforeseen.js';

/** Thrown inside a call to end it with a failure. */
export class ObservationFailed extends Error {
  constructor(
    readonly failure: Failure,
    /** What had come before the failure. */
    readonly partial?: unknown,
    readonly http?: HttpFacts,
    /** The part of the time until this was thrown that a look into the connection took after the call. */
    readonly diagnosisMs = 0,
  ) {
    super(failure.message);
  }
}

/** Longer than any call takes. */
const KEEP_MS = 2 ** 30;

let calls = 0;

/** Runs one call, reports it, and turns what became of it into an observation. */
export async function observe<T>(
  run: Run,
  name: string,
  hop: Hop,
  call: (progress: (progress: Progress) => void) => Promise<{ value: T; http?: HttpFacts }>,
): Promise<Observation<T>> {
  if (run.over) return { ok: false, ms: 0, failure: notAttempted(hop, overReason(run, run.over)) };
  const started = ranMs();
  const elapsed = () => Math.round(ranMs() - started);
  const identity: Pick<Call, 'id' | 'name' | 'hop'> = { id: (calls += 1), name, hop };
  run.tell({ ...identity, phase: 'started' });
  // A library may lose a connection without an end of the call. Timers of signals keep no process, so the
  // process would end before the time of the call does.
  const kept = setInterval(() => undefined, KEEP_MS);
  try {
    const { value, http } = await call((progress) => {
      run.tell({ ...identity, phase: 'progress', progress });
    });
    run.tell({ ...identity, phase: 'ended', ms: elapsed(), ok: true, outcome: 'ok' });
    return { ok: true, ms: elapsed(), value, ...(http && { http }) };
  } catch (error) {
    const { failed, trace } = asFailed(hop, error);
    const { failure, diagnosisMs } = failed;
    const ms = Math.max(elapsed() - diagnosisMs, 0);
    const outcome = failure.message;
    run.tell({ ...identity, phase: 'ended', ms, diagnosisMs, ok: false, outcome, ...trace });
    return {
      ok: false,
      ms,
      failure,
      ...(failed.http && { http: failed.http }),
      // The call that throws a partial result is the one whose type T is.
      ...(failed.partial !== undefined && { partial: failed.partial as T }),
    };
  } finally {
    clearInterval(kept);
  }
}

/** Whatever else is thrown ends its call, too, and no other. */
function asFailed(
  hop: Hop,
  error: unknown,
): { failed: ObservationFailed; trace?: { trace: string } } {
  if (error instanceof ObservationFailed) return { failed: error };
  const { failure, trace } = unforeseen(hop, error);
  return { failed: new ObservationFailed(failure), trace: { trace } };
}

/** The same observation of something made of the value. */
export function mapValue<T, U>(observation: Observation<T>, map: (value: T) => U): Observation<U> {
  const { ms } = observation;
  return observation.ok
    ? { ok: true, ms, value: map(observation.value) }
    : { ok: false, ms, failure: observation.failure };
}

export function notAttempted(hop: Hop, reason: string): Failure {
  return { hop, kind: 'not-attempted', message: reason };
}

/** The failure of a call that was stopped before its answer came. */
export function stoppedFailure(run: Run, hop: Hop, stop: StopReason, waitedFor: string): Failure {
  switch (stop) {
    case 'timeout':
      return {
        hop,
        kind: 'no-answer',
        message: `No answer within ${formatDuration(run.options.timeoutMs)} (--timeout) while waiting for ${waitedFor}.`,
      };
    case 'max-time':
      return {
        hop,
        kind: 'deadline',
        message: `The run's time of ${formatDuration(run.options.maxTimeMs)} (--max-time) ended while waiting for ${waitedFor}.`,
      };
    case 'interrupted':
      return { hop, kind: 'interrupted', message: `Interrupted while waiting for ${waitedFor}.` };
    case 'cleanup':
      return {
        hop,
        kind: 'deadline',
        message: `The time for cleaning up was over while waiting for ${waitedFor}.`,
      };
  }
}

function overReason(run: Run, stop: StopReason): string {
  if (stop === 'interrupted') return 'The run was interrupted before this call.';
  if (stop === 'cleanup') return 'The time for cleaning up was over before this call.';
  return `The run's time of ${formatDuration(run.options.maxTimeMs)} (--max-time) ended before this call.`;
}
