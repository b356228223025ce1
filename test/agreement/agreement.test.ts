// `predict` computes what the lab does over real sockets; neither knows the other. If both say the
// same of the same releases, each has been checked by a second reading of the same facts.
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { startLab } from '../../src/lab/lab.js';
import { TillerClient } from '../support/lab-client.js';
import { directly, measured, throughSwift, type Both } from './answers.js';
import { randomPair, randomRequests, randomStore, releasesOf, requestsFor } from './scenarios.js';

/** `endOnFailure`: each step of shrinking would be a lab of its own; the example is short anyway. */
const FIXED = { seed: 20_190_422, numRuns: inject('thorough') ? 180 : 32, endOnFailure: true };

/** What the run came across, by how often: that it agreed would mean little if it saw only small lists. */
const met: Record<string, number> = {};

const TO_BE_MET = [
  'receive-limit swift->tiller',
  'receive-limit gateway->swift',
  'send-limit swift->tiller',
  'send-limit swiftcheck->tiller',
  'empty-stream',
  'tiller-error',
  'first-message-only',
  'chunks-overwritten',
  'pending-left-out',
  'default-namespace-only',
];

function note({ prediction: { failure, flaws, doubts }, seen }: Both): void {
  const kinds = failure ? [`${failure.cause} ${failure.hop ?? ''}`.trim()] : ['no error'];
  if (Object.keys(seen).length === 0) kinds.push('nothing certain');
  for (const kind of [...kinds, ...flaws, ...doubts]) met[kind] = (met[kind] ?? 0) + 1;
}

it('predicts what the lab answers, for random releases, requests and pairs', async () => {
  await fc.assert(
    fc.asyncProperty(randomPair, randomStore, randomRequests, async (pair, store, random) => {
      const [swift, tiller] = [findSwift(pair.swift), findTiller(pair.tiller)];
      if (!swift || !tiller) throw new Error('no such pair');
      const releases = releasesOf(store);
      const stored = measured(releases);
      const lab = await startLab({ swift, tiller, data: { name: 'random', releases } });
      const client = new TillerClient(lab.tillerAddress, `v${tiller.version}`);
      try {
        for (const request of requestsFor(store, random)) {
          const asked = JSON.stringify(request);
          const swifts = await throughSwift(request, [swift, tiller], stored, lab.swiftUrl);
          expect(swifts.seen, `through Swift: ${asked}`).toEqual(swifts.predicted);
          note(swifts);
          const tillers = await directly(request, tiller, stored, client);
          expect(tillers.seen, `directly: ${asked}`).toEqual(tillers.predicted);
          note(tillers);
        }
      } finally {
        client.close();
        await lab.close();
      }
    }),
    FIXED,
  );
  expect(Object.keys(met)).toEqual(expect.arrayContaining(TO_BE_MET));
  const uncertain = met['nothing certain'] ?? 0;
  expect(uncertain).toBeLessThan((met['no error'] ?? 0) / 20);
});
