import { describe, expect, it } from 'vitest';
import { OverCeiling } from '../../src/util/counted.js';
import { readTail } from '../../src/cli/read-tail.js';

const TEXT = 'Error: could not find tiller – „ß“ 語 🚀\r\nnext line\n';
const little = Buffer.from(TEXT, 'utf16le');
const big = Buffer.from(little).swap16();

const ENCODED: Readonly<Record<string, Buffer>> = {
  'UTF-8': Buffer.from(TEXT),
  'UTF-8 with a mark': Buffer.from(`\ufeff${TEXT}`),
  'UTF-16LE': little,
  'UTF-16LE with a mark': Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
  'UTF-16BE': big,
  'UTF-16BE with a mark': Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
};

async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

describe('readTail', () => {
  it.each(Object.entries(ENCODED))('reads %s, however it arrives', async (_name, bytes) => {
    for (const size of [1, 2, 3, 5, 64 * 1024]) {
      expect(await readTail(1000, pieces(bytes, size))).toEqual({ text: TEXT, cut: false });
    }
  });

  it('reads what is around a byte of another encoding', async () => {
    const bytes = Buffer.from('Fehler: verf\u00fcgbar', 'latin1');
    expect((await readTail(1000, pieces(bytes, 4))).text).toBe('Fehler: verf\ufffdgbar');
  });

  it('keeps the end of a long text, and says that it is cut', async () => {
    expect(await readTail(4, pieces(Buffer.from('abcdefgh'), 3))).toEqual({
      text: 'efgh',
      cut: true,
    });
  });

  it('refuses what has no end', async () => {
    async function* endless() {
      for (;;) yield await Promise.resolve(Buffer.alloc(100));
    }
    await expect(readTail(4, endless(), 1000)).rejects.toBeInstanceOf(OverCeiling);
    expect(await readTail(4, pieces(Buffer.alloc(1000, 'a'), 100), 1000)).toEqual({
      text: 'aaaa',
      cut: true,
    });
  });

  it.each(['', 'a', 'ab', 'abc'])('reads the short text "%s"', async (text) => {
    expect(await readTail(9, pieces(Buffer.from(text), 1))).toEqual({ text, cut: false });
  });
});
