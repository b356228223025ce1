import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataSet } from '../../src/lab/data-set.js';

interface DirectLine {
  readonly dataset: string;
  readonly direct?: { readonly relSizes?: readonly number[] };
}

const direct = readFileSync('fixtures/ground-truth/responses.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as DirectLine);

describe('built-in data sets', () => {
  it.each(['small', 'seed', 'sum', 'notes', 'many', 'empty'])(
    '%s has the recorded sizes',
    (name) => {
      const recorded = direct.find((line) => line.dataset === name)?.direct?.relSizes ?? [];
      const sizes = dataSet(name).releases.map((release) => release.encoded.length);
      expect(sizes.slice(0, recorded.length)).toEqual(recorded);
    },
  );

  it('take another size for the file of harbor', () => {
    const [standard, small] = [dataSet('seed'), dataSet('seed', { fileBytes: 100 })].map(
      ({ releases }) => releases.find(({ name }) => name === 'harbor')?.encoded.length ?? 0,
    );
    expect(standard).toBe(4194652);
    // Tag and length of chart, file and value need fewer bytes, too.
    expect(small).toBeLessThan(4194652 - 4194304 + 100);
    expect(small).toBeGreaterThan(400);
  });
});
