// A twin is held to the release that it was measured from, byte count by byte count.
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import { DATA_SETS, dataSet } from '../../src/lab/data-set.js';
import { fromEncoded } from '../../src/lab/stored-release.js';
import { twinDataSet, twinRelease } from '../../src/lab/twin.js';
import { encode, type MessageObject } from '../../src/wire/encode.js';
import { measureRelease } from '../../src/wire/measure.js';

/** Lengths at which a length takes one byte more, and small ones. */
const length = fc.oneof(
  { weight: 6, arbitrary: fc.nat(12) },
  { weight: 4, arbitrary: fc.integer({ min: 118, max: 136 }) },
  { weight: 2, arbitrary: fc.integer({ min: 240, max: 390 }) },
  { weight: 2, arbitrary: fc.integer({ min: 16_360, max: 16_520 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2_097_100, max: 2_097_290 }) },
);
const text = length.map((bytes) => 'x'.repeat(bytes));
const data = length.map((bytes) => Buffer.alloc(bytes));
const time = fc.record({
  seconds: fc.constantFrom(0, 1, 127, 128, 1_795_418_730),
  nanos: fc.constantFrom(0, 5, 200, 930_145_677),
});
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 4 });
const orNone = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: undefined });

const metadata = orNone(fc.record({ name: text, version: text }));
const templates = some(fc.record({ name: text, data }));
const files = some(fc.record({ type_url: text, value: data }));
const plainChart = fc.record({ metadata, templates, files });
const chart = fc.record({
  metadata,
  templates,
  files,
  dependencies: some(plainChart),
  values: orNone(fc.record({ raw: text })),
});
const hook = fc.record({ name: text, kind: text, path: text, manifest: text, weight: fc.nat(300) });

/** A hapi.release.Release of any form that a Tiller stores. */
const release: fc.Arbitrary<MessageObject> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/),
  namespace: fc.constantFrom('', 'default', 'a-rather-long-namespace'),
  version: fc.constantFrom(0, 1, 127, 128, 70_000),
  info: orNone(
    fc.record({
      status: orNone(
        fc.record({
          code: fc.nat(RELEASE_STATUSES.length - 1),
          notes: text,
          resources: text,
          last_test_suite_run: orNone(fc.record({ started_at: time })),
        }),
      ),
      first_deployed: orNone(time),
      last_deployed: orNone(time),
      deleted: orNone(time),
      Description: text,
    }),
  ),
  chart: orNone(chart),
  config: orNone(fc.record({ raw: text })),
  manifest: text,
  hooks: some(hook),
});

const runs = (usual: number) => ({ numRuns: inject('thorough') ? usual * 60 : usual });

it('has every size of a release of any form', () => {
  fc.assert(
    fc.property(release, (message) => {
      const measured = measureRelease(encode('hapi.release.Release', message));
      expect(measureRelease(twinRelease(measured).encoded)).toEqual(measured);
    }),
    runs(50),
  );
});

describe.each(DATA_SETS)('of the recorded set %s', (name) => {
  it('has every size of each release', () => {
    const releases = dataSet(name).releases.map(({ encoded }) => measureRelease(encoded));
    const twin = twinDataSet('twin', releases);
    expect(twin.releases.map(({ encoded }) => measureRelease(encoded))).toEqual(releases);
  });
});

describe('a twin', () => {
  const [harbor] = dataSet('seed').releases.filter((one) => one.name === 'harbor');
  if (!harbor) throw new Error('seed holds harbor');
  const measured = measureRelease(harbor.encoded);

  it('can be built from evidence that lacks the time', () => {
    const { lastDeployedSeconds, ...older } = measured;
    expect(lastDeployedSeconds).toBeGreaterThan(0);
    expect(measureRelease(twinRelease(older).encoded)).toEqual(older);
  });

  it.each([
    ['more than its parts', { bytes: measured.parts.chartFilesBytes }],
    ['an info of one byte', { infoBytes: 1 }],
    ['a summary that is too small', { summaryBytes: 3 }],
    [
      'a part that is larger than the whole',
      { parts: { ...measured.parts, hooksBytes: 9_999_999 } },
    ],
  ])('is refused for %s', (_case, change) => {
    expect(() => twinRelease({ ...measured, ...change })).toThrow(
      'revision 1 of harbor has sizes that no encoded release has.',
    );
  });

  it('is refused where one revision stands twice, or the whole is more than the lab holds', () => {
    expect(() => twinDataSet('e.json', [measured, measured])).toThrow('twice');
    expect(() => twinDataSet('e.json', [{ ...measured, bytes: 2 ** 31 }])).toThrow('1,024 MiB');
  });

  it('is found by Tiller as the real one is', () => {
    const { encoded: _made, ...found } = fromEncoded(twinRelease(measured).encoded);
    expect(found).toMatchObject({
      name: 'harbor',
      revision: 1,
      lastDeployed: measured.lastDeployedSeconds,
    });
  });
});
