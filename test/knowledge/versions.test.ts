import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import {
  byVersion,
  bareVersion,
  isWithin,
  findSwift,
  findTiller,
  lineOf,
  parseVersion,
  sameVersion,
} from '../../src/knowledge/versions.js';

describe('parseVersion', () => {
  it.each([
    ['v0.12.1', [0, 12, 1, '', '']],
    ['0.12.1', [0, 12, 1, '', '']],
    [' v2.10.0\n', [2, 10, 0, '', '']],
    ['v2.10', [2, 10, null, '', '']],
    ['v2.14.3-rancher1', [2, 14, 3, 'rancher1', '']],
    ['v2.10+unreleased', [2, 10, null, '', 'unreleased']],
    ['v2.7.3+icp', [2, 7, 3, '', 'icp']],
    ['v2.14.0-rc.1', [2, 14, 0, 'rc.1', '']],
    ['v2.14.0-rc.1+build.5', [2, 14, 0, 'rc.1', 'build.5']],
  ])('reads %j', (text, expected) => {
    const parsed = parseVersion(text);
    expect(
      parsed && [parsed.major, parsed.minor, parsed.patch, parsed.prerelease, parsed.build],
    ).toEqual(expected);
  });

  it.each([
    '',
    'v',
    'latest',
    'canary',
    'garbage',
    '2',
    'v2.x',
    '2.10.0.1',
    'vv2.10.0',
    '2.10.0 2.11.0',
  ])('does not make anything of %j', (text) => {
    expect(parseVersion(text)).toBeNull();
    expect([findTiller(text), findSwift(text), lineOf(text)]).toEqual([null, null, null]);
  });
});

describe('the release that a string stands for', () => {
  it('is found for every release of the tables, with a v and without', () => {
    for (const release of SWIFT_RELEASES) {
      expect(findSwift(release.version)).toBe(release);
      expect(findSwift(`v${release.version}`)).toBe(release);
    }
    for (const release of TILLER_RELEASES) {
      expect(findTiller(`v${release.version}`)).toBe(release);
    }
  });

  it('is the same for a rebuild', () => {
    expect(findTiller('v2.7.2+icp')?.version).toBe('2.7.2');
  });

  it.each([
    'v2.10', // names no release
    'v2.14.3-rancher1', // a vendor's build
    'v2.14.0-rc.1',
    'v2.10+unreleased',
    'v2.10.0+unreleased', // whatever its branch held
    'v2.7.3+icp', // there is no 2.7.3
    'v2.18.0', // newer than all
    'v2.13.9',
    'v1.2.1', // older than all
    'v3.0.0',
  ])('is unknown, never the nearest, for Tiller %s', (text) => {
    expect(findTiller(text)).toBeNull();
  });

  it.each(['99.0.0', 'v0.12.2', '0.12', '0.0.9', '1.0.0', '0.11.1-rc.1'])(
    'is unknown for Swift %s',
    (text) => {
      expect(findSwift(text)).toBeNull();
    },
  );
});

it.each([
  ['v2.10.0', '2.10.0', true],
  ['v2.10.0', 'v2.10.1', false],
  ['v2.14.3-rancher1', 'v2.14.3', false],
  ['v2.7.3+icp', 'v2.7.3', false],
  ['canary', 'canary', true],
  ['canary', 'v2.10.0', false],
])('%s and %s name the same version: %s', (a, b, same) => {
  expect(sameVersion(a, b)).toBe(same);
});

it('knows the line of a version', () => {
  expect([lineOf('v2.14.3-rancher1'), lineOf('0.7.0'), lineOf('v2.10')]).toEqual([
    ...['2.14', '0.7', '2.10'],
  ]);
});

it('shows a version as it was found, without the v', () => {
  expect(['v2.14.3-rancher1', '2.10', 'v2.7.3+icp'].map(bareVersion)).toEqual([
    ...['2.14.3-rancher1', '2.10', '2.7.3+icp'],
  ]);
});

it('sorts by number, not by letter', () => {
  const shuffled = ['0.10.0', '0.9.0', '0.11.1', '0.2.0'].map((version) => ({ version }));
  expect(byVersion(shuffled).map(({ version }) => version)).toEqual([
    ...['0.2.0', '0.9.0', '0.10.0', '0.11.1'],
  ]);
});

it.each([
  ['v2.14.0-rc.1', '>=2.14.0', false],
  ['v2.14.0-rc1', '>=2.14.0', false],
  ['v2.14.0-beta2', '>=2.13.0', true],
  ['v2.14.3-rancher1', '>=2.14.3', true],
  ['v2.14.3-preview', '>=2.14.3', true],
  ['v2.10+unreleased', '*', null],
  ['canary', '*', null],
])('%s is within %s: %s', (version, range, within) => {
  expect(isWithin(version, range)).toBe(within);
});
