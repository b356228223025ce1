// Most patterns cannot match most texts. To look for their words first spares compiling and running them.

/** By the name of a pattern; none for a pattern that has no such words. */
export type Needed = Readonly<Record<string, readonly string[]>>;

/** How letters are compared: `i` where a text was written in small letters as a whole. */
export type Letters = '' | 'i';

const folded = new Map<RegExp, RegExp>();

/** The pattern as it reads `letters`. */
export function reading(pattern: RegExp, letters: Letters): RegExp {
  if (letters === '') return pattern;
  const known = folded.get(pattern) ?? new RegExp(pattern, letters);
  folded.set(pattern, known);
  return known;
}

/** Whether the text holds a word that each match of the pattern holds. */
export function mayMatch(text: string, name: string, needed: Needed, letters: Letters): boolean {
  return (
    needed[name]?.some((word) => text.includes(letters === '' ? word : word.toLowerCase())) ?? true
  );
}
