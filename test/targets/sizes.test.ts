// Values of flags that are numbers: sizes and times.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, labPair, payloadSize } from '../../src/cli/parse.js';
import { formatExactSize, parseSize } from '../../src/util/bytes.js';
import { writtenDuration } from '../../src/util/duration.js';
import { anyCharacter } from '../support/any-character.js';

const UNITS = { '': 1, K: 1024, KiB: 1024, M: 1024 ** 2, MiB: 1024 ** 2 };

describe('sizes', () => {
  it('are read in each of their forms', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 31),
        fc.constantFrom<keyof typeof UNITS>('', 'K', 'KiB', 'M', 'MiB'),
        (count, unit) => {
          expect(parseSize(`${count}${unit}`)).toBe(count * UNITS[unit]);
        },
      ),
    );
  });

  it('are the same when they are written out and read again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.nat(),
          fc.nat(2 ** 21).map((kib) => kib * 1024),
        ),
        (bytes) => {
          expect(parseSize(String(bytes))).toBe(bytes);
          const written = formatExactSize(bytes).replaceAll(',', '');
          const [, exact] = /^(\d+) bytes?/.exec(written) ?? [];
          if (exact !== undefined) {
            expect(parseSize(exact)).toBe(bytes);
            return;
          }
          // No exact number beside it: then the number with its unit is exact.
          const [, number, unit] = /^([\d.]+) (KiB|MiB)$/.exec(written) ?? [];
          expect(Number(number) * (unit === 'KiB' ? 1024 : 1024 * 1024)).toBe(bytes);
        },
      ),
    );
  });

  it('are whole numbers with a unit that is known, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        fc.pre(!/^\d+(K|KiB|M|MiB)?$/.test(text));
        expect(parseSize(text)).toBeNull();
      }),
    );
    expect(parseSize('9'.repeat(17))).toBeNull();
    expect(parseSize('4194304\n')).toBeNull();
  });

  it('of a payload are from one byte to what Tiller takes', () => {
    const most = 20 * 1024 ** 2;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: most }), (bytes) => {
        expect(payloadSize(String(bytes))).toBe(bytes);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: most + 1 }), (bytes) => {
        expect(() => payloadSize(String(bytes))).toThrow(/20 MiB/);
      }),
    );
  });
});

describe('times', () => {
  it.each([
    ['10s', 10_000],
    ['500ms', 500],
    ['2m', 120_000],
    ['1.5s', 1_500],
    ['1440m', 86_400_000],
  ])('%s', (text, ms) => {
    expect(duration(text)).toBe(ms);
  });

  it.each(['5m', '60m', '60s', '90s', '1250ms'])('%s is written as it was read', (text) => {
    expect(writtenDuration(duration(text))).toBe(text);
  });

  it.each(['', '0', '10', '0.1ms', '-1', '1h', '1 s', '1441m', 'Infinity', '1e3', '.5s'])(
    'not %j',
    (text) => {
      expect(() => duration(text)).toThrow(/10s, 500ms or 2m/);
    },
  );
});

describe("the lab's pair", () => {
  it.each([
    ['', '0.9.0', '2.10.0'],
    ['swift@0.11.1', '0.11.1', '2.10.0'],
    ['tiller@v2.13.0', '0.9.0', '2.13.0'],
    ['tiller@2.13.0,swift@v0.11.1', '0.11.1', '2.13.0'],
  ])('"%s"', (text, swift, tiller) => {
    expect(labPair(text)).toMatchObject({ swift: { version: swift }, tiller: { version: tiller } });
  });

  it.each([
    ['swift@0.9.0,swift@0.11.1', 'A pair has one swift@VERSION.'],
    ['tiller@2.10.0,swift@0.9.0,tiller@2.10.0', 'A pair has one tiller@VERSION.'],
    [',', 'A pair is written swift@0.11.1,tiller@2.13.0.'],
    ['swift@0.9.0,', 'A pair is written swift@0.11.1,tiller@2.13.0.'],
  ])('refuses "%s"', (text, words) => {
    expect(() => labPair(text)).toThrow(words);
  });
});
