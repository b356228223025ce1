// When a run, its calls, a change and the cleanup have to end, on a clock that the test moves.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Call } from '../../src/evidence/calls.js';
import type { Run as Runs, RunOptions } from '../../src/net/run.js';

let Run: typeof Runs;
let CLEANUP_MS: number;
let interrupt: AbortController;

beforeEach(async () => {
  // Runs of other tests of this process wait on the clock of the module that they loaded.
  vi.resetModules();
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  ({ Run, CLEANUP_MS } = await import('../../src/net/run.js'));
  interrupt = new AbortController();
});
afterEach(() => void vi.useRealTimers());

const run = (more: Partial<RunOptions> = {}) =>
  new Run({
    ...{ timeoutMs: 1_000, maxTimeMs: 10_000, ceilingBytes: 1, onCall: () => undefined },
    interrupted: interrupt.signal,
    ...more,
  });
const pass = (ms: number) => vi.advanceTimersByTime(ms);

it('is over after its time, and stops its calls', () => {
  const running = run({ timeoutMs: 60_000 });
  const { signal, stopped } = running.call();
  pass(9_999);
  expect([running.over, running.signal.aborted, signal.aborted, stopped()]).toEqual([
    null,
    false,
    false,
    null,
  ]);
  pass(1);
  expect([running.over, running.signal.aborted, signal.aborted, stopped()]).toEqual([
    'max-time',
    true,
    true,
    'max-time',
  ]);
});

it('gives a call its own time, and at most five seconds of diagnosis', () => {
  const running = run();
  const { signal, stopped } = running.call();
  pass(999);
  expect([signal.aborted, stopped()]).toEqual([false, null]);
  pass(1);
  expect([signal.aborted, stopped(), running.over]).toEqual([true, 'timeout', null]);
  expect(running.diagnosisMs).toBe(1_000);
  expect(run({ timeoutMs: 5_001 }).diagnosisMs).toBe(5_000);
});

it('is over when it is interrupted, whatever its time', () => {
  const running = run();
  interrupt.abort();
  expect(running.over).toBe('interrupted');
  expect(running.call().stopped()).toBe('interrupted');
  pass(10_000);
  expect(running.over).toBe('interrupted');
});

it('does not count the time of a question, during which it can be interrupted', async () => {
  const running = run();
  pass(4_000);
  await running.pausing(() => {
    pass(60_000);
    expect(running.over).toBeNull();
    return Promise.resolve();
  });
  pass(5_999);
  expect(running.over).toBeNull();
  pass(1);
  expect(running.over).toBe('max-time');
  const other = run();
  await other.pausing(() => {
    interrupt.abort();
    expect(other.over).toBe('interrupted');
    return Promise.resolve();
  });
});

it('lets a change go on for half of the time of a cleanup', () => {
  const running = run();
  const change = running.forChange();
  pass(9_000);
  interrupt.abort();
  pass(CLEANUP_MS / 2 - 1);
  expect(change.over).toBeNull();
  pass(1);
  expect(change.over).toBe('cleanup');
});

it('counts the time of a change from the end of the run, also where the change begins later', () => {
  // The clock is looked at while anything waits on it.
  run({ maxTimeMs: 3_600_000, interrupted: new AbortController().signal });
  const running = run();
  pass(10_000 + 5_000);
  const change = running.forChange();
  pass(CLEANUP_MS / 2 - 5_001);
  expect(change.over).toBeNull();
  pass(1);
  expect(change.over).toBe('cleanup');
  pass(CLEANUP_MS);
  const late = running.forChange();
  pass(0);
  expect(late.over).toBe('cleanup');
});

it('ends a cleanup after its time, counted from the end of the run where that is sooner', () => {
  const running = run({ maxTimeMs: 3_600_000 });
  const begun = running.forCleanup();
  pass(CLEANUP_MS - 1);
  expect(begun.over).toBeNull();
  pass(1);
  expect(begun.over).toBe('cleanup');
  interrupt.abort();
  pass(10_000);
  const later = running.forCleanup();
  pass(CLEANUP_MS - 10_001);
  expect(later.over).toBeNull();
  pass(1);
  expect(later.over).toBe('cleanup');
});

it('reports calls without secrets, and those of its cleanup too', () => {
  const told: Call[] = [];
  const running = run({ onCall: (call) => void told.push(call) });
  running.secrets.add('abcdefgh');
  const call = { phase: 'started', name: 'a call abcdefgh' } as unknown as Call;
  running.tell(call);
  running.forCleanup().tell(call);
  running.forChange().tell(call);
  expect(told).toHaveLength(3);
  expect(JSON.stringify(told)).not.toContain('abcdefgh');
});
