// Every kind of Swift in front of every kind of Tiller, with the recorded data sets: `predict` and the
// lab answer alike, also for the pairs that were never recorded.
import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { DATA_SETS, dataSet } from '../../src/lab/data-set.js';
import { startSwift } from '../../src/lab/swift.js';
import { startTiller } from '../../src/lab/tiller.js';
import { firstOfEachKind, swiftKind, tillerKind } from '../../src/predict/kinds.js';
import type { StoredRelease } from '../../src/predict/types.js';
import { TillerClient } from '../support/lab-client.js';
import { directly, measured, throughSwift } from './answers.js';
import type { AskedRequest } from './scenarios.js';

const swifts = firstOfEachKind(SWIFT_RELEASES, swiftKind);
const tillers = firstOfEachKind(TILLER_RELEASES, tillerKind);

describe.each(DATA_SETS)('%s', (name) => {
  const data = dataSet(name);
  const stored = measured(data.releases);
  const requests = requestsFor(stored);

  it.each(tillers.map((tiller) => [tiller.version, tiller] as const))(
    'Tiller %s',
    async (version, release) => {
      const tiller = await startTiller({ release, data });
      const client = new TillerClient(tiller.address, `v${version}`);
      try {
        for (const request of requests) {
          const { seen, predicted } = await directly(request, release, stored, client);
          expect(seen, `directly: ${JSON.stringify(request)}`).toEqual(predicted);
        }
        for (const swift of swifts) {
          const running = await startSwift({ release: swift, tillerAddress: tiller.address });
          try {
            for (const request of requests) {
              const asked = `Swift ${swift.version}: ${JSON.stringify(request)}`;
              const both = await throughSwift(request, [swift, release], stored, running.url);
              expect(both.seen, asked).toEqual(both.predicted);
            }
          } finally {
            await running.close();
          }
        }
      } finally {
        client.close();
        tiller.close();
      }
    },
  );
});

/** Lists whole, in parts and in either order; content and history of the largest release. */
function requestsFor(stored: readonly StoredRelease[]): AskedRequest[] {
  const largest = stored.toSorted((a, b) => b.bytes - a.bytes)[0]?.name ?? 'nobody';
  return [
    { kind: 'list', all: true },
    { kind: 'list' },
    { kind: 'list', all: true, namespace: 'ceph' },
    { kind: 'list', all: true, limit: 2, offset: largest, sortBy: 'NAME' },
    { kind: 'list', all: true, limit: 600, sortBy: 'LAST_RELEASED', sortOrder: 'DESC' },
    { kind: 'list', filter: `^${largest}$` },
    { kind: 'content', name: largest },
    { kind: 'history', name: largest, max: 1 },
    { kind: 'history', name: largest },
  ];
}
