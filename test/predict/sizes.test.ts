import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentAnswerBytes,
  historyAnswerBytes,
  integerFieldBytes,
  listHeaderBytes,
  listMessageBytes,
  statusAnswerBytes,
  stringFieldBytes,
  summaryListBytes,
} from '../../src/predict/sizes.js';
import { encode } from '../../src/wire/encode.js';
import { varintBytes } from '../../src/util/protobuf-size.js';
import { dataSet } from './ground-truth.js';
import { randomRelease, sized } from './random.js';

describe('varintBytes', () => {
  it.each([
    [-1, 10],
    [0, 1],
    [127, 1],
    [128, 2],
    [16_383, 2],
    [16_384, 3],
    [2_097_151, 3],
    [2_097_152, 4],
    [4_294_967_295, 5],
    [4_294_967_296, 5],
    [Number.MAX_SAFE_INTEGER, 8],
  ])('%i takes %i', (value, bytes) => {
    expect(varintBytes(value)).toBe(bytes);
  });
});

it('leaves zero and empty scalars out', () => {
  expect(integerFieldBytes(0)).toBe(0);
  expect(stringFieldBytes('')).toBe(0);
  expect(listHeaderBytes({ count: 0, next: '', total: 0 })).toBe(0);
});

it('counts a name in bytes, not in characters', () => {
  expect(stringFieldBytes('ä')).toBe(4);
});

describe('the recorded data sets', () => {
  it.each([
    ['small', 1000],
    ['seed', 4_195_325],
    ['sum', 4_917_980],
    ['notes', 5_244_872],
  ])('%s is one message of %i bytes', (name, bytes) => {
    const releases = dataSet(name);
    const header = { count: releases.length, next: '', total: releases.length };
    expect(listMessageBytes(releases, header)).toBe(bytes);
  });

  it('know the 512 of 520', () => {
    const header = { count: 512, next: 'tiny-512', total: 520 };
    expect(listMessageBytes(dataSet('many').slice(0, 512), header)).toBe(173_380);
  });

  it("know Swift's summary of the notes", () => {
    expect(summaryListBytes(dataSet('notes'))).toBe(5_243_493);
  });

  it('know the content of harbor and of titan', () => {
    const [harbor, titan] = [dataSet('seed')[2], dataSet('over20')[1]];
    expect(harbor && contentAnswerBytes(harbor)).toBe(4_194_657);
    expect(titan && contentAnswerBytes(titan)).toBe(23_069_088);
  });
});

describe('for random releases, the size of the encoded message', () => {
  const several = fc.array(randomRelease, { maxLength: 5 });

  it('of a list', () => {
    const header = fc.record({
      count: fc.constantFrom(0, 1, 127, 128, 70_000),
      total: fc.constantFrom(0, 1, 127, 128, 70_000),
      next: fc.string({ maxLength: 10 }),
    });
    fc.assert(
      fc.property(several, header, (releases, fields) => {
        const message = { ...fields, releases: releases.map((release) => release.message) };
        const size = listMessageBytes(
          releases.map(({ stored }) => stored),
          fields,
        );
        expect(size).toBe(encode('hapi.services.tiller.ListReleasesResponse', message).length);
      }),
    );
  });

  it("of Swift's list", () => {
    fc.assert(
      fc.property(several, (releases) => {
        const message = { releases: releases.map(({ summary }) => summary) };
        const size = summaryListBytes(releases.map(({ stored }) => stored));
        expect(size).toBe(encode('swift.v2.SummarizeReleasesResponse', message).length);
      }),
    );
  });

  it('of content, install and history', () => {
    fc.assert(
      fc.property(several, (releases) => {
        const history = { releases: releases.map(({ message }) => message) };
        expect(historyAnswerBytes(releases.map(({ stored }) => stored))).toBe(
          encode('hapi.services.tiller.GetHistoryResponse', history).length,
        );
        for (const { message, stored } of releases) {
          const answer = encode('hapi.services.tiller.GetReleaseContentResponse', {
            release: message,
          });
          expect(contentAnswerBytes(stored)).toBe(answer.length);
        }
      }),
    );
  });

  it('of a status lies within the bounds that are given', () => {
    const table = fc.oneof(fc.nat(200), fc.constantFrom(16_300, 16_400, 2_100_000));
    fc.assert(
      fc.property(randomRelease, table, ({ info, stored }, tableBytes) => {
        const status = { ...(info['status'] as object), resources: 'r'.repeat(tableBytes) };
        const answer = encode('hapi.services.tiller.GetReleaseStatusResponse', {
          ...{ name: stored.name, namespace: stored.namespace },
          info: { ...info, status },
        }).length;
        const { bytes, min, max } = statusAnswerBytes(stored, tableBytes);
        expect(bytes).toBeGreaterThanOrEqual(min);
        expect(answer).toBeGreaterThanOrEqual(min);
        expect(answer).toBeLessThanOrEqual(max ?? 0);
        expect((max ?? 0) - min).toBeLessThanOrEqual(3);
        const unknown = statusAnswerBytes(stored, null);
        expect(answer).toBeGreaterThanOrEqual(unknown.min);
        expect(unknown.max).toBeNull();
      }),
    );
  });
});

it('gives the exact size of a status without a table', () => {
  const release = sized('alpha', 500);
  const { min, max } = statusAnswerBytes(release, 0);
  expect(min).toBe(max);
});
