// What somebody may have meant by a word that is none of those that are known.
import leven from 'leven';

/** The known words within a third of the word's length in edits, the nearest first, at most three. */
export function nearest(word: string, known: readonly string[]): string[] {
  const most = Math.max(2, Math.floor(word.length / 3));
  return known
    .map((candidate) => ({ candidate, edits: leven(word, candidate) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
