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
const TURNED = /\{ ?"message": ?"([^"]{0,4000})", ?"code": ?(\d{1,2}) ?\}/g;
/** grpc-gateway before 1.9 writes the message twice. */
const TWICE = /"error": ?"([^"]{0,4000})", ?(?="code": ?\d{1,2}, ?"message": ?"\1")/g;
/** Without quotation marks, as jq -r or YAML writes it. */
const YAML = /(?:^|\n)code: (\d{1,2})\r?\nmessage: "?([^\n"]{1,2000})"?/g;

/** As the reports of swiftcheck quote an answer. */
const QUOTED = /HTTP (\d{3}), gRPC code (\d{1,2}): "([^\n]{1,2000}?)"(?=\s|$)/g;

/** `text` in the notation of JSON, and its URLs as they were before fmt took `%3D` for a verb. */
export function decoded(text: string): string {
  return text
    .replace(/&(quot|apos|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/&#(\d{2,3}|x[0-9a-f]{2});/gi, (_, code: string) => character(code))
    .replace(/%!([CDF])\(MISSING\)/g, (_, digit: string) => FMT[digit] ?? '')
    .replace(PYTHON_TEXT, '"$1": "$2"')
    .replace(PYTHON_OTHER, '"$1": ')
    .replace(GO_MAP, '{"code":$1,"message":"$2"}')
    .replace(TURNED, '{"code":$2,"message":"$1"}')
    .replace(TWICE, '')
    .replace(QUOTED, 'HTTP/1.1 $1 {"code":$2,"message":"$3"}')
    .replace(YAML, '\n{"code":$1,"message":"$2"}');
}

function character(code: string): string {
  const value = code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code);
  return value < 0x20 || value > 0xff ? ' ' : String.fromCharCode(value);
}
