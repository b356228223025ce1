// Which hop refused a message for its size: by its number, otherwise by what the releases do.
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analysis.js';
import { attributeListError } from '../../src/analysis/attribute.js';
import { measuredStream } from '../../src/analysis/identify-swift.js';
import { findSwift } from '../../src/knowledge/versions.js';
import { summaryListBytes } from '../../src/predict/sizes.js';
import {
  failed,
  MEBIBYTE,
  evidence,
  ok,
  release,
  SEED,
  swiftError,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';

const FOUR = 4 * MEBIBYTE;
const TWENTY = 20 * MEBIBYTE;
const swift = (version: string) => {
  const found = findSwift(version);
  if (!found) throw new Error(`no release ${version}`);
  return found;
};

function attributed(overrides: Overrides, versions: readonly string[] = []) {
  const seen = evidence({ stored: SEED, tiller: 'v2.10.0', ...overrides });
  const { tiller } = analyse(seen);
  return attributeListError(seen, measuredStream(seen), versions.map(swift), tiller);
}

describe('a list that failed for its size', () => {
  it.each<[string, Overrides['swiftList']]>([
    ['it passed', undefined],
    ['another error', swiftError(500, 13, 'no')],
    ['not the word of Swift', failed('http-status', { message: tooLarge(1, 2).failure.message })],
  ])('is none: %s', (_why, swiftList) => {
    expect(attributed({ ...(swiftList && { swiftList }) })).toBeNull();
  });

  it('is none of a run without lists', () => {
    expect(attributed({ command: 'versions' })).toBeNull();
  });

  it('is of the hop whose message has exactly that size', () => {
    const message = 'grpc: received message larger than max (4195325 vs. 4194304)';
    expect(attributed({ swiftList: tooLarge(4_195_325, FOUR) })).toEqual({
      size: { direction: 'receive', messageBytes: 4_195_325, limitBytes: FOUR },
      ...{ message, httpStatus: 403, grpcCode: 8, hop: 'swift->tiller', by: 'number' },
    });
  });

  it('is of the gateway where the answer that Swift builds has exactly that size', () => {
    const stored = [release('notes', FOUR + 200, { summaryBytes: FOUR + 100 })];
    const bytes = summaryListBytes(stored);
    const found = attributed({ stored, swiftList: tooLarge(bytes, FOUR) });
    expect(found).toMatchObject({ hop: 'gateway->swift', by: 'number' });
  });

  it.each([
    ['a limit of its messages', ['0.9.0'], FOUR, 'swift->tiller'],
    ['a limit of its gateway', ['0.11.1'], FOUR, 'gateway->swift'],
    ['the limit of a newer one', ['0.11.1'], TWENTY, 'swift->tiller'],
    ['no limit of it', ['0.11.1'], 5 * MEBIBYTE, null],
    ['releases that agree', ['0.8.0', '0.9.0'], FOUR, 'swift->tiller'],
    ['releases that do not agree', ['0.9.0', '0.11.1'], FOUR, null],
    ['no release', [], FOUR, null],
  ])('with another number is of the hop of the releases: %s', (_what, versions, limit, hop) => {
    const found = attributed({ swiftList: tooLarge(limit + 12_345, limit) }, versions);
    expect(found).toMatchObject({ hop, by: 'release' });
  });

  it('goes by the releases where there is no direct list', () => {
    const directList = failed('timeout');
    const found = attributed({ directList, swiftList: tooLarge(4_195_325, FOUR) }, ['0.9.0']);
    expect(found).toMatchObject({ hop: 'swift->tiller', by: 'release' });
  });

  it('is of Tiller where Tiller could not send it', () => {
    const message = 'trying to send message larger than max (20971530 vs. 20971520)';
    const found = attributed({ swiftList: swiftError(403, 8, message) }, ['0.11.1']);
    expect(found).toMatchObject({ hop: 'swift->tiller', by: 'number' });
    expect(found?.size.direction).toBe('send');
  });
});

describe('what Swift lists', () => {
  it('is an empty list where it came as an error, and unknown after another error', () => {
    const listOf = (overrides: Overrides) => analyse(evidence(overrides)).swiftList;
    const nil = 'runtime error: invalid memory address or nil pointer dereference';
    expect(listOf({ swiftList: swiftError(500, 13, nil) })).toEqual({ releases: [] });
    expect(listOf({ swiftList: swiftError(500, 13, 'no') })).toBeNull();
    expect(listOf({ command: 'versions' })).toBeNull();
    expect(listOf({ swiftList: ok({ releases: [] }) })).toEqual({ releases: [] });
  });
});

describe('the version of Tiller', () => {
  const versionOf = (overrides: Overrides) => {
    const { tillerVersion, tiller } = analyse(evidence(overrides));
    return [tillerVersion, tiller?.version ?? null];
  };

  it('is what Tiller says, otherwise what Swift says of it', () => {
    expect(versionOf({ viaSwift: 'v2.10.0' })).toEqual(['2.13.0', '2.13.0']);
    const tillerVersion = failed('timeout');
    expect(versionOf({ tillerVersion, viaSwift: 'v2.10.0' })).toEqual(['2.10.0', '2.10.0']);
    expect(versionOf({ tillerVersion, swiftTillerVersion: failed('timeout') })).toEqual([
      null,
      null,
    ]);
    expect(versionOf({ tiller: 'v2.99.0' })).toEqual(['2.99.0', null]);
  });
});
