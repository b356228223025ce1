// Which releases of Swift lack a flag.
import { describe, expect, it } from 'vitest';
import { lacksFlag, SWIFT_FLAGS, type VaryingFlag } from '../../src/knowledge/swift-flags.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { NEWEST_SWIFT } from '../support/newest.js';

const lacking = (flag: VaryingFlag) =>
  SWIFT_RELEASES.filter((release) => lacksFlag(release, flag)).map(({ version }) => version);

describe('releases without', () => {
  it.each([
    ['tiller-timeout', '0.1.0', '0.7.0'],
    ['tiller-ca-file', '0.1.0', '0.7.1'],
    ['tiller-cacert-file', '0.7.3', NEWEST_SWIFT],
    ['enable-analytics', '0.1.0', '0.8.0'],
    ['analytics', '0.8.1', NEWEST_SWIFT],
  ] as const)('--%s: %s to %s', (flag, first, last) => {
    const versions = lacking(flag);
    expect([versions[0], versions.at(-1)]).toEqual([first, last]);
    const all = SWIFT_RELEASES.map(({ version }) => version);
    expect(versions).toEqual(all.slice(all.indexOf(first), all.indexOf(last) + 1));
  });

  it('a flag have its successor, or had its predecessor', () => {
    for (const { instead } of Object.values(SWIFT_FLAGS)) {
      if (instead !== null) expect(SWIFT_FLAGS).toHaveProperty([instead]);
    }
  });

  it('--tiller-timeout are those with five seconds, fixed', () => {
    const fixed = SWIFT_RELEASES.filter(({ tillerDialTimeoutSeconds: five }) => five === 5);
    expect(fixed.map(({ version }) => version)).toEqual(lacking('tiller-timeout'));
  });
});
