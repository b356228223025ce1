import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseIdentity } from '../../src/evidence/types.js';
import { compareReleases, distanceTo, duplicates } from '../../src/analysis/compare.js';

/** Few names, so that entries often meet; some with characters that could blur a joined key. */
const identity: fc.Arbitrary<ReleaseIdentity> = fc.record({
  name: fc.constantFrom('a', 'b', 'a,b', '"a'),
  namespace: fc.constantFrom('', 'a', 'b'),
  revision: fc.constantFrom(1, 2, 11),
  status: fc.constantFrom('DEPLOYED', 'FAILED' as const),
});
const list = fc.array(identity, { maxLength: 12 });
const same = (a: ReleaseIdentity, b: ReleaseIdentity) =>
  a.name === b.name && a.namespace === b.namespace && a.revision === b.revision;
const times = (releases: readonly ReleaseIdentity[], wanted: ReleaseIdentity) =>
  releases.filter((release) => same(release, wanted)).length;

describe('compareReleases', () => {
  it('leaves of each entry as many as the other list missing', () => {
    fc.assert(
      fc.property(list, list, (left, right) => {
        const { onlyLeft, onlyRight } = compareReleases(left, right);
        for (const each of [...left, ...right]) {
          const surplus = times(left, each) - times(right, each);
          expect(times(onlyLeft, each)).toBe(Math.max(0, surplus));
          expect(times(onlyRight, each)).toBe(Math.max(0, -surplus));
        }
      }),
    );
  });

  it('asks neither for order nor for status', () => {
    fc.assert(
      fc.property(list, (releases) => {
        const other = releases.map((each) => ({ ...each, status: 'DELETED' as const })).reverse();
        expect(compareReleases(releases, other)).toEqual({ onlyLeft: [], onlyRight: [] });
      }),
    );
  });

  it('mirrors when the lists change sides', () => {
    fc.assert(
      fc.property(list, list, (left, right) => {
        const { onlyLeft, onlyRight } = compareReleases(left, right);
        expect(compareReleases(right, left)).toEqual({
          onlyLeft: onlyRight,
          onlyRight: onlyLeft,
        });
      }),
    );
  });
});

describe('distanceTo', () => {
  it('counts the entries without a counterpart, for one list after the other', () => {
    fc.assert(
      fc.property(list, list, list, (right, ...lefts) => {
        const distance = distanceTo(right);
        for (const left of [...lefts, right]) {
          const { onlyLeft, onlyRight } = compareReleases(left, right);
          expect(distance(left)).toBe(onlyLeft.length + onlyRight.length);
        }
      }),
    );
  });
});

describe('duplicates', () => {
  it('names each entry that stands more than once, once', () => {
    fc.assert(
      fc.property(list, (releases) => {
        const twice = duplicates(releases);
        for (const each of releases) {
          expect(times(twice, each)).toBe(times(releases, each) > 1 ? 1 : 0);
        }
      }),
    );
  });
});
