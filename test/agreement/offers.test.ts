// What a report offers, done in the lab over real sockets: each page of a report passes, and after each upgrade the
// whole list passes.
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { predict } from '../../src/predict/predict.js';
import { http } from '../support/lab-client.js';
import { swiftcheckJson } from '../support/cli.js';
import { offersOf, type Pair } from '../words/offers.js';
import { measured } from './answers.js';
import { randomPair, randomStore, releasesOf } from './scenarios.js';

/** `endOnFailure`: each step of shrinking would be a lab of its own; the example is short anyway. */
const FIXED = { seed: 20_190_422, numRuns: inject('thorough') ? 150 : 10, endOnFailure: true };

const met = { pages: 0, upgrades: 0 };

async function list(url: string): Promise<{ status: number; entries: string[] }> {
  const { status, body } = await http(url);
  const answer = JSON.parse(body.toString()) as {
    readonly releases?: readonly { readonly name: string; readonly version: number }[];
  };
  return {
    status,
    entries: (answer.releases ?? []).map(({ name, version }) => `${name}.v${version}`),
  };
}

it('passes in the lab, for random releases and pairs', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomPair,
      randomStore.filter(({ edges, entries }) => edges.length > 0 && entries.length > 1),
      async (versions, store) => {
        const [swift, tiller] = [findSwift(versions.swift), findTiller(versions.tiller)];
        if (!swift || !tiller) throw new Error('no such pair');
        const releases = releasesOf(store);
        const stored = measured(releases);
        const data = { name: 'random', releases };
        const withLab = async <T>(pair: Pair, use: (lab: Lab) => Promise<T>): Promise<T> => {
          const lab = await startLab({ ...pair, data });
          try {
            return await use(lab);
          } finally {
            await lab.close();
          }
        };
        const { upgrades } = await withLab({ swift, tiller }, async (lab) => {
          const endpoints = ['--tiller', lab.tillerAddress, '--swift', lab.swiftUrl];
          const { report } = await swiftcheckJson(
            ...['probe', ...endpoints, '--swift-version', swift.version],
          );
          const offers = offersOf(report.evidence, { swift, tiller });
          for (const { step, value } of offers.pages) {
            if (/next part|may exceed/.test(step.text)) continue;
            const [, url = ''] = / '(http[^']+)'$/.exec(step.command ?? '') ?? [];
            const { status, entries } = await list(url);
            expect(status, url).toBe(200);
            expect(entries, url).toHaveLength(
              predict(value, swift, tiller, stored).releases.length,
            );
            met.pages += 1;
          }
          return offers;
        });
        for (const { code, value } of upgrades) {
          // This one is about Tiller's own list.
          if (code === 'list-corrupted') continue;
          await withLab(value, async ({ swiftUrl }) => {
            const { status, entries } = await list(
              `${swiftUrl}/tiller/v2/releases/json?all=true&limit=${stored.length}`,
            );
            expect(status).toBe(200);
            expect(new Set(entries).size).toBe(stored.length);
          });
          met.upgrades += 1;
        }
      },
    ),
    FIXED,
  );
  expect(met.pages).toBeGreaterThan(0);
  expect(met.upgrades).toBeGreaterThan(0);
});
