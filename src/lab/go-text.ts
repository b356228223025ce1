// How Go writes and reads text, as far as the answers of Swift and Tiller show it.

const NAMED: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** As `%q` and strconv.Quote write a string. */
export function quoted(text: string): string {
  const escaped = text.replace(/["\\]|[^\P{C}]|(?! )\p{Z}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return NAMED[character] ?? escapeOf(code);
  });
  return `"${escaped}"`;
}

function escapeOf(code: number): string {
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * strconv.ParseInt with base 0 and `bits` bits.
 * @throws Error with Go's text.
 */
export function parseInteger(text: string, bits: 32 | 64): bigint {
  const fail = (reason: string) => {
    throw new Error(`strconv.ParseInt: parsing ${quoted(text)}: ${reason}`);
  };
  const match = /^([+-]?)(?:(0x[\da-f]+|0b[01]+|0o[0-7]+)|0([0-7]+)|(\d+))$/i.exec(text);
  if (!match || /^[+-]?0\d*[89]/.test(text)) return fail('invalid syntax');
  const [, sign, prefixed, octal, decimal] = match;
  const magnitude = BigInt(prefixed?.toLowerCase() ?? (octal ? `0o${octal}` : decimal) ?? '0');
  const value = sign === '-' ? -magnitude : magnitude;
  if (BigInt.asIntN(bits, value) !== value) return fail('value out of range');
  return value;
}

/**
 * strconv.ParseBool.
 * @throws Error with Go's text.
 */
export function parseBoolean(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw new Error(`strconv.ParseBool: parsing ${quoted(text)}: invalid syntax`);
}
