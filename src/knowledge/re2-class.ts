// Character classes and escapes of Go's regular expressions.
import { RegExpError } from './re2-error.js';

/** JavaScript source, and how many characters of the pattern it stands for. */
interface Read {
  readonly source: string;
  readonly length: number;
}

const PERL: Record<string, string> = {
  d: '0-9',
  s: '\\t\\n\\f\\r\\u{20}',
  w: '0-9A-Za-z_',
  D: '\\0-\\/:-\\u{10ffff}',
  S: '\\0-\\u{8}\\v\\u{e}-\\u{1f}!-\\u{10ffff}',
  W: '\\0-\\/:-@\\[-\\^`\\{-\\u{10ffff}',
};

const POSIX: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\0-\\x7f',
  blank: '\\t\\u{20}',
  cntrl: '\\0-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: '\\u{20}-~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r\\u{20}',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** What `\d` and the like stand for within brackets. */
export function perlClass(letter: string): string | undefined {
  return PERL[letter];
}

/** A class in brackets, from its `[` on. */
export function readClass(text: string, ignoreCase: boolean): Read {
  const negated = text.startsWith('[^');
  let at = negated ? 2 : 1;
  let members = '';
  for (let first = true; first || text[at] !== ']'; first = false) {
    if (at >= text.length) throw new RegExpError('missing closing ]', text);
    const rest = text.slice(at);
    const named = /^\[:(\^?)(\w+):\]/.exec(rest);
    const perl = rest.startsWith('\\') ? perlClass(rest.charAt(1)) : undefined;
    const unicode = perl ? null : readUnicodeClass(rest);
    if (named) {
      const set = POSIX[named[2] ?? ''];
      if (!set) throw new RegExpError('invalid character class range', named[0]);
      members += named[1] ? complement(set) : set;
      at += named[0].length;
    } else if (perl) {
      members += perl;
      at += 2;
    } else if (unicode) {
      members += unicode.source;
      at += unicode.length;
    } else {
      const low = readMember(rest, text);
      let { length } = low;
      let high = low.code;
      if (rest[length] === '-' && rest.length > length + 1 && rest[length + 1] !== ']') {
        const end = readMember(rest.slice(length + 1), text);
        length += 1 + end.length;
        high = end.code;
        if (high < low.code) {
          throw new RegExpError('invalid character class range', rest.slice(0, length));
        }
      }
      members += ignoreCase ? withBothCases(low.code, high) : range(low.code, high);
      at += length;
    }
  }
  return { source: `[${negated ? '^' : ''}${members}]`, length: at + 1 };
}

function readMember(rest: string, whole: string): { code: number; length: number } {
  if (rest === '') throw new RegExpError('missing closing ]', whole);
  if (rest.startsWith('\\')) return readEscape(rest);
  const code = rest.codePointAt(0) ?? 0;
  return { code, length: String.fromCodePoint(code).length };
}

/** The complement of a set of ASCII characters, as one member of a class. */
function complement(set: string): string {
  const inside = new RegExp(`[${set}]`, 'u');
  const outside = Array.from({ length: 128 }, (_, code) => code).filter(
    (code) => !inside.test(String.fromCharCode(code)),
  );
  return `${outside.map((code) => range(code, code)).join('')}\\u{80}-\\u{10ffff}`;
}

function range(low: number, high: number): string {
  return `\\u{${low.toString(16)}}-\\u{${high.toString(16)}}`;
}

/** A range for within brackets, with the other case of its ASCII letters. */
export function withBothCases(low: number, high: number): string {
  const swapped = (from: number, to: number, distance: number) => {
    const [first, last] = [Math.max(low, from), Math.min(high, to)];
    return first <= last ? range(first + distance, last + distance) : '';
  };
  return range(low, high) + swapped(0x41, 0x5a, 32) + swapped(0x61, 0x7a, -32);
}

/** `\pL`, `\p{Greek}`, `\P{^Lu}`; null where the text does not start with such a class. */
export function readUnicodeClass(text: string): Read | null {
  const match = /^\\([pP])(?:\{(\^?)(\w+)\}|(\w))/.exec(text);
  if (!match) {
    if (/^\\[pP]/.test(text)) throw new RegExpError('invalid character class range', text);
    return null;
  }
  const [whole, letter, negated, long, short] = match;
  const name = long ?? short ?? '';
  const kind = (letter === 'p') === !negated ? 'p' : 'P';
  const source = [name, `Script=${name}`]
    .map((property) => `\\${kind}{${property}}`)
    .find((candidate) => isValid(candidate));
  if (!source) throw new RegExpError('invalid character class range', whole);
  return { source, length: whole.length };
}

function isValid(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

const LETTERS: Record<string, number> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** An escape that stands for one character, from its backslash on. */
export function readEscape(text: string): { code: number; length: number } {
  if (text === '\\') throw new RegExpError('trailing backslash at end of expression', '');
  const octal = /^\\(?:[1-7][0-7]{1,2}|0[0-7]{0,2})/.exec(text)?.[0];
  if (octal) return { code: Number.parseInt(octal.slice(1), 8), length: octal.length };
  const hex = /^\\x(?:([\da-f]{2})|\{([\da-f]+)\})/i.exec(text);
  const code = Number.parseInt(hex?.[1] ?? hex?.[2] ?? '', 16);
  if (hex && code <= 0x10ffff) return { code, length: hex[0].length };
  const letter = text.charAt(1);
  const control = LETTERS[letter];
  if (control !== undefined) return { code: control, length: 2 };
  if (/[!-/:-@[-`{-~\s]/.test(letter)) return { code: letter.charCodeAt(0), length: 2 };
  const end = 1 + String.fromCodePoint(text.codePointAt(1) ?? 0).length;
  throw new RegExpError('invalid escape sequence', text.slice(0, end));
}
