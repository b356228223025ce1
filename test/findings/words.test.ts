import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeReleases } from '../../src/findings/words.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';

const VERSIONS = SWIFT_RELEASES.map(({ version }) => version);

/** The versions that a description names, its runs taken along the table. */
function named(words: string): string[] {
  return words.split(', ').flatMap((part) => {
    const [from = '', to = from] = part.split(' to ');
    return VERSIONS.slice(VERSIONS.indexOf(from), VERSIONS.indexOf(to) + 1);
  });
}

describe('describeReleases', () => {
  it('names exactly the releases that it is given, in the order of the table', () => {
    fc.assert(
      fc.property(fc.subarray([...SWIFT_RELEASES], { minLength: 1 }), (releases) => {
        const wanted = releases.map(({ version }) => version);
        expect(named(describeReleases(releases))).toEqual(wanted);
        expect(describeReleases([...releases].reverse())).toBe(describeReleases(releases));
      }),
    );
  });

  it('shortens runs of three and more, and says where there is none', () => {
    expect(describeReleases(SWIFT_RELEASES)).toBe('0.1.0 to 0.12.1');
    expect(describeReleases(SWIFT_RELEASES.slice(0, 2))).toBe('0.1.0, 0.2.0');
    expect(describeReleases([])).toBe('none');
  });
});
