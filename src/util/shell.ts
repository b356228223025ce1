// Words of a command line that is printed to be pasted into a shell.
import { visible } from './safe-text.js';

/** The word as a POSIX shell reads it back. Control characters need a shell with `$'…'`, such as bash. */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9@%+=:,./_-]+$/.test(word)) return word;
  if (visible(word) === word) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = Array.from(word, (character) =>
    visible(character) === character && !"'\\".includes(character)
      ? character
      : [...Buffer.from(character)]
          .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
          .join(''),
  );
  return `$'${escaped.join('')}'`;
}
