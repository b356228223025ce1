// A run for tests that call the gatherers themselves.
import type { Call } from '../../src/evidence/calls.js';
import { Run, type RunOptions } from '../../src/net/run.js';

export function testRun(options: Partial<RunOptions> = {}): Run & { readonly calls: Call[] } {
  const calls: Call[] = [];
  const run = new Run({
    timeoutMs: 20_000,
    maxTimeMs: 60_000,
    ceilingBytes: 64 * 1024 * 1024,
    interrupted: new AbortController().signal,
    onCall: (call) => void calls.push(call),
    ...options,
  });
  return Object.assign(run, { calls });
}
