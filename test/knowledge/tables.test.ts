import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { httpStatusOf } from '../../src/knowledge/http-status.js';
import {
  DEFAULT_GRPC_RECEIVE_LIMIT,
  isWithinLimit,
  TILLER_MESSAGE_LIMIT,
} from '../../src/knowledge/limits.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { byVersion } from '../../src/knowledge/versions.js';

type Recorded = Readonly<Record<string, unknown>> & { readonly version: string };

const record = JSON.parse(
  readFileSync(new URL('../../fixtures/ground-truth/versions.json', import.meta.url), 'utf8'),
) as Record<'swift' | 'tiller', readonly Recorded[]>;

describe.each([
  ['Swift', record.swift, SWIFT_RELEASES],
  ['Tiller', record.tiller, TILLER_RELEASES],
] as const)('the table of %s', (_name, recorded, table) => {
  it('holds the releases of the record and no others', () => {
    const versions = table.map(({ version }) => version);
    expect(versions).toEqual(recorded.map(({ version }) => version));
  });

  it.each(recorded)('says of $version what the record says', (facts) => {
    expect(table.find(({ version }) => version === facts.version)).toMatchObject(facts);
  });

  it('stands in the order of versions', () => {
    expect(byVersion<{ readonly version: string }>(table)).toEqual(table);
  });
});

it("gives Swift's errors the HTTP status of their code", () => {
  for (const { emptyStream, dialTimedOut, tillerSpeaksTls } of SWIFT_RELEASES) {
    for (const error of [emptyStream, dialTimedOut, tillerSpeaksTls]) {
      if (error) expect(error.httpStatus).toBe(httpStatusOf(error.grpcCode));
    }
  }
});

it.each([
  [0, 200],
  [2, 500],
  [3, 400],
  [4, 408],
  [8, 403],
  [11, 400],
  [12, 501],
  [13, 500],
  [14, 503],
  [99, 500],
])('answers gRPC code %i with HTTP status %i', (code, status) => {
  expect(httpStatusOf(code)).toBe(status);
});

describe('limits', () => {
  it('are 4 and 20 MiB', () => {
    expect([DEFAULT_GRPC_RECEIVE_LIMIT, TILLER_MESSAGE_LIMIT]).toEqual([2 ** 22, 20 * 2 ** 20]);
  });

  it('are inclusive', () => {
    expect([isWithinLimit(4_194_304, 4_194_304), isWithinLimit(4_194_305, 4_194_304)]).toEqual([
      true,
      false,
    ]);
    expect(isWithinLimit(Number.MAX_SAFE_INTEGER, null)).toBe(true);
  });
});
