// Time in which the process is stopped is no time of a call.
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished, vi } from 'vitest';
import { afterRunning, ranMs, within } from '../../src/net/running-time.js';

/** As a signal that stops the process: nothing runs, and no work is done. */
function stopFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

it('does not pass while the process is stopped', async () => {
  const [before, signal] = [ranMs(), afterRunning(500)];
  stopFor(1200);
  // The timers that came due meanwhile, and what waits in the sockets.
  await setImmediate();
  await setImmediate();
  expect(signal.aborted).toBe(false);
  await once(signal, 'abort');
  expect(ranMs() - before).toBeGreaterThanOrEqual(500);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('passes while the process works', () => {
  const [before, worked] = [ranMs(), process.cpuUsage()];
  const workedMs = () => {
    const { user, system } = process.cpuUsage(worked);
    return (user + system) / 1000;
  };
  // The threads of the process work at the same time, so either of the two can be first.
  const started = performance.now();
  while (workedMs() < 1100 || performance.now() - started < 1100);
  expect(ranMs() - before).toBeGreaterThanOrEqual(1100);
});

it('goes on for the others if one is called off twice', async () => {
  // Calls of other tests of this process wait on the clock of the module that they loaded.
  vi.resetModules();
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  onTestFinished(() => void vi.useRealTimers());
  const own = await import('../../src/net/running-time.js');
  const signal = own.afterRunning(1500);
  const callOff = own.whenRan(60_000, () => undefined);
  callOff();
  callOff();
  vi.advanceTimersByTime(1499);
  expect(signal.aborted).toBe(false);
  // A clock that is not looked at meanwhile takes the time for one in which the process was stopped.
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
});

it('passes beside another signal, whatever memory is freed meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const free = runInNewContext('gc') as () => void;
  const { signal } = within(100, new AbortController().signal);
  const aborted = once(signal, 'abort');
  // A weak reference holds until the task that made it is over.
  await setImmediate();
  free();
  await aborted;
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});
