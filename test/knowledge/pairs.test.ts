import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  documentedPair,
  DOCUMENTED_PAIRS,
  isDocumented,
  swiftsDocumentedFor,
} from '../../src/knowledge/pairs.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { findSwift, lineOf } from '../../src/knowledge/versions.js';

const swift = (version: string) => {
  const release = findSwift(version);
  if (!release) throw new Error(`no Swift ${version}`);
  return release;
};

it("is Swift's own table, as it is recorded", () => {
  const file = new URL('../../fixtures/ground-truth/versions.json', import.meta.url);
  const { swift: recorded } = JSON.parse(readFileSync(file, 'utf8')) as {
    swift: { version: string; documentedTiller: string | null }[];
  };
  const rows = recorded.flatMap(({ version, documentedTiller }) =>
    documentedTiller === null ? [] : [{ swift: version, tiller: documentedTiller }],
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(DOCUMENTED_PAIRS).toEqual(rows);
});

describe('the row of a release', () => {
  it.each([
    ['0.3.0', '0.3.2'],
    ['0.3.1', '0.3.2'],
    ['0.5.0', '0.5.2'],
    ['0.7.0', '0.7.3'],
    ['0.7.1', '0.7.3'],
    ['0.7.2', '0.7.3'],
    ['0.8.0', '0.8.1'],
    ['0.11.0', '0.11.1'],
    ['0.12.0', '0.12.1'],
  ])('%s belongs to the line of %s', (version, named) => {
    expect(documentedPair(swift(version))?.swift).toBe(named);
  });

  it.each(['0.4.0', '0.6.0'])('of %s: the table is silent', (version) => {
    expect(documentedPair(swift(version))).toBeNull();
    expect(isDocumented(swift(version), 'v2.7.0')).toBe('silent');
  });

  it('is its own or one of its line for every release but these two', () => {
    for (const release of SWIFT_RELEASES) {
      const pair = documentedPair(release);
      if (pair) expect(lineOf(pair.swift)).toBe(lineOf(release.version));
    }
    expect(SWIFT_RELEASES.filter((release) => !documentedPair(release))).toHaveLength(2);
  });
});

it.each([
  ['0.9.0', 'v2.11.0', 'exact'],
  ['0.9.0', 'v2.10.0', 'no'],
  ['0.11.1', 'v2.13.0', 'exact'],
  ['0.11.1', 'v2.13.1', 'line'],
  ['0.11.0', 'v2.13.0', 'exact'],
  ['0.12.1', 'v2.14.3-rancher1', 'line'],
  ['0.12.1', 'v2.14.0-rc.1', 'line'],
  ['0.12.1', 'v2.14', 'line'],
  ['0.12.1', 'canary', 'no'],
  ['0.7.0', 'v2.8.0', 'exact'],
  ['0.7.3', 'v2.8.2', 'line'],
  ['0.1.0', 'v2.5.0', 'exact'],
  ['0.3.2', 'v2.6.2', 'exact'],
  ['0.3.2', 'v2.7.0', 'no'],
  ['0.10.0', 'v2.12.0', 'exact'],
] as const)('Swift %s and Tiller %s: %s', (version, tiller, documented) => {
  expect(isDocumented(swift(version), tiller)).toBe(documented);
});

it('names the releases of Swift that are documented for a Tiller', () => {
  const versions = (tiller: string) => swiftsDocumentedFor(tiller).map(({ version }) => version);
  expect(versions('v2.13.1')).toEqual(['0.11.0', '0.11.1']);
  expect(versions('v2.10.0')).toEqual([]);
  expect(versions('v2.6.1')).toEqual(['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.3.2']);
});
