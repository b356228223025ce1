// Go's regular expressions (RE2) as JavaScript's, and Go's errors for those that are wrong.
import { perlClass, readClass, readEscape, readUnicodeClass, withBothCases } from './re2-class.js';
import { RegExpError } from './re2-error.js';

/**
 * A JavaScript expression that finds what Go's does.
 * @throws RegExpError with Go's error text.
 */
export function compileRe2(pattern: string): RegExp {
  return new RegExp(new Translation(pattern).run(), 'u');
}

interface Flags {
  /** i: ignores case. m: ^ and $ at lines. s: a dot takes newlines. U: lazy by default. */
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** In groups, because JavaScript repeats no bare assertion. */
const ASSERTIONS: Readonly<Record<string, string>> = {
  A: '(?:^)',
  z: '(?:$)',
  b: '(?:\\b)',
  B: '(?:\\B)',
};

class Translation {
  private rest: string;
  private output = '';
  private flags: Flags = { i: false, m: false, s: false, U: false };
  /** Flags to go back to at each open parenthesis. */
  private readonly open: Flags[] = [];
  /** Whether there is something that an operator can repeat. */
  private repeatable = false;
  /** From the last repetition operator on, if nothing came since. */
  private lastRepeat = '';

  constructor(private readonly pattern: string) {
    this.rest = pattern;
  }

  run(): string {
    while (this.rest !== '') this.step();
    if (this.open.length > 0) throw new RegExpError('missing closing )', this.pattern);
    return this.output;
  }

  private step(): void {
    const [character = ''] = this.rest;
    if (/[*+?]/.test(character) || this.repeatCount()) {
      this.repeat();
      return;
    }
    this.lastRepeat = '';
    if (character === '(') this.group();
    else if (character === ')') this.endGroup();
    else if (character === '|') this.take(1, '|', false);
    else if (character === '\\') this.escape();
    else if (character === '[') {
      const { source, length } = readClass(this.rest, this.flags.i);
      this.take(length, source);
    } else {
      this.take(character.length, this.special(character) ?? this.literal(character));
    }
  }

  private special(character: string): string | undefined {
    const { m, s } = this.flags;
    if (character === '.') return s ? '[^]' : '[^\\n]';
    if (character === '^') return m ? '(?:^|(?<=\\n))' : '(?:^)';
    if (character === '$') return m ? '(?:(?=\\n|$))' : '(?:$)';
    return undefined;
  }

  private take(length: number, source: string, repeatable = true): void {
    this.rest = this.rest.slice(length);
    this.output += source;
    this.repeatable = repeatable;
  }

  private literal(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    return this.flags.i ? `[${withBothCases(code, code)}]` : `\\u{${code.toString(16)}}`;
  }

  private repeatCount(): RegExpExecArray | null {
    return /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.rest);
  }

  private repeat(): void {
    const count = this.repeatCount();
    const operator = count?.[0] ?? this.rest.charAt(0);
    const lazy = this.rest.charAt(operator.length) === '?';
    const whole = this.rest.slice(0, operator.length + (lazy ? 1 : 0));
    if (count) {
      const [, min, comma, max] = count;
      const [least, most] = [Number(min), Number(max === '' ? min : (max ?? min))];
      if (least > 1000 || most > 1000 || (comma && least > most)) {
        throw new RegExpError('invalid repeat count', whole);
      }
    }
    if (this.lastRepeat !== '') {
      const stacked = this.lastRepeat.slice(0, this.lastRepeat.length - this.rest.length) + whole;
      throw new RegExpError('invalid nested repetition operator', stacked);
    }
    if (!this.repeatable) throw new RegExpError('missing argument to repetition operator', whole);
    this.lastRepeat = this.rest;
    this.take(whole.length, operator + (lazy === this.flags.U ? '' : '?'));
  }

  private group(): void {
    const named = /^\(\?P<([^>]*)(>?)/.exec(this.rest);
    if (named) {
      const [text, name = '', end] = named;
      if (!end || !/^\w+$/.test(name)) {
        throw new RegExpError('invalid named capture', end ? text : this.rest);
      }
      this.beginGroup(text.length);
      return;
    }
    if (!this.rest.startsWith('(?')) {
      this.beginGroup(1);
      return;
    }
    const flagged = /^\(\?([imsU]*)(?:(-)([imsU]+))?([:)])/.exec(this.rest);
    if (!flagged) {
      const [wrong = ''] = /^\(\?[imsU-]*[^]?/u.exec(this.rest) ?? [];
      throw new RegExpError('invalid or unsupported Perl syntax', wrong);
    }
    const [text, on = '', , off = '', end] = flagged;
    const set = (name: keyof Flags) =>
      (this.flags[name] || on.includes(name)) && !off.includes(name);
    const flags = { i: set('i'), m: set('m'), s: set('s'), U: set('U') };
    if (end === ':') this.beginGroup(text.length);
    else this.rest = this.rest.slice(text.length);
    this.flags = flags;
  }

  private beginGroup(length: number): void {
    this.open.push(this.flags);
    this.take(length, '(?:', false);
  }

  private endGroup(): void {
    const before = this.open.pop();
    if (!before) throw new RegExpError('unexpected )', this.pattern);
    this.flags = before;
    this.take(1, ')');
  }

  private escape(): void {
    const [, letter = ''] = this.rest;
    const assertion = ASSERTIONS[letter];
    if (assertion) {
      this.take(2, assertion);
      return;
    }
    if (letter === 'Q') {
      const end = this.rest.indexOf('\\E');
      const text = this.rest.slice(2, end < 0 ? undefined : end);
      const source = text.replace(/[^]/gu, (character) => this.literal(character));
      this.take(end < 0 ? this.rest.length : end + 2, source, text !== '');
      return;
    }
    const perl = perlClass(letter);
    if (perl) {
      this.take(2, `[${perl}]`);
      return;
    }
    const unicode = readUnicodeClass(this.rest);
    if (unicode) {
      this.take(unicode.length, unicode.source);
      return;
    }
    const { code, length } = readEscape(this.rest);
    this.take(length, this.literal(String.fromCodePoint(code)));
  }
}
