// Five hundred runs in one process leave nothing behind: no handle, listener, file or growing heap.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const RUNS = 500;
/** What modules and libraries make once, some of it late. */
const FIRST = 150;
/** Far less than anything that a run keeps: measured are less than 50. */
const BYTES_A_RUN = 512;

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

it('leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-many-'));
  const program = `
    import { run } from ${JSON.stringify(new URL('dist/chunks/main.cjs', PACKAGE_ROOT).href)};
    const quiet = { out: () => {}, err: () => {}, outIsTerminal: false, errIsTerminal: false };
    const args = ${JSON.stringify(['probe', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl, '--timeout', '4s', '--max-time', '5s'])};
    const listeners = () =>
      process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    const state = async () => {
      // Node forgets a timer of a signal in a callback after the signal is collected.
      for (let round = 0; round < 4; round += 1) {
        gc();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return {
        heap: process.memoryUsage().heapUsed,
        listeners: listeners(),
        handles: process.getActiveResourcesInfo().filter((name) => name !== 'Immediate').length,
      };
    };
    // The time that a run is given holds what the run has, until it is over.
    const settled = () => new Promise((resolve) => setTimeout(resolve, 6_000));
    const runs = async (count) => {
      for (let index = 0; index < count; index += 1) {
        if ((await run(args, quiet)) !== 0) throw new Error('a run failed');
      }
      await settled();
      return state();
    };
    const before = await runs(${FIRST});
    const after = await runs(${RUNS - FIRST});
    process.stdout.write(JSON.stringify({ before, after }));`;
  try {
    // The lab serves from this process, so the runs may not block it.
    const flags = [
      // Machine code of functions that are called often is on the heap too, and no run keeps it.
      ...['--no-opt', '--no-sparkplug'],
      ...['--expose-gc', '--input-type=module', '--eval', program],
    ];
    const { stdout } = await execa('node', flags, {
      env: { TMPDIR: folder, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    const { before, after } = JSON.parse(stdout) as Record<
      'before' | 'after',
      { heap: number; listeners: number; handles: number }
    >;
    expect(after.listeners).toBe(before.listeners);
    expect(after.handles).toBeLessThanOrEqual(before.handles);
    expect(after.heap - before.heap).toBeLessThan((RUNS - FIRST) * BYTES_A_RUN);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
