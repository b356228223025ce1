import { describe, expect, it } from 'vitest';
import { isCompatible, refusalOfClient } from '../../src/knowledge/client-check.js';
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

  it.each([
    ['v2.13.0', 'v2.10.0', 'newer minor version'],
    ['v3.0.0', 'v2.17.0', 'other major version'],
    ['v2.14.3', 'v2.14.3-rancher1', 'not the same pre-release'],
    ['v2.15.0', 'v2.14.3-rancher1', 'not the same pre-release'],
    ['', 'v2.14.3', 'no client version'],
    ['garbage', 'v2.14.3', 'unreadable version'],
    ['v2.9.1', 'v2.14.3', null],
  ])('client "%s", Tiller "%s" fails by: %s', (client, server, rule) => {
    expect(refusalOfClient(client, server)).toBe(rule);
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
