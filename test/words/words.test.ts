import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeReleases } from '../../src/knowledge/describe.js';
import { answered } from '../../src/checks/shared/words.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { NEWEST_SWIFT } from '../support/newest.js';

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

  it('shortens runs of three and more, and writes "none" for an empty list', () => {
    expect(describeReleases(SWIFT_RELEASES)).toBe(`0.1.0 to ${NEWEST_SWIFT}`);
    expect(describeReleases(SWIFT_RELEASES.slice(0, 2))).toBe('0.1.0, 0.2.0');
    expect(describeReleases([])).toBe('none');
  });
});

describe('answered', () => {
  it('quotes the other side, with the codes that it gave', () => {
    expect(answered({ httpStatus: 400, grpcCode: 11, message: 'EOF' })).toBe(
      'HTTP 400, gRPC code 11: "EOF"',
    );
    expect(answered({ httpStatus: 404, message: 'services "x" not found\u001b[2J' })).toBe(
      'HTTP 404: "services "x" not found\\x1b[2J"',
    );
  });

  it('quotes no sentence of ours: what answered without any code said nothing', () => {
    expect(answered({ message: 'No answer came within 10 s.' })).toBe(
      'No answer came within 10 s.',
    );
  });

  it('leaves a sentence that says the status itself as it is', () => {
    const page = { httpStatus: 404, message: 'HTTP 404: "<html>"' };
    expect(answered(page)).toBe(page.message);
    // With a gRPC code it is an error of Swift, whatever it begins with.
    expect(answered({ httpStatus: 404, grpcCode: 5, message: 'HTTP 404' })).toBe(
      'HTTP 404, gRPC code 5: "HTTP 404"',
    );
  });
});
