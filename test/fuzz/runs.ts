// How long a property is tried: FUZZ_RUNS says it, otherwise the mode of the tests.
import fc from 'fast-check';
import { inject } from 'vitest';

const given = Number(process.env['FUZZ_RUNS'] ?? 0);

/** The runs of a property that takes about `weight` milliseconds. */
export function runs(weight = 1): fc.Parameters<unknown> {
  const numRuns = given > 0 ? given : inject('thorough') ? 3_000 : 200;
  return { numRuns: Math.max(10, Math.round(numRuns / weight)), endOnFailure: given === 0 };
}

/** Values of JSON that no field is made for, at its edges and beyond. */
export const ODD: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, '', [], {}, -1, -0.5, 1.5, 1e300, -1e300, 8.64e15, 8.64e15 + 1],
    ...[2 ** 31, 2 ** 53, -(2 ** 53), '9999-99-99T99:99:99Z', '-271821-04-20T00:00:00.000Z'],
    ...['+275760-09-13T00:00:00.001Z', '\u001b[31m', '__proto__', 'x'.repeat(5_000)],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The same bytes with a few of them changed, left out, doubled or cut. */
export function mutated(bytes: Uint8Array): fc.Arbitrary<Buffer> {
  const at = fc.nat({ max: Math.max(0, bytes.length - 1) });
  const change = fc.record({ at, to: fc.nat({ max: 255 }), kind: fc.nat({ max: 3 }) });
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes.reduce((now: Buffer, { at: place, to, kind }) => {
      if (now.length === 0) return now;
      const index = place % now.length;
      if (kind === 0) return now.subarray(0, index);
      if (kind === 1) return Buffer.concat([now.subarray(0, index), now.subarray(index + 1)]);
      if (kind === 2) return Buffer.concat([now.subarray(0, index), now.subarray(index >> 1)]);
      const copy = Buffer.from(now);
      copy.fill(to, index, index + 1);
      return copy;
    }, Buffer.from(bytes)),
  );
}
