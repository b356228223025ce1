// Walks a JSON text as it streams in. Nothing of it is kept: what stands at a path is shown once.
import { JSONParser, TokenParserError, TokenType, TokenizerError } from '@streamparser/json';

/** A success that is not what was asked for. */
export class NotAsked extends Error {
  constructor(
    readonly kind: 'not-json' | 'wrong-answer',
    /** What came, as a noun; nothing of its content. */
    readonly what: string,
  ) {
    super(what);
  }
}

/** An answer of Swift nests about ten levels; without a bound a hostile one takes all memory. */
const DEEPEST = 64;

/** Long strings are gathered in pieces of that size. */
const PIECE_BYTES = 64 * 1024;

export type JsonPath = readonly (string | number)[];

export type JsonNode =
  | { readonly kind: 'object' | 'array' }
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null };

/**
 * Shows each value with its path: an object or array where it begins.
 * @throws NotAsked where the body is not one whole JSON text, and whatever `visit` throws
 * @param visit must not keep the path, which changes as the walk goes on
 */
export async function walkJson(
  body: AsyncIterable<Uint8Array>,
  visit: (path: JsonPath, node: JsonNode) => void,
  onChunk: () => void = () => undefined,
): Promise<void> {
  // The parser holds the grammar; its options ask for no values, so it keeps none.
  const parser = new JSONParser({ paths: [], keepStack: false, stringBufferSize: PIECE_BYTES });
  parser.onValue = () => undefined;
  parser.onToken = tracker(visit);
  let [empty, first] = [true, true];
  for await (const chunk of body) {
    // The decoder would pass a byte order mark by, which no JSON of Go begins with.
    if (first && chunk[0] === BYTE_ORDER_MARK)
      throw new NotAsked('not-json', 'a body that is not JSON');
    first &&= chunk.length === 0;
    empty &&= isBlank(chunk);
    parse(parser, chunk);
    onChunk();
  }
  if (empty) throw new NotAsked('not-json', 'an empty body');
  // It breaks off, or is a number, which has no end of its own.
  if (!parser.isEnded) throw new NotAsked('not-json', 'a body that is not a complete JSON object');
}

function parse(parser: JSONParser, chunk: Uint8Array): void {
  const before = parser.isEnded;
  try {
    parser.write(chunk);
  } catch (error) {
    if (!isSyntaxFault(error)) throw error;
    const more = before || parser.isEnded;
    throw new NotAsked('not-json', more ? 'JSON followed by more data' : 'a body that is not JSON');
  }
}

/** Errors of the parser, and of its decoder where the body is not UTF-8. */
function isSyntaxFault(error: unknown): boolean {
  return (
    error instanceof TokenizerError ||
    error instanceof TokenParserError ||
    (error instanceof TypeError &&
      'code' in error &&
      error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
  );
}

/** The first byte of U+FEFF in UTF-8. No JSON begins with it otherwise. */
const BYTE_ORDER_MARK = 0xef;

const OBJECT = { kind: 'object' } as const;
const ARRAY = { kind: 'array' } as const;

/** From tokens to paths. What the grammar does not allow is for the parser to refuse. */
function tracker(visit: (path: JsonPath, node: JsonNode) => void) {
  const path: (string | number)[] = [];
  let keyNext = false;
  const begin = (node: typeof OBJECT | typeof ARRAY, first: string | number) => {
    visit(path, node);
    if (path.length === DEEPEST) {
      throw new NotAsked('not-json', `JSON of more than ${DEEPEST} levels`);
    }
    path.push(first);
    keyNext = node === OBJECT;
  };
  return ({ token, value }: { token: TokenType; value: string | number | boolean | null }) => {
    const last = path.at(-1);
    switch (token) {
      case TokenType.LEFT_BRACE:
        begin(OBJECT, '');
        break;
      case TokenType.LEFT_BRACKET:
        begin(ARRAY, 0);
        break;
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        path.pop();
        keyNext = false;
        break;
      case TokenType.COMMA:
        if (typeof last === 'number') path[path.length - 1] = last + 1;
        else keyNext = true;
        break;
      case TokenType.COLON:
      case TokenType.SEPARATOR:
        break;
      default:
        if (keyNext && typeof value === 'string') {
          path[path.length - 1] = value;
          keyNext = false;
        } else visit(path, { kind: 'scalar', value });
    }
  };
}

function isBlank(chunk: Uint8Array): boolean {
  return chunk.every((byte) => byte === 32 || byte === 9 || byte === 10 || byte === 13);
}

/** What a value is, as a noun. */
export function nounOf(node: JsonNode): string {
  if (node.kind !== 'scalar') return node.kind === 'object' ? 'an object' : 'an array';
  if (node.value === null) return 'an empty value';
  return `a ${typeof node.value}`;
}

/** Fields by which another answer is an error. */
const ERROR_FIELDS = ['code', 'error', 'message', 'kind'];

/** For each field of an object in turn. @throws NotAsked for one that is not allowed, or stands twice */
export function fieldsOnce(allowed: readonly string[]): (field: string) => void {
  const seen = new Set<string>();
  return (field) => {
    if (!allowed.includes(field)) {
      const error = ERROR_FIELDS.includes(field);
      const what = error ? 'an error object' : 'an object with an unknown field';
      throw new NotAsked('wrong-answer', what);
    }
    if (seen.has(field)) throw new NotAsked('wrong-answer', 'an object with the same field twice');
    seen.add(field);
  };
}
