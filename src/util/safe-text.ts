// Text that came from elsewhere (release names, error messages, banners) is hostile until shown safe:
// a terminal must not be moved, coloured or cleared by it.

// Controls, marks that reorder or hide text, line and paragraph separators, lone surrogates, and
// noncharacters, two of which no XML may hold.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

declare const SAFE: unique symbol;

/**
 * Text that may be shown, and does nothing else. Only this file makes it: a report takes no plain string, so that
 * unescaped text of another side does not compile.
 */
export type Safe = string & { readonly [SAFE]: true };

/** Control characters made visible: a newline as `\n`, escape as `\x1b`. Text that is visible stays as it is. */
export function visible(text: string): Safe {
  return trusted(text.replace(UNSAFE, (character) => NAMED[character] ?? escaped(character)));
}

/** A text of ours, in which each value is made visible. What has colour is put together by `joined`. */
export function safe(ours: TemplateStringsArray, ...values: readonly (string | number)[]): Safe {
  return trusted(String.raw({ raw: ours }, ...values.map((value) => visible(String(value)))));
}

export function joined(parts: readonly Safe[], between = ''): Safe {
  return trusted(parts.join(between));
}

/** The text made visible, and then cut, padded or coloured. `form` adds nothing of another side. */
export function formed(text: string, form: (text: Safe) => string): Safe {
  return trusted(form(visible(text)));
}

/** The brand has no other source, so the assertion stands here alone. */
function trusted(text: string): Safe {
  return text as Safe;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** At most `most` characters: the beginning and the end, with an ellipsis if something was cut. */
export function shortenMiddle(text: Safe, most: number): Safe {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return trusted(
    `${beginning(text, most - 1 - end)}…${text.slice(text.length - end).replace(/^[\udc00-\udfff]/, '')}`,
  );
}

/** The first `most` characters, with an ellipsis if something was cut. Safe text stays safe. */
export function shorten(text: Safe, most: number): Safe;
export function shorten(text: string, most: number): string;
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${beginning(text, most - 1)}…`;
}

/** Without half of a character at its end. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** What is no address may still hold a password. */
export function withoutUser(text: string): string {
  return text.replace(/^.*@/s, '…@');
}
