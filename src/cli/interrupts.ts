// Ctrl-C and SIGTERM: the first asks the run to end (and to clean up), the second ends the process.

export type InterruptSignal = 'SIGINT' | 'SIGTERM';

/** Runs `task` with a signal that is aborted by Ctrl-C or SIGTERM. */
export async function withInterrupts<T>(
  task: (interrupted: AbortSignal) => Promise<T>,
): Promise<{ value: T; signal: InterruptSignal | null }> {
  const controller = new AbortController();
  let received: InterruptSignal | null = null;
  const onSignal = (signal: InterruptSignal) => {
    // Without a listener the next signal has its usual effect.
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    received = signal;
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const value = await task(controller.signal);
    return { value, signal: received };
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
