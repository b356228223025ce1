/** The command line, a file named on it or the environment is wrong: one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The sentence of the UsageError that a task ends with; `null` where it ends well. */
export function usageProblem(task: () => unknown): string | null {
  try {
    task();
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}

/** Characters that are shown of one: far more than a sentence with a path in it. */
export const LONGEST_REASON = 4096;
