// Reports for terminals and logs that show nothing beyond ASCII.
import type { Safe } from '../util/safe-text.js';

/** What the reports themselves use, as close to it as ASCII comes. */
const CLOSEST: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '→': '->',
  '✔': '+',
  '✖': 'x',
};

/** Whatever else is beyond ASCII is the other side's, and is written as its code point. */
export function toAscii(text: Safe): Safe;
export function toAscii(text: string): string;
export function toAscii(text: string): string {
  return text.replace(
    /\P{ASCII}/gu,
    (character) => CLOSEST[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
