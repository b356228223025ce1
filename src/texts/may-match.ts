// Most patterns cannot match most texts. To look for their words first spares compiling and running them.

/** By the name of a pattern; none for a pattern that has no such words. */
export type Needed = Readonly<Record<string, readonly string[]>>;

/** Whether the text holds a word that each match of the pattern holds. */
export function mayMatch(text: string, name: string, needed: Needed): boolean {
  return needed[name]?.some((word) => text.includes(word)) ?? true;
}
