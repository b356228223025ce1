import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answer } from '../../src/predict/answers.js';
import type { UnaryRequest } from '../../src/predict/types.js';
import { encode } from '../../src/wire/encode.js';
import { tillerOf } from './ground-truth.js';
import { releaseName } from './random.js';

function sizeOf(request: UnaryRequest) {
  const answered = answer(request, [], tillerOf('2.13.0'));
  if ('error' in answered) throw new Error(answered.error);
  return answered.size;
}

it('knows the size of a dry run within its bounds', () => {
  const nanos = fc.oneof(fc.constant(0), fc.nat(999_999_999));
  const values = fc.constantFrom(undefined, {});
  const notes = fc.oneof(fc.nat(300), fc.constantFrom(16_384, 2_100_000));
  fc.assert(
    fc.property(releaseName, nanos, values, notes, (name, fraction, config, notesBytes) => {
      const chart = {
        metadata: { name: 'probe', version: '0.1.0' },
        templates: [{ name: 'templates/NOTES.txt', data: Buffer.alloc(30) }],
      };
      const time = { seconds: 1_795_418_730, nanos: fraction };
      const info = {
        status: { code: 'PENDING_INSTALL', notes: 'n'.repeat(notesBytes) },
        ...{ first_deployed: time, last_deployed: time, Description: 'Dry run complete' },
      };
      const release = { name, info, chart, config, version: 1, namespace: 'default' };
      const bytes = encode('hapi.services.tiller.InstallReleaseResponse', { release }).length;
      const { min, max } = sizeOf({
        ...{ kind: 'dry-run', name, namespace: 'default', notesBytes },
        chartBytes: encode('hapi.chart.Chart', chart).length,
      });
      expect(bytes).toBeGreaterThanOrEqual(min);
      expect(bytes).toBeLessThanOrEqual(max ?? 0);
    }),
  );
});

it('predicts the size of a version, with and without the facts of its build', () => {
  const bytes = (build: object) =>
    encode('hapi.services.tiller.GetVersionResponse', { Version: { sem_ver: 'v2.13.0', ...build } })
      .length;
  const { min, max } = sizeOf({ kind: 'version' });
  expect(min).toBe(bytes({}));
  expect(max).toBe(bytes({ git_commit: 'c'.repeat(40), git_tree_state: 'clean' }));
});
