// A Tiller 2.13.0 that stores what a test says, behind a front, and this program's calls to it; all end with the test.
import { labPair } from '../../src/cli/parse.js';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { fromFields, type StoredRelease } from '../../src/lab/stored-release.js';
import { startTiller } from '../../src/lab/tiller.js';
import type { RunOptions } from '../../src/net/run.js';
import { afterwards } from './afterwards.js';
import { tillerFront, type Interfere } from './fronts.js';
import { tillerEndpoint } from './lab-targets.js';
import { testRun } from './run.js';

/** One without objects, as a throwaway release is. */
export function storedRelease(name: string, revision: number, notes: string): StoredRelease {
  return fromFields({
    ...{ name, namespace: 'default', version: revision },
    info: { status: { code: 'FAILED', notes } },
  });
}

/** A run, and its calls to a Tiller at that address. */
export function callsTo(address: string, options: Partial<RunOptions> = {}) {
  const run = testRun(options);
  const tiller = new TillerClient(tillerEndpoint(address), run);
  afterwards(() => tiller.close());
  return { run, tiller };
}

export type Calls = ReturnType<typeof callsTo>;

/** `address` is that of the Tiller itself, without the front. */
export async function holding(
  releases: readonly StoredRelease[],
  interfere: Interfere = () => null,
  options: Partial<RunOptions> = {},
) {
  const { tiller: release } = labPair('tiller@2.13.0');
  const running = await startTiller({ release, data: { name: 'test', releases } });
  const front = await tillerFront(running.address, interfere);
  afterwards(() => {
    front.close();
    running.close();
  });
  return { ...callsTo(front.address, options), address: running.address, asked: front.asked };
}
