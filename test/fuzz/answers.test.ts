// Bytes that a peer may send: each is read, or is refused as what it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRendered } from '../../src/gather/rendered.js';
import { readReleases, TooManyEntries } from '../../src/gather/swift-body.js';
import { errorFailure } from '../../src/net/error-answer.js';
import { NotAsked } from '../../src/net/json-walk.js';
import { encode } from '../../src/wire/encode.js';
import { measureListMessage } from '../../src/wire/measure.js';
import { entry } from '../support/saying-tiller.js';
import { mutated, ODD, runs } from './runs.js';

const LIST = encode('hapi.services.tiller.ListReleasesResponse', {
  ...{ count: 2, total: 9, next: 'gamma' },
  releases: ['alpha', 'beta'].map(entry),
});
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;

describe("a message of Tiller's list", () => {
  const measures = (bytes: Buffer) => {
    let measured;
    try {
      measured = measureListMessage(bytes);
    } catch (error) {
      // gRPC takes it for a message that cannot be parsed.
      expect(error).toBeInstanceOf(Error);
      return;
    }
    expect(measured.bytes).toBe(bytes.length);
    for (const { name, namespace, revision, ...sizes } of measured.releases) {
      expect([typeof name, typeof namespace]).toEqual(['string', 'string']);
      expect(Number.isSafeInteger(revision)).toBe(true);
      for (const size of Object.values(sizes)) {
        if (typeof size === 'number') expect(isCount(size)).toBe(true);
      }
    }
  };
  it('is measured or refused, of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => measures(Buffer.from(bytes))),
      runs(),
    );
  });
  it('is measured or refused, of nearly the right bytes', () => {
    fc.assert(fc.property(mutated(LIST), measures), runs());
  });
});

async function* chunks(bytes: Buffer, size: number) {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const BODY = Buffer.from(
  JSON.stringify({
    releases: [
      { name: 'alpha', namespace: 'a', version: 1, info: { status: { code: 'DEPLOYED' } } },
      { name: 'beta', version: 2, info: { status: { code: 4, notes: 'x' } }, chart: null },
    ],
  }),
);

describe('a body of Swift', () => {
  const lists = async (bytes: Buffer, size: number) => {
    try {
      for (const release of await readReleases(chunks(bytes, size), () => undefined)) {
        expect(release.name).not.toBe('');
        expect(isCount(release.revision)).toBe(true);
        expect([typeof release.namespace, typeof release.status]).toEqual(['string', 'string']);
      }
    } catch (error) {
      expect(error instanceof NotAsked || error instanceof TooManyEntries, String(error)).toBe(
        true,
      );
    }
  };
  const size = fc.integer({ min: 1, max: 64 });
  const json = ODD.map((value) => Buffer.from(JSON.stringify({ releases: value })));
  const release = fc
    .dictionary(fc.constantFrom('name', 'namespace', 'version', 'info', 'status'), ODD)
    .map((one) => Buffer.from(JSON.stringify({ releases: [one] })));

  it('is a list, or is none', async () => {
    const bytes = fc.oneof(
      mutated(BODY),
      json,
      release,
      fc.uint8Array().map((some) => Buffer.from(some)),
    );
    await fc.assert(fc.asyncProperty(bytes, size, lists), runs());
  });

  it('is the answer to a dry run only where it is whole', async () => {
    const asked = { name: 'probe', sizeBytes: 4 };
    const whole = JSON.stringify({
      release: { name: 'probe', info: { status: { notes: 'xxxx' } } },
    });
    await readRendered(chunks(Buffer.from(whole), 7), asked);
    await fc.assert(
      fc.asyncProperty(mutated(Buffer.from(whole)), size, async (bytes, length) => {
        const text = bytes.toString('utf8');
        // A key that comes twice can be refused, although the last one counts for others.
        const keys = text.match(/"(?:release|name|info|status|notes)"\s*:/g) ?? [];
        const same = sameValue(text, whole) && keys.length === 5;
        const read = readRendered(chunks(bytes, length), asked).then(
          () => true,
          (error: unknown) => {
            expect(error, String(error)).toBeInstanceOf(NotAsked);
            return false;
          },
        );
        // One field may differ in what it holds beside, not in name and NOTES.
        if (!(await read)) expect(same).toBe(false);
        else expect(text).toMatch(/probe[^]*xxxx/);
      }),
      runs(),
    );
  });

  it('is a failure in one sentence where it is an error', () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
      fc
        .dictionary(fc.constantFrom('code', 'message', 'error', 'kind', 'reason'), ODD)
        .map((error) => JSON.stringify(error)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), text, (status, body) => {
        const { message, grpcCode = 0 } = errorFailure(status, body);
        expect(message.length).toBeLessThanOrEqual(4_200);
        expect(isCount(grpcCode)).toBe(true);
      }),
      runs(),
    );
  });
});

function sameValue(text: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === other;
  } catch {
    return false;
  }
}
