// Ctrl-C, SIGTERM and a terminal that is closed: the first asks the run to end (and to clean up), the
// second ends the process.

export type InterruptSignal = (typeof SIGNALS)[number];

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** 128 and the number of the signal, as shells have it. */
export const SIGNAL_EXIT_CODES: Readonly<Record<InterruptSignal, number>> = {
  SIGINT: 130,
  SIGTERM: 143,
  SIGHUP: 129,
};

/** Runs `task` with a signal that is aborted by one of SIGNALS. */
export async function withInterrupts<T>(
  task: (interrupted: AbortSignal) => Promise<T>,
): Promise<{ value: T; signal: InterruptSignal | null }> {
  const controller = new AbortController();
  let received: InterruptSignal | null = null;
  const onSignal = (signal: InterruptSignal) => {
    // Without a listener the next signal has its usual effect.
    for (const name of SIGNALS) process.off(name, onSignal);
    received = signal;
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    const value = await task(controller.signal);
    return { value, signal: received };
  } finally {
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
