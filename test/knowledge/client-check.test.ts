import { describe, expect, it } from 'vitest';
import { isCompatible } from '../../src/knowledge/client-check.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';

describe('client check', () => {
  // Each line was run with Helm's own code.
  it.each([
    ['v2.9.1', 'v2.14.3', true],
    ['v2.5.0', 'v2.17.0', true],
    ['v2.14.3', 'v2.9.1', false],
    ['v2.14.3', 'v2.14.0', true],
    ['', 'v2.14.3', false],
    ['', 'v2.10+unreleased', true],
    ['v2.14+unreleased', 'v2.9.1', true],
    ['v2.16.1', 'v2.10+unreleased', true],
    ['v3.0.0', 'v2.17.0', false],
    ['v2.17.0', 'v3.0.0', false],
    ['v2.14.0-rc.1', 'v2.14.0', false],
    ['v2.14.0', 'v2.14.0-rc.1', false],
    ['v2.14.0-rc.1', 'v2.14.0-rc.1', true],
    ['v2.8.0', 'v2.8.0-rancher2', false],
    ['v2.8.0-rancher2', 'v2.8.0-rancher2', true],
    ['v2.14.3', 'v2.14.3-rancher1', false],
    ['v2.7.3', 'v2.7.3+icp', true],
    ['2.14', 'v2.14.3', true],
    ['garbage', 'v2.14.3', false],
    ['v2.14.3-unreleased', 'v2.9.1', true],
  ])('client "%s", Tiller "%s": %s', (client, server, expected) => {
    expect(isCompatible(client, server)).toBe(expected);
  });

  it('lets every Swift and every client of its own version pass', () => {
    for (const { version } of TILLER_RELEASES) {
      expect(isCompatible(`v${version}`, `v${version}`)).toBe(true);
      for (const { helmLibrary } of SWIFT_RELEASES) {
        expect(isCompatible(`${helmLibrary}+unreleased`, `v${version}`)).toBe(true);
      }
    }
  });
});
