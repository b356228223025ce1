// The words without which a pattern cannot match. To look for words is far cheaper than to compile and run a
// pattern, and most texts hold those of few patterns.
import { RegExpParser } from '@eslint-community/regexpp';

/** A shorter one stands in many texts. */
const LEAST = 4;
/** More would not tell more texts apart. */
const MOST = 16;

/**
 * Each match of the pattern holds at least one of these words; `null`: nothing is known.
 * @param {RegExp} pattern
 * @returns {readonly string[] | null}
 */
export function neededWords({ source, flags }) {
  if (/[iv]/.test(flags)) return null;
  const { alternatives } = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
  });
  const words = ofAny(alternatives);
  return words && [...new Set(words.map((word) => word.slice(0, MOST)))];
}

/** What one of several holds, whichever it is. */
function ofAny(alternatives) {
  const all = alternatives.map(ofAll);
  return all.includes(null) ? null : all.flat();
}

/** The longest of what stands in a row. */
function ofAll({ elements }) {
  const found = [];
  let run = '';
  const end = () => {
    if (run.length >= LEAST) found.push([run]);
    run = '';
  };
  for (const element of inRow(elements)) {
    if (element.type === 'Character') {
      run += String.fromCodePoint(element.value);
      continue;
    }
    end();
    const words = ofOther(element);
    if (words) found.push(words);
  }
  end();
  return found.sort((a, b) => shortest(b) - shortest(a) || a.length - b.length)[0] ?? null;
}

const isGroup = ({ type }) => type === 'Group' || type === 'CapturingGroup';

/** With what stands in groups of one alternative. */
function inRow(elements) {
  return elements.flatMap((element) =>
    isGroup(element) && element.alternatives.length === 1
      ? inRow(element.alternatives[0].elements)
      : [element],
  );
}

function ofOther(element) {
  if (isGroup(element)) return ofAny(element.alternatives);
  if (element.type === 'Quantifier' && element.min > 0)
    return ofAll({ elements: [element.element] });
  return null;
}

function shortest(words) {
  return Math.min(...words.map(({ length }) => length));
}
