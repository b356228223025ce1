// What a user may have meant by an unknown word.
import leven from 'leven';

/**
 * The known words with the fewest edits, at most three. A word of up to four letters may have one edit, a
 * longer word two, a long word a third of its letters. Letters in another order are one edit.
 */
export function nearest(word: string, known: readonly string[]): string[] {
  const most = Math.max(word.length > 4 ? 2 : 1, Math.floor(word.length / 3));
  const rated = known.map((candidate) => ({ candidate, edits: editsBetween(word, candidate) }));
  const fewest = Math.min(...rated.map(({ edits }) => edits));
  return rated
    .filter(({ edits }) => edits <= most && edits === fewest)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function editsBetween(word: string, candidate: string): number {
  const letters = (text: string) => text.split('').sort().join('');
  return letters(word) === letters(candidate) && word !== candidate ? 1 : leven(word, candidate);
}

/** ` Did you mean text or short?`; `''` if nothing is near. */
export function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
}
