// A long JSON text in pieces: one string of it, and the bytes of a whole file, take several times the memory.

const PIECE_CHARACTERS = 64 * 1024;
const INDENT = 2;
/** What holds no more values than this is written at once, which is faster. */
const FEW = 100;

/** What `JSON.stringify(value, null, 2)` gives for plain data, and a line break. */
export function* jsonPieces(value: object): Generator<string, void, undefined> {
  let piece = '';
  for (const part of parts(value, '\n')) {
    piece += part;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n`;
}

/** @param line a line break, and the indentation of the line on which the value begins */
function* parts(value: unknown, line: string): Generator<string, void, undefined> {
  if (!isObject(value) || left(value, FEW) >= 0) {
    // In a text of JSON, a line break is never within a string.
    yield JSON.stringify(value, null, INDENT).replaceAll('\n', line);
    return;
  }
  const within = `${line}${' '.repeat(INDENT)}`;
  const isList = Array.isArray(value);
  let before = isList ? '[' : '{';
  for (const name in value) {
    const field: unknown = value[name];
    if (field === undefined && !isList) continue;
    yield `${before}${within}${isList ? '' : `${JSON.stringify(name)}: `}`;
    yield* parts(field ?? null, within);
    before = ',';
  }
  yield `${line}${isList ? ']' : '}'}`;
}

/** How many of `most` values are left after all in this value are counted; below 0: there are more. */
function left(value: Fields, most: number): number {
  let rest = most;
  for (const name in value) {
    const field = value[name];
    rest = isObject(field) ? left(field, rest - 1) : rest - 1;
    if (rest < 0) break;
  }
  return rest;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
