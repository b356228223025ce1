// What `--wait` says of what it waits for, whatever the time that is left.
import { describe, expect, it } from 'vitest';
import { waitUntilReached } from '../../src/cli/wait.js';
import type { Failure } from '../../src/evidence/observation.js';
import { testRun } from '../support/run.js';

const missing = (message: string): Failure => ({
  ...{ hop: 'swiftcheck->api-server', kind: 'not-found', message },
});

async function said(waitMs: number, failures: readonly Failure[]) {
  const lines: string[] = [];
  await waitUntilReached({
    ...{ waitMs, interrupted: new AbortController().signal },
    reach: () => Promise.resolve(failures),
    run: () => testRun(),
    waiting: (words) => void lines.push(words),
    say: (line) => void lines.push(line),
  });
  return lines;
}

describe('what is waited for', () => {
  it('is reported once, though both endpoints wait for it', async () => {
    const [first] = await said(1, [missing('No pod.'), missing('No pod.')]);
    expect(first).toContain('swiftcheck -> api-server: No pod');
    expect(first?.match(/No pod/g)).toHaveLength(1);
  });

  it('is reported at the end if the time was over before', async () => {
    expect(await said(0, [missing('No pod.')])).toEqual([
      'The wait ended after 0 ms (--wait), and the run begins. Missing: swiftcheck -> api-server: No pod.',
    ]);
  });

  it('is not reported if the run waits for nothing', async () => {
    expect(await said(0, [])).toEqual([]);
  });
});
