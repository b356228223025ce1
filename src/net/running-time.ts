// Time as this process has it. While it is stopped (Ctrl-Z, a frozen container, a processor that others use) the peers go
// on: what they do not answer in that time says nothing about them.

/** How often the clock is looked at while something waits, in milliseconds. */
const TICK_MS = 250;
/** A longer time between two looks is no mere delay: of it only what the process worked counts. */
const STOPPED_MS = 1_000;
/** Timers of Node take no more. */
const MOST_MS = 2 ** 31 - 1;

let ran = 0;
let seen = performance.now();
let worked = workedMs();
/** What waits, each by the function that calls it off. */
const waiting = new Set<() => void>();
let ticker: NodeJS.Timeout | undefined;

/** Milliseconds that this process has run, from some time on. They are exact only while something waits for a time below. */
export function ranMs(): number {
  const [now, work] = [performance.now(), workedMs()];
  const passed = now - seen;
  ran += passed <= STOPPED_MS ? passed : Math.min(passed, TICK_MS + work - worked);
  [seen, worked] = [now, work];
  return ran;
}

/** Calls `act` once this process has run for so long. It keeps no process. Returns how to call it off. */
export function whenRan(ms: number, act: () => void): () => void {
  const end = ranMs() + ms;
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    timer = setTimeout(look, Math.min(Math.ceil(left), MOST_MS)).unref();
  };
  const stop = () => {
    clearTimeout(timer);
    // Called off again, it does not count again: others may wait by now.
    if (waiting.delete(stop) && waiting.size === 0) clearInterval(ticker);
  };
  const look = () => {
    const left = end - ranMs();
    if (left > 0) {
      wait(left);
      return;
    }
    stop();
    act();
  };
  if (waiting.size === 0) ticker = setInterval(ranMs, TICK_MS).unref();
  waiting.add(stop);
  wait(ms);
  return stop;
}

const controllers = new WeakMap<AbortSignal, AbortController>();
const forgotten = new FinalizationRegistry<() => void>((stop) => stop());

/** Aborted once this process has run for so long. As with `AbortSignal.timeout`, a signal that nothing holds is let go. */
export function afterRunning(ms: number): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  controllers.set(signal, controller);
  const held = new WeakRef(signal);
  const stop = whenRan(ms, () => {
    const there = held.deref();
    if (!there) return;
    forgotten.unregister(there);
    controllers.get(there)?.abort(new DOMException('The time is up.', 'TimeoutError'));
  });
  forgotten.register(signal, stop, signal);
  return signal;
}

/** The time of each signal of `within`: AbortSignal.any does not hold what it is made of. */
const timesOf = new WeakMap<AbortSignal, AbortSignal>();

/** Aborted with any of the signals, or once this process has run for so long; `time` is aborted by the second alone. */
export function within(
  ms: number,
  ...signals: readonly AbortSignal[]
): { readonly signal: AbortSignal; readonly time: AbortSignal } {
  const time = afterRunning(ms);
  const signal = AbortSignal.any([time, ...signals]);
  timesOf.set(signal, time);
  return { signal, time };
}

function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
