// From a text to what is known about the text. Pure: makes no call.
import { visible } from '../util/safe-text.js';
import { codesAt, type Codes } from './codes.js';
import { bounded, groupsOf } from './groups.js';
import { formsOf } from './forms.js';
import { mayMatch, type Letters } from './may-match.js';
import { OF_PHRASES } from './needed.js';
import { pageHits } from './page-hits.js';
import { PHRASES } from './phrases/all.js';
import { readForm } from './read.js';
import { framesIn, isOfAnotherSystem, type Frame } from './speech.js';
import type { Step } from './step.js';
import { ANYWHERE } from './steps.js';
import type { Groups, Hit, Meaning, Phrase, Rank, Scene } from './types.js';
import { isOfCalls, narrowed } from './narrowed.js';

export interface Recognised extends Codes, Omit<Meaning, 'rank'> {
  /** The part of the text that was recognised, safe to show; never what stands around it. */
  readonly matched: string;
  /** How often these very words stand in the text. */
  readonly count: number;
}

export interface Knowledge {
  /** Where the steps apply; absent: Helm's default names. */
  readonly scene?: Scene;
  /** What is known of who speaks where the text does not say it. */
  readonly speaker?: Frame;
}

const RANKS: readonly Rank[] = ['cause', 'symptom', 'note'];

/** Everything that the text holds: causes before what follows from them; empty if none is known. */
export function recognise(text: string, knowledge: Knowledge = {}): Recognised[] {
  if (isOfOneCase(text)) {
    const all = recognisedAs(text.toLowerCase(), 'i', knowledge);
    // What is shown again stays as it was written.
    return /[a-z]/.test(text)
      ? all
      : all.map((each) => ({ ...each, matched: each.matched.toUpperCase() }));
  }
  const found = recognisedAs(text, '', knowledge);
  const small = withSmallLetters(text);
  return found.length > 0 || small === text ? found : recognisedAs(small, '', knowledge);
}

function recognisedAs(text: string, letters: Letters, knowledge: Knowledge): Recognised[] {
  const scene = knowledge.scene ?? ANYWHERE;
  const found = new Map<string, { hit: Hit; shown: Recognised }>();
  const explained = new Set<string>();
  for (const form of formsOf(text)) {
    const earlier = [...found.values()].map(({ hit }) => hit);
    const hits = [
      ...phraseHits(form, scene, letters, knowledge.speaker),
      ...readHits(form, scene, letters, knowledge.speaker),
      ...pageHits(form, PHRASES.length, letters, knowledge.speaker),
    ];
    for (const hit of hits) {
      const known = earlier.filter((other) => other.key === hit.key || isSameTail(other, hit));
      if (known.every((other) => isReadBetter(hit, other))) {
        for (const other of known) found.delete(other.key);
        found.set(hit.key, { hit, shown: recognised(hit, form) });
      }
      // The general words inside a text that a more specific entry explains say nothing more.
      if (hit.spans.every((span) => liesWithinAnother(span, hit, hits))) explained.add(hit.key);
    }
  }
  const all = [...found.values()];
  const told = all.filter(({ hit }) => !explained.has(hit.key));
  // Two forms of a text can each explain what the other one shows.
  return (told.length > 0 ? told : all)
    .sort((a, b) => rankOf(a.hit) - rankOf(b.hit) || a.hit.order - b.hit.order)
    .map(({ shown }) => shown);
}

/** A person who writes a text down, or a program that searches logs, can leave no difference between letters. */
function isOfOneCase(text: string): boolean {
  return !/[a-z]/.test(text) || !/[A-Z]/.test(text);
}

/** A person who types a text begins a sentence with a capital. */
function withSmallLetters(text: string): string {
  if (text.trim().includes('\n')) return text;
  return text.replace(/(?:^|[:.] )[A-Z](?=[a-z]{0,20}[ \d])/g, (begin) => begin.toLowerCase());
}

function rankOf({ meaning }: Hit): number {
  return RANKS.indexOf(meaning.rank);
}

/** A break within an end can cut it short in one of two forms, at either side. */
const LEAST_CUT = 12;

/** Of two that say as much, the one that begins earlier: a break cut the other's address. */
function isReadBetter(one: Hit, other: Hit): boolean {
  if (one.specificity !== other.specificity) return one.specificity > other.specificity;
  const [tail, shorter] = [one.tail ?? '', other.tail ?? ''];
  return tail.length > shorter.length && tail.endsWith(shorter);
}

function isSameTail(a: Hit, b: Hit): boolean {
  if (a.tail === null || b.tail === null) return false;
  const [short = '', long = ''] = [a.tail, b.tail].sort((one, other) => one.length - other.length);
  return (
    short === long ||
    (short.length >= LEAST_CUT && (long.startsWith(short) || long.endsWith(short)))
  );
}

function phraseHits(form: string, scene: Scene, letters: Letters, speaker?: Frame): Hit[] {
  return PHRASES.flatMap((phrase, order) => {
    if (!mayMatch(form, phrase.id, OF_PHRASES, letters)) return [];
    const matches = [...form.matchAll(new RegExp(phrase.pattern, `g${letters}`))].filter(
      (match) => phrase.when?.(groupsOf(match)) ?? true,
    );
    const [first] = matches;
    if (!first) return [];
    const frames = framesAround(form, first, letters, speaker);
    const groups = bounded(groupsOf(first), form);
    const meaning = meaningOfPhrase(phrase, groups, frames, scene);
    if (isOfCalls(meaning.hops) && isOfAnotherSystem(form, first.index, letters)) return [];
    return [
      {
        key: phrase.id,
        meaning,
        spans: matches.map((match) => [match.index, match.index + match[0].length] as const),
        tail: null,
        specificity: meaning.hops.length === 1 ? 1 : 0,
        order,
      },
    ];
  });
}

function readHits(form: string, scene: Scene, letters: Letters, speaker?: Frame): Hit[] {
  const hits = new Map<string, Hit>();
  for (const { meaning, from, to, tail, specificity } of readForm(form, scene, letters, speaker)) {
    const key = `${meaning.id} ${meaning.hops.join(' ')}`;
    const known = hits.get(key);
    hits.set(key, {
      key,
      meaning: known?.meaning ?? meaning,
      spans: [...(known?.spans ?? []), [from, to]],
      tail: known?.tail ?? tail,
      specificity: Math.max(specificity, known?.specificity ?? 0),
      order: PHRASES.length + from,
    });
  }
  return [...hits.values()];
}

/** How far around a phrase its speaker can stand. */
const AROUND = 1500;

/** Who speaks in the entry of a match, and who is known to speak. */
function framesAround(
  form: string,
  { index, 0: matched }: RegExpExecArray,
  letters: Letters,
  speaker?: Frame,
): ReadonlySet<Frame> {
  const end = form.indexOf('\n', index + matched.length);
  const frames = framesIn(
    form.slice(
      Math.max(form.lastIndexOf('\n', index - 1) + 1, index - AROUND),
      Math.min(end === -1 ? form.length : end, index + matched.length + AROUND),
    ),
    letters,
  );
  return speaker ? frames.add(speaker) : frames;
}

function meaningOfPhrase(
  phrase: Phrase,
  groups: Groups,
  frames: ReadonlySet<Frame>,
  scene: Scene,
): Meaning {
  const { cause, steps, rank = 'cause', hops, decides, pattern: _, when: _when, ...rest } = phrase;
  const places = narrowed(typeof hops === 'function' ? hops(groups) : hops, frames);
  return {
    ...rest,
    rank,
    hops: places,
    ...(decides !== undefined && (places === hops || places.length > 1) && { decides }),
    cause: typeof cause === 'string' ? cause : cause(groups),
    steps: typeof steps === 'function' ? steps(groups, scene) : steps,
  };
}

function liesWithinAnother(
  [from, to]: readonly [number, number],
  own: Hit,
  hits: readonly Hit[],
): boolean {
  return hits.some(
    (other) =>
      other !== own &&
      other.spans.some(([start, end]) =>
        start < from
          ? from < end
          : start === from &&
            (end > to || (end === to && own.tail !== null && other.tail === null)),
      ),
  );
}

function recognised(hit: Hit, form: string): Recognised {
  const { rank: _, cause, steps, ...meaning } = hit.meaning;
  const [from, to] = hit.spans[0] ?? [0, 0];
  const words = form.slice(from, to);
  return {
    ...meaning,
    cause: visible(cause),
    steps: steps.map(shown),
    // For an error body its message: the code is reported by itself.
    matched: visible(words.replace(/^.*"message": ?"([^"]+)"?$/, '$1').replace(/^<\w+>/, '')),
    // One entry can say the same in two ways, and two entries differ in an address.
    count: hit.spans.filter((span) => form.slice(...span) === words).length,
    ...codesAt(form, from, to),
  };
}

function shown({ text, command, changes }: Step): Step {
  return {
    text: visible(text),
    ...(command !== undefined && { command: visible(command) }),
    changes,
  };
}
