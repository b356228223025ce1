import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonPieces } from '../../src/util/json-pieces.js';
import { anyCharacter } from '../support/any-character.js';

const whole = (value: object) => [...jsonPieces(value)].join('');

it('gives what JSON.stringify gives, whatever the value', () => {
  const leaf = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.letrec<{ any: unknown; list: unknown[]; record: object }>((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, leaf, fc.constant(undefined), tie('list'), tie('record')),
    list: fc.array(tie('any')),
    record: fc.dictionary(fc.string({ unit: anyCharacter }), tie('any')),
  }));
  fc.assert(
    fc.property(fc.oneof(value.list, value.record), (given) => {
      expect(whole(given)).toBe(`${JSON.stringify(given, null, 2)}\n`);
    }),
  );
});

it('holds no long text as a whole', () => {
  const releases = Array.from({ length: 20_000 }, (_each, revision) => ({ name: 'a', revision }));
  const pieces = [...jsonPieces({ releases })];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(128 * 1024);
  expect(JSON.parse(pieces.join(''))).toEqual({ releases });
});
