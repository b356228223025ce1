// What becomes of a call: its value or its failure, and what is reported while it lasts.
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/evidence/calls.js';
import {
  mapValue,
  notAttempted,
  observe,
  ObservationFailed,
  stoppedFailure,
} from '../../src/net/observe.js';
import { testRun } from '../support/run.js';

const HOP = 'swiftcheck->swift';
const REFUSED = { hop: HOP, kind: 'refused', message: 'nothing listens' } as const;

const MS: unknown = expect.any(Number);
const TRACE: unknown = expect.stringMatching(/^ +at /);

/** Each call by what it reports, without its number and its time. */
const told = (calls: readonly Call[]) => calls.map(({ id: _id, ...call }) => call);

describe('a call', () => {
  it('that is answered gives its value, and reports what came', async () => {
    const run = testRun();
    const http = { status: 200, bodyBytes: 3, corsHeaders: true };
    const seen = await observe(run, 'GET /', HOP, (progress) => {
      progress({ bytes: 3, releases: 1, total: null });
      return Promise.resolve({ value: 7, http });
    });
    expect(seen).toEqual({ ok: true, ms: MS, value: 7, http });
    expect(told(run.calls)).toEqual([
      { name: 'GET /', hop: HOP, phase: 'started' },
      {
        name: 'GET /',
        hop: HOP,
        phase: 'progress',
        progress: { bytes: 3, releases: 1, total: null },
      },
      {
        ...{ name: 'GET /', hop: HOP, phase: 'ended' },
        ...{ ms: MS, ok: true, outcome: 'ok' },
      },
    ]);
    expect(new Set(run.calls.map(({ id }) => id)).size).toBe(1);
  });

  it('without facts of HTTP has none, and has a number of its own', async () => {
    const run = testRun();
    const call = () => observe(run, 'x', HOP, () => Promise.resolve({ value: null }));
    expect(await call()).toEqual({ ok: true, ms: MS, value: null });
    await call();
    expect(new Set(run.calls.map(({ id }) => id)).size).toBe(2);
  });

  it('that fails gives its failure, with what had come and the facts of HTTP', async () => {
    const run = testRun();
    const http = { status: 200, bodyBytes: 3, corsHeaders: true };
    const seen = await observe(run, 'x', HOP, () =>
      Promise.reject(new ObservationFailed(REFUSED, [1], http)),
    );
    expect(seen).toEqual({
      ok: false,
      ms: MS,
      failure: REFUSED,
      partial: [1],
      http,
    });
    expect(told(run.calls).at(-1)).toMatchObject({
      ...{ phase: 'ended', ok: false, outcome: 'nothing listens', diagnosisMs: 0 },
    });
    const bare = await observe(run, 'x', HOP, () => Promise.reject(new ObservationFailed(REFUSED)));
    expect(bare).toEqual({ ok: false, ms: MS, failure: REFUSED });
  });

  it('does not count the look into its connection as its own time, and never less than nothing', async () => {
    const run = testRun();
    const seen = await observe(run, 'x', HOP, () =>
      Promise.reject(new ObservationFailed(REFUSED, undefined, undefined, 60_000)),
    );
    expect(seen.ms).toBe(0);
    expect(run.calls.at(-1)).toMatchObject({ ms: 0, diagnosisMs: 60_000 });
  });

  it('that throws anything else ends with it, and carries a trace for the report', async () => {
    const run = testRun();
    const seen = await observe(run, 'x', HOP, () =>
      Promise.reject(new TypeError('x is not a function')),
    );
    expect(seen).toMatchObject({ ok: false, failure: { hop: HOP, kind: 'client-error' } });
    expect(run.calls.at(-1)).toMatchObject({
      ...{ ok: false, trace: TRACE },
    });
  });

  it('keeps the process until it has ended, and no longer', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    let during = 0;
    await observe(testRun(), 'x', HOP, () => {
      during = timers();
      return Promise.resolve({ value: null });
    });
    expect([during, timers()]).toEqual([before + 1, before]);
  });

  it.each([
    ['interrupted', 'The run was interrupted before this call.'],
    ['max-time', "The run's time of 1 ms (--max-time) ended before this call."],
  ])('is not made once the run is over: %s', async (stop, message) => {
    const interrupted = stop === 'interrupted' ? AbortSignal.abort() : new AbortController().signal;
    const run = testRun({ interrupted, maxTimeMs: stop === 'max-time' ? 1 : 60_000 });
    if (!run.over) await new Promise((resolve) => run.signal.addEventListener('abort', resolve));
    const seen = await observe(run, 'x', HOP, () => Promise.reject(new Error('it was made')));
    expect(seen).toEqual({ ok: false, ms: 0, failure: notAttempted(HOP, message) });
    expect(run.calls).toEqual([]);
  });
});

it('a value is replaced in an observation, and a failure stays', () => {
  const length = (text: string) => text.length;
  expect(mapValue({ ok: true, ms: 3, value: 'four' }, length)).toEqual({
    ok: true,
    ms: 3,
    value: 4,
  });
  expect(mapValue({ ok: false, ms: 3, failure: REFUSED, partial: 'x' }, length)).toEqual({
    ...{ ok: false, ms: 3, failure: REFUSED },
  });
});

it.each([
  ['timeout', 'no-answer', 'No answer within 200 ms (--timeout) while waiting for the list.'],
  [
    'max-time',
    'deadline',
    "The run's time of 900 ms (--max-time) ended while waiting for the list.",
  ],
  ['interrupted', 'interrupted', 'Interrupted while waiting for the list.'],
  ['cleanup', 'deadline', 'The time for cleaning up was over while waiting for the list.'],
] as const)('a call that was stopped by %s fails as %s', (stop, kind, message) => {
  const run = testRun({ timeoutMs: 200, maxTimeMs: 900 });
  expect(stoppedFailure(run, HOP, stop, 'the list')).toEqual({ hop: HOP, kind, message });
});
