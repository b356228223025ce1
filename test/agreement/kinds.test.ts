// Every kind of Swift in front of every kind of Tiller, with the recorded data sets: `predict` and the
// lab answer alike, also for the pairs that were never recorded.
import { describe, expect, inject, it } from 'vitest';
import { TILLER_MESSAGE_LIMIT } from '../../src/knowledge/limits.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import type { TillerRelease } from '../../src/knowledge/types.js';
import { DATA_SETS, dataSet, type DataSet } from '../../src/lab/data-set.js';
import { startSwift } from '../../src/lab/swift.js';
import { startTiller } from '../../src/lab/tiller.js';
import { firstOfEachKind, swiftKind, tillerKind } from '../../src/predict/kinds.js';
import type { StoredRelease } from '../../src/predict/types.js';
import { encode } from '../../src/wire/encode.js';
import { TillerClient } from '../support/lab-client.js';
import { sampled } from '../support/sampled.js';
import { directly, measured, throughSwift } from './answers.js';
import { releasesOf, type AskedRequest } from './scenarios.js';

const swifts = firstOfEachKind(SWIFT_RELEASES, swiftKind);
const tillers = firstOfEachKind(TILLER_RELEASES, tillerKind);

/** Asks `release` directly, and through a Swift of every kind. */
async function expectAgreement(release: TillerRelease, data: DataSet, requests: AskedRequest[]) {
  const stored = measured(data.releases);
  const tiller = await startTiller({ release, data });
  const client = new TillerClient(tiller.address, `v${release.version}`);
  try {
    for (const request of requests) {
      const { seen, predicted } = await directly(request, release, stored, client);
      expect(seen, `directly: ${JSON.stringify(request)}`).toEqual(predicted);
    }
    for (const swift of swifts) {
      const running = await startSwift({ release: swift, tillerAddress: tiller.address });
      try {
        for (const request of requests) {
          const both = await throughSwift(request, [swift, release], stored, running.url);
          const asked = `Swift ${swift.version}: ${JSON.stringify(request)}`;
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
}

/** The set of the incident always; the others by `npm run test:all`. */
const TRIED = inject('thorough') ? DATA_SETS : (['seed'] as const);

describe.each(TRIED)('%s', (name) => {
  const data = dataSet(name);
  const requests = requestsFor(measured(data.releases));

  it.each(sampled(2, tillers))('Tiller $version', (tiller) => {
    return expectAgreement(tiller, data, requests);
  });
});

describe.each([-1, 0, 1] as const)('releases that fill a chunk, %i bytes off', (off) => {
  const entry = {
    ...({ namespace: 'default', revision: 1, status: 'DEPLOYED', seconds: 1 } as const),
    ...{ notes: 5, file: 2000, hasConfig: true, hasMetadata: true },
  };
  const entries = ['a', 'b', 'c'].map((name) => ({ ...entry, name }));
  const edges = [{ entry: 1, what: 'chunk' as const, limit: TILLER_MESSAGE_LIMIT, off }];
  const data = { name: 'a full chunk', releases: releasesOf({ entries, edges }) };

  it('are as many bytes', () => {
    const header = encode('hapi.services.tiller.ListReleasesResponse', { count: 3, total: 3 });
    const bytes = data.releases.reduce((sum, { encoded }) => sum + encoded.length, header.length);
    expect(bytes).toBe(TILLER_MESSAGE_LIMIT + off);
  });

  it.each(sampled(3, tillers))('Tiller $version', (tiller) => {
    return expectAgreement(tiller, data, [{ kind: 'list', all: true }]);
  });
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
