// What a walk over JSON shows, whatever the pieces in which the text comes.
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { fieldsOnce, nounOf, NotAsked, walkJson, type JsonNode } from '../../src/net/json-walk.js';

function inPieces(text: string | Uint8Array, bytes: number): Readable {
  const whole = Buffer.from(text);
  const count = Math.ceil(whole.length / bytes);
  return of(Array.from({ length: count }, (_, at) => whole.subarray(at * bytes, (at + 1) * bytes)));
}

const of = (pieces: readonly Uint8Array[]) => Readable.from(pieces, { objectMode: true });

/** Each value with its path, as `a.0=1`. */
async function walked(text: string | Uint8Array, bytes = 1_000): Promise<string[]> {
  const seen: string[] = [];
  await walkJson(inPieces(text, bytes), (path, node) => {
    seen.push(
      `${path.join('.')}=${node.kind === 'scalar' ? JSON.stringify(node.value) : node.kind}`,
    );
  });
  return seen;
}

const refused = async (text: string | Uint8Array, bytes = 1_000) =>
  walked(text, bytes).then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof NotAsked)) throw error;
      return `${error.kind}: ${error.what}`;
    },
  );

describe('a walk', () => {
  it.each([1, 2, 3, 1_000])(
    'shows each value with its path, from pieces of %d bytes',
    async (bytes) => {
      const text =
        ' {"a":[1,{"b":"é"},[],[true]],"c":null,"":{"d":-1.5e3},"e":["x","y"],"f":"g"}\r\n\t';
      expect(await walked(text, bytes)).toEqual([
        '=object',
        'a=array',
        'a.0=1',
        'a.1=object',
        'a.1.b="é"',
        'a.2=array',
        'a.3=array',
        'a.3.0=true',
        'c=null',
        '=object',
        '.d=-1500',
        'e=array',
        'e.0="x"',
        'e.1="y"',
        'f="g"',
      ]);
    },
  );

  it('says of each piece that it came', async () => {
    let pieces = 0;
    const each = () => void (pieces += 1);
    await walkJson(inPieces('{"a":1}', 2), () => undefined, each);
    expect(pieces).toBe(4);
  });

  it('goes 64 levels deep, and no further', async () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(await walked(nested(64))).toHaveLength(64);
    expect(await refused(nested(65))).toBe('not-json: JSON of more than 64 levels');
    const side = `[${Array.from({ length: 100 }, () => '[]').join(',')}]`;
    expect(await walked(side)).toHaveLength(101);
  });

  it.each([1, 1_000])('refuses what is not one JSON text, in pieces of %d bytes', async (bytes) => {
    expect(await refused('', bytes)).toBe('not-json: an empty body');
    expect(await refused(' \t\r\n', bytes)).toBe('not-json: an empty body');
    for (const text of ['{"a":1', '[', '"a', '12']) {
      expect(await refused(text, bytes), text).toBe(
        'not-json: a body that is not a complete JSON object',
      );
    }
    for (const text of [
      '<html>',
      '{a:1}',
      '[1,]',
      '\uFEFF{}',
      Buffer.from([0x22, 0xff, 0x41, 0x41, 0x41, 0x22]),
    ]) {
      expect(await refused(text, bytes), String(text)).toBe('not-json: a body that is not JSON');
    }
    for (const text of ['{}{}', '[] x', '"a" 1']) {
      expect(await refused(text, bytes), text).toBe('not-json: JSON followed by more data');
    }
  });

  it('finds the mark of byte order where the first piece is empty, and lets it stand in a text', async () => {
    const marked = of([new Uint8Array(), Buffer.from('\uFEFF{}')]);
    await expect(walkJson(marked, () => undefined)).rejects.toThrow('a body that is not JSON');
    const later = of([Buffer.from('["'), Buffer.from('\uFEFF"]')]);
    const seen: JsonNode[] = [];
    await walkJson(later, (_path, node) => void seen.push(node));
    expect(seen.map(({ kind }) => kind)).toEqual(['array', 'scalar']);
  });

  it('passes on what the visitor and the body throw', async () => {
    const own = new Error('own');
    const visit = () => {
      throw own;
    };
    await expect(walkJson(inPieces('{}', 2), visit)).rejects.toBe(own);
    const wrong = new TypeError('own');
    const typed = () => {
      throw wrong;
    };
    await expect(walkJson(inPieces('{}', 2), typed)).rejects.toBe(wrong);
  });
});

it.each([
  [{ kind: 'object' }, 'an object'],
  [{ kind: 'array' }, 'an array'],
  [{ kind: 'scalar', value: null }, 'an empty value'],
  [{ kind: 'scalar', value: 'x' }, 'a string'],
  [{ kind: 'scalar', value: 1 }, 'a number'],
  [{ kind: 'scalar', value: false }, 'a boolean'],
] as const)('%j is called %s', (node, noun) => {
  expect(nounOf(node)).toBe(noun);
});

it('a field is allowed once, and a field of an error makes the object an error', () => {
  const field = fieldsOnce(['releases', 'count']);
  field('releases');
  field('count');
  expect(() => field('count')).toThrow('an object with the same field twice');
  expect(() => field('other')).toThrow('an object with an unknown field');
  for (const name of ['code', 'error', 'message', 'kind']) {
    expect(() => field(name), name).toThrow('an error object');
  }
});
