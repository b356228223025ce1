// Takes secrets out of text, in every form in which a peer may repeat them: as they are, in hexadecimal, within base64
// of either alphabet, percent-encoded, and escaped as JSON, Go and HTML escape.

export const REDACTED = '[redacted]';

/**
 * Shorter ones are left alone: without them no text would be readable, and three characters are guessed
 * sooner than read.
 */
const SHORTEST_SECRET = 4;

/** From that many characters on the beginning of a secret is taken for the secret, where a text ends. */
const CUT_AT_END = 8;
/** The same before an ellipsis, which says that the text was cut. */
const CUT_BEFORE_ELLIPSIS = 4;

// A cut may go through an escape.
const CUT = /(?:%[\da-f]{0,3}|\\{1,8}(?:u\{?|x)?[\da-f]{0,6}|&#?[\da-z]{0,6})?(?=(…|\.\.\.)|"|$)/iy;
const PADDING = /(?:=|%(?:25){0,4}3d|\\{1,8}u003d|&#61;){0,2}/iy;
const BASE64 = /[\w+/-]/;

interface Needle {
  /** By code point. */
  readonly characters: readonly string[];
  /** Present: these are the characters of base64 that the secret alone decides. */
  readonly base64?: {
    /** How many before and after it hold a part of it. */
    readonly before: number;
    readonly after: number;
  };
}

/** Where a secret stands in a text. */
interface Found {
  readonly start: number;
  readonly end: number;
}

export class SecretText {
  readonly #known = new Set<string>();
  readonly #needles: Needle[] = [];
  readonly #byFirst = new Map<string, Needle[]>();

  add(secret: string): void {
    if (secret.length < SHORTEST_SECRET || this.#known.has(secret)) return;
    this.#known.add(secret);
    const hex = Buffer.from(secret).toString('hex');
    const plain = [secret, hex, hex.toUpperCase()].map((text) => ({
      characters: Array.from(text),
    }));
    for (const needle of [...plain, ...inBase64(secret)]) {
      this.#needles.push(needle);
      for (const first of firstsOf(needle)) {
        this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), needle]);
      }
    }
  }

  /** Whether no text can hold any. */
  get empty(): boolean {
    return this.#needles.length === 0;
  }

  /** `text` without any of the secrets. */
  clean(text: string): string {
    if (this.empty || text.length < SHORTEST_SECRET) return text;
    let cleaned = '';
    let kept = 0;
    let open: Found | null = null;
    for (const found of this.#find(text)) {
      if (open && found.start <= open.end) {
        open = { start: open.start, end: Math.max(open.end, found.end) };
        continue;
      }
      if (open) {
        cleaned += text.slice(kept, open.start) + REDACTED;
        kept = open.end;
      }
      open = found;
    }
    if (!open) return text;
    return cleaned + text.slice(kept, open.start) + REDACTED + text.slice(open.end);
  }

  /** In the order of their beginnings. */
  #find(text: string): Found[] {
    const found: Found[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at] ?? '';
      const needles = ESCAPES.includes(character) ? this.#needles : this.#byFirst.get(character);
      for (const needle of needles ?? []) {
        const end = endOf(text, at, needle);
        if (end !== null) found.push(widened(text, { start: at, end }, needle));
      }
    }
    return found.sort((one, other) => one.start - other.start);
  }
}

/** What an escape begins with. */
const ESCAPES = '%\\&';

/** Its first character as it may stand there without an escape. */
function firstsOf({ characters: [first = ''], base64 }: Needle): string[] {
  const unit = first.charAt(0);
  if (base64) return unit === '+' ? ['+', '-'] : unit === '/' ? ['/', '_'] : [unit];
  return unit === ' ' ? [' ', '+'] : [unit];
}

/** Base64 writes a secret in one of three forms: the secret begins at the first, second or third of 3 bytes. */
function inBase64(secret: string): Needle[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const bits = (offset + bytes.length) * 8;
    const start = offset === 0 ? 0 : offset + 1;
    return {
      characters: Array.from(whole.slice(start, Math.floor(bits / 6))),
      base64: { before: offset === 0 ? 0 : 1, after: bits % 6 === 0 ? 0 : 1 },
    };
  });
}

/** Where the needle ends that begins at `at`; `null`: none does. */
function endOf(text: string, at: number, { characters, base64 }: Needle): number | null {
  // More than one where an escape can also be meant as it stands.
  let ends = [at];
  for (const [index, character] of characters.entries()) {
    const next = ends.flatMap((end) => after(text, end, character, base64 !== undefined));
    if (next.length === 0) return cutEnd(text, ends, index);
    ends = next.length === 1 ? next : [...new Set(next)];
  }
  return Math.max(...ends);
}

/** Where a text ends, or was cut, amid a secret of which it holds the first `matched` characters. */
function cutEnd(text: string, ends: readonly number[], matched: number): number | null {
  if (matched < CUT_BEFORE_ELLIPSIS) return null;
  for (const end of ends) {
    CUT.lastIndex = end;
    const cut = CUT.exec(text);
    if (cut && (cut[1] !== undefined || matched >= CUT_AT_END)) return end + cut[0].length;
  }
  return null;
}

/** Where a character ends that begins at `at`, in each form in which it may stand there. */
function after(text: string, at: number, wanted: string, base64: boolean): number[] {
  const ends: number[] = [];
  if (text.startsWith(wanted, at)) ends.push(at + wanted.length);
  const other = base64 ? URL_ALPHABET[wanted] : wanted === ' ' ? '+' : undefined;
  if (other !== undefined && text[at] === other) ends.push(at + 1);
  if (ESCAPES.includes(text[at] ?? ' ')) {
    const escape = escapesOf(wanted);
    escape.lastIndex = at;
    if (escape.test(text)) ends.push(escape.lastIndex);
    // How often a percent sign was encoded shows by what follows only.
    for (let end = at + 1; wanted === '%' && ends.length <= 4 && text.startsWith('25', end);) {
      end += 2;
      ends.push(end);
    }
  }
  return ends;
}

const URL_ALPHABET: Readonly<Record<string, string>> = { '+': '-', '/': '_' };

const escapes = new Map<string, RegExp>();

function escapesOf(character: string): RegExp {
  const known = escapes.get(character);
  if (known) return known;
  const made = new RegExp(escapeForms(character).join('|'), 'iy');
  escapes.set(character, made);
  return made;
}

const NAMED: Readonly<Record<string, { readonly html?: string; readonly json?: string }>> = {
  '&': { html: 'amp' },
  '<': { html: 'lt' },
  '>': { html: 'gt' },
  '"': { html: 'quot' },
  "'": { html: 'apos' },
  '\n': { json: 'n' },
  '\r': { json: 'r' },
  '\t': { json: 't' },
  '\b': { json: 'b' },
  '\f': { json: 'f' },
};

// Bounded, so that no text takes long.
const BACKSLASHES = '\\\\{1,8}';

/** Backslashes, percent signs and ampersands may have been escaped in their turn. */
function escapeForms(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const units = Array.from({ length: character.length }, (_, index) =>
    character.charCodeAt(index).toString(16).padStart(4, '0'),
  );
  const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
  const { html, json } = NAMED[character] ?? {};
  return [
    bytes.map((byte) => `%(?:25){0,4}?${byte}`).join(''),
    units.map((unit) => `${BACKSLASHES}u${unit}`).join(''),
    `${BACKSLASHES}u\\{0{0,8}${hex}\\}`,
    `&(?:amp;){0,4}(?:#0{0,8}${code}|#x0{0,8}${hex}${html === undefined ? '' : `|${html}`});`,
    ...(code < 0x100 ? [`${BACKSLASHES}x${hex.padStart(2, '0')}`] : []),
    ...(json === undefined ? [] : [`${BACKSLASHES}${json}`]),
    // A backslash before anything that is no letter or digit stands for that itself.
    ...(code < 0x80 && !/[\da-z]/i.test(character)
      ? [`${BACKSLASHES}\\u${hex.padStart(4, '0')}`]
      : []),
  ];
}

/** With the characters of base64 that hold a part of the secret, and what fills up the last ones. */
function widened(text: string, { start, end }: Found, { base64 }: Needle): Found {
  if (!base64) return { start, end };
  const isBase64 = (at: number) => BASE64.test(text.charAt(at));
  const last = base64.after === 1 && isBase64(end) ? end + 1 : end;
  PADDING.lastIndex = last;
  PADDING.test(text);
  return {
    start: base64.before === 1 && isBase64(start - 1) ? start - 1 : start,
    end: PADDING.lastIndex,
  };
}
