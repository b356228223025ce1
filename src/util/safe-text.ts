// Text that came from elsewhere (release names, error messages, banners) is hostile until shown safe:
// a terminal must not be moved, coloured or cleared by it.

// Controls, marks that reorder or hide text, line and paragraph separators, lone surrogates, and
// noncharacters, two of which no XML may hold.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Control characters made visible: a newline as `\n`, escape as `\x1b`. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => NAMED[character] ?? escaped(character));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** At most `most` characters: the beginning and the end, with an ellipsis where something was cut. */
export function shortenMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
}

/** The first `most` characters, with an ellipsis where something was cut. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** What is no address may still hold a password. */
export function withoutUser(text: string): string {
  return text.replace(/^.*@/s, '…@');
}
