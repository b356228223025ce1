import { onTestFinished } from 'vitest';

/**
 * Done when the test that calls this has ended, the last first. Files of tests share a process, so a hook beside a helper
 * would serve only the first file that loads the helper.
 */
export function afterwards(close: () => unknown): void {
  onTestFinished(async () => void (await close()));
}
