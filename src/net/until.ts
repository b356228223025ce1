/** What `task` comes to, unless the signal comes first: for tasks that do not listen to it. */
export async function until<T>(signal: AbortSignal, task: Promise<T>): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new Error('aborted', { cause: signal.reason }));
  });
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([task, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
