import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TILLER_MESSAGE_LIMIT } from '../../src/knowledge/limits.js';
import { chunkCapBytes, chunkList } from '../../src/predict/chunks.js';
import { listHeaderBytes, listMessageBytes } from '../../src/predict/sizes.js';
import { tillerOf } from './ground-truth.js';
import { sized, storedReleases } from './random.js';

const whole = tillerOf('2.8.2');
const overwriting = tillerOf('2.10.0');
const chunking = tillerOf('2.11.0');

const header = (count: number) => ({ count, next: '', total: count });
const names = (chunk: { releases: readonly { name: string }[] }) =>
  chunk.releases.map(({ name }) => name).join(' ');

describe('a Tiller that knows no chunks', () => {
  it('sends one message, also for an empty list', () => {
    expect(chunkList([], header(0), whole)).toEqual([{ releases: [], bytes: 0, overwritten: 0 }]);
    const releases = [sized('a', 15_000_000), sized('b', 15_000_000)];
    expect(chunkList(releases, header(2), whole).map(names)).toEqual(['a b']);
  });
});

describe('a Tiller that sends chunks', () => {
  it('sends nothing for an empty list', () => {
    expect(chunkList([], header(0), chunking)).toEqual([]);
  });

  it('fills a chunk up to the cap and not beyond it', () => {
    const cap = chunkCapBytes(header(2));
    const cut = (bytes: number) =>
      chunkList([sized('a', 1000), sized('b', bytes - 1000)], header(2), chunking).map(names);
    expect(cut(cap)).toEqual(['a b']);
    expect(cut(cap + 1)).toEqual(['a', 'b']);
  });

  it('does not count tags and lengths, so a full chunk exceeds the limit by them', () => {
    const cap = chunkCapBytes(header(2));
    const [chunk] = chunkList([sized('a', 1000), sized('b', cap - 1000)], header(2), chunking);
    expect(chunk?.bytes).toBe(TILLER_MESSAGE_LIMIT + 3 + 5);
  });

  it('sends an empty chunk ahead of a first release that is over the cap by itself', () => {
    const chunks = chunkList([sized('a', 30_000_000), sized('b', 10)], header(2), chunking);
    expect(chunks.map(names)).toEqual(['', 'a', 'b']);
    expect(chunks[0]?.bytes).toBe(listHeaderBytes(header(2)));
  });

  it('cuts every list into its releases, in order, each chunk within the cap if it can be', () => {
    fc.assert(
      fc.property(storedReleases, (releases) => {
        const fields = header(releases.length);
        const chunks = chunkList(releases, fields, chunking);
        expect(chunks.flatMap((chunk) => chunk.releases)).toEqual(releases);
        for (const chunk of chunks) {
          const held = chunk.releases.reduce((sum, { bytes }) => sum + bytes, 0);
          if (chunk.releases.length > 1) expect(held).toBeLessThanOrEqual(chunkCapBytes(fields));
          expect(chunk.bytes).toBe(listMessageBytes(chunk.releases, fields));
          expect(chunk.overwritten).toBe(0);
        }
      }),
    );
  });
});

describe('a Tiller whose chunks share a buffer', () => {
  it('overwrites a chunk with the beginning of the next', () => {
    const releases = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => sized(name, 5_000_000));
    const chunks = chunkList(releases, header(6), overwriting);
    expect(chunks.map(names)).toEqual(['e f c d', 'e f']);
    expect(chunks.map(({ overwritten }) => overwritten)).toEqual([2, 0]);
  });

  it('overwrites the whole of a chunk that is shorter than the next', () => {
    const releases = [sized('a', 20_000_000), sized('b', 1_000_000), sized('c', 1_000_000)];
    expect(chunkList(releases, header(3), overwriting).map(names)).toEqual(['b', 'b c']);
  });

  it('leaves a list alone that is one chunk', () => {
    const releases = [sized('a', 1000), sized('b', 1000)];
    expect(chunkList(releases, header(2), overwriting)).toEqual(
      chunkList(releases, header(2), chunking),
    );
  });

  it('keeps the number of entries in each chunk', () => {
    fc.assert(
      fc.property(storedReleases, (releases) => {
        const [bad, good] = [overwriting, chunking].map((tiller) =>
          chunkList(releases, header(releases.length), tiller).map(
            (chunk) => chunk.releases.length,
          ),
        );
        expect(bad).toEqual(good);
      }),
    );
  });
});
