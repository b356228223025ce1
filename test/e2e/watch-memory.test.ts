// A watch keeps no more after a thousand rounds than after the first ones.
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inLab } from '../../src/cli/in-lab.js';
import { labPair } from '../../src/cli/parse.js';
import { keepWatching } from '../../src/cli/watch-rounds.js';
import { metricsOf } from '../../src/cli/watch-command.js';
import { gather } from '../../src/gather/gather.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { Run } from '../../src/net/run.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const ROUNDS = 1_000;
/** Code is compiled and pools are filled by then. */
const SETTLED = 200;
const MOST_GROWTH = 8 * 1024 * 1024;

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.9.0,tiller@2.10.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

it(`is flat over ${ROUNDS} rounds`, { timeout: 900_000 }, async () => {
  const stop = new AbortController();
  const used: number[] = [];
  let now = 0;
  await keepWatching({
    watched: () => [
      {
        name: null,
        gather: (command, interrupted) => {
          const run = new Run({
            ...{ timeoutMs: 20_000, maxTimeMs: 60_000, ceilingBytes: 64 * 1024 * 1024 },
            ...{ interrupted, onCall: () => undefined },
          });
          return gather({ command, ...inLab(lab, 'small'), payload: null }, run);
        },
      },
    ],
    // A list in each tenth round.
    ...{ intervalMs: 60_000, listEveryMs: 600_000, interrupted: stop.signal },
    clock: {
      now: () => now,
      elapsed: () => now,
      sleep: (ms) => {
        now += ms;
        return Promise.resolve();
      },
    },
    say: () => undefined,
    onRound: (state) => {
      expect(metricsOf(state).status).toBe(200);
      if (state.rounds === SETTLED || state.rounds === ROUNDS) {
        collect();
        used.push(process.memoryUsage().heapUsed);
      }
      if (state.rounds === ROUNDS) stop.abort();
    },
  });
  const [before = 0, after = Infinity] = used;
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  expect(after - before).toBeLessThan(MOST_GROWTH);
});
