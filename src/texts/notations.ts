// Notations of one and the same text: HTML, Python, Go and what Helm's printing makes of a URL.

const ENTITIES: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

/** fmt reads `%3D` as the verb `D` with a width, and has no operand for it. */
const FMT: Record<string, string> = { C: '%2C', D: '%3D', F: '%2F' };

/** The keys of error bodies, and of what a Status holds. */
const KEY = '(code|message|error|kind|status|reason|details)';
const PYTHON_TEXT = new RegExp(`'${KEY}': ?'([^'"]{0,4000})'`, 'g');
const PYTHON_OTHER = new RegExp(`'${KEY}': ?(?=["\\d\\[{]|None)`, 'g');
/** A map as Go prints it. */
const GO_MAP = /map\[(?:error:[^\]]{0,2000}? )?code:(\d{1,2}) message:([^\]]{0,2000})\]/g;
/** Keys in the order of the alphabet are in the order of Swift, except where a writer sorted them by hand. */
const TURNED =
  /\{ ?"(?:message|error)": ?"((?:(?!"(?:message|error)": ?")[^\n]){0,4000}?)", ?"code": ?(\d{1,2}) ?\}/g;
/** grpc-gateway before 1.9 writes the message twice. */
const TWICE = /"error": ?"([^\n]{0,4000}?)", ?(?="code": ?\d{1,2}, ?"message": ?"\1")/g;
/** As Node prints an object. */
const NODE = /\bcode: (\d{1,2}), message: '([^'\n]{0,2000})'/g;
/** Without quotation marks, as jq -r or YAML writes it. */
const YAML = /^code: (\d{1,2}) message: "?([^\n"]{1,2000})"?/g;

/** As the reports of swiftcheck quote an answer. */
const QUOTED = /HTTP (\d{3}), gRPC code (\d{1,2}): "([^\n]{1,2000})"(?=\.?\s|\.?$)/g;

/** Colours whose escape character was lost, or is written out. */
const COLOUR =
  /(?:\\{1,4}u001b|\\{1,4}x1b|\\{1,4}033|\\e|\^\[|#033|\u241b)?\[(?:\d{1,3};){0,4}\d{1,3}m/gi;
/** What a chat or a word processor makes of quotation marks, spaces and tags around code. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u2018-\u201b\u2032]/g, "'"],
  [/[\u200b-\u200d\u2060\ufeff\u00ad]/g, ''],
  [/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '],
  [/<\/?(?:code|pre)(?: [^>\n]{0,200})?>/gi, ''],
  [/<br ?\/?>/gi, '\n'],
  [COLOUR, ''],
];

/** `text` as a keyboard types it. */
export function typed(text: string): string {
  const plain = text
    .replace(/&(?:amp;){0,3}(quot|apos|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/&(?:amp;){0,3}#(\d{2,3}|x[0-9a-f]{2});/gi, (_, code: string) => character(code));
  return undoubled(TYPED.reduce((rest, [mark, by]) => rest.replace(mark, by), plain));
}

/** CSV doubles the quotation marks within a value, YAML and SQL the apostrophes. Around a word they are no empty value. */
function undoubled(text: string): string {
  return [`"`, `'`].reduce((rest, mark) => {
    const opening = `(?<!${mark})${mark}{2}(?=[^\\s,:}\\])])`;
    const closing = `(?<=[^,:{(=[])${mark}{2}`;
    const around = new RegExp(`\\w${mark}{2}\\w|${opening}[^\\n]{1,2000}?${closing}`);
    return around.test(rest) ? rest.replaceAll(mark + mark, mark) : rest;
  }, text);
}

/** `text` in the notation of JSON, and its URLs as they were before fmt took `%3D` for a verb. */
export function decoded(text: string): string {
  return text
    .replace(/%!([CDF])\(MISSING\)/gi, (_, digit: string) => FMT[digit.toUpperCase()] ?? '')
    .replace(PYTHON_TEXT, '"$1": "$2"')
    .replace(PYTHON_OTHER, '"$1": ')
    .replace(GO_MAP, '{"code":$1,"message":"$2"}')
    .replace(TURNED, '{"code":$2,"message":"$1"}')
    .replace(TWICE, '')
    .replace(QUOTED, 'HTTP/1.1 $1 {"code":$2,"message":"$3"}')
    .replace(NODE, '"code":$1,"message":"$2"')
    .replace(YAML, '{"code":$1,"message":"$2"}');
}

function character(code: string): string {
  const value = code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code);
  return value < 0x20 || value > 0xff ? ' ' : String.fromCharCode(value);
}
