// Text within GitHub-flavoured Markdown. Escaping alone does not do: mentions (@name), references (#1)
// and bare addresses become links after the escapes are gone. In a code span nothing does. So words that
// are plain stay as they are, and whatever else there is stands in code spans.
import { largestOf } from '../util/largest.js';
import { visible } from '../util/safe-text.js';

declare const MARKDOWN: unique symbol;

/** Markdown in which text of another side is nothing but text and code spans. Only this file makes it. */
export type Markdown = string & { readonly [MARKDOWN]: true };

/** Markdown of ours. A text goes into it through prose, cell, instruction or codeSpan; another string does not compile. */
export function marked(
  ours: TemplateStringsArray,
  ...values: readonly (Markdown | number)[]
): Markdown {
  return trusted(String.raw({ raw: ours }, ...values));
}

export function lines(parts: readonly Markdown[], between = '\n'): Markdown {
  return trusted(parts.join(between));
}

/** The brand has no other source, so the assertion stands here alone. */
function trusted(text: string): Markdown {
  return text as Markdown;
}

// Letters and digits, joined by what means nothing: `Swift's`, `4,195,325`, `--max`, `10.0.0.1:80`.
const PLAIN =
  /^(?:["'(]*-{0,2}[\p{L}\p{M}\p{N}]+(?:[-'’,./=:][\p{L}\p{M}\p{N}]+)*["')%]*|->|[%()"']*)[.,:;?!…]*["')]*$/u;
/** Plain by its characters, but not on GitHub: an address, `:smile:`, an issue, a commit. */
const LINKED = /www\.|:.*:|\bGH-\d|\b(?=[\da-f]*[a-f])(?=[a-f]*\d)[\da-f]{7,40}\b/i;
/** At the beginning of a block it would be an item of a list. */
const NUMBERED = /^\d+[.)]$/;
/** What a word may have around it without belonging to it. */
const AROUND = /^([("']*)(.*?)([.,:;?!…)"']*)$/;

/** Prose of which any part may be another side's. It makes nothing but text and code spans. */
export function prose(text: string): Markdown {
  const words = visible(text)
    .split(' ')
    .filter((word) => word !== '');
  const parts: { readonly plain: boolean; readonly words: string[] }[] = [];
  words.forEach((word, index) => {
    const plain = isPlain(word) && !(index === 0 && NUMBERED.test(word));
    const last = parts.at(-1);
    if (last?.plain === plain) last.words.push(word);
    else parts.push({ plain, words: [word] });
  });
  return lines(
    parts.map(({ plain, words: some }) =>
      plain ? trusted(some.join(' ')) : spanned(some.join(' ')),
    ),
    ' ',
  );
}

/** A code span without the punctuation of the sentence: what is to be copied stands alone in it. */
function spanned(text: string): Markdown {
  const [, before = '', inner = '', after = ''] = AROUND.exec(text) ?? [];
  // Nothing but punctuation, in an order that is not plain.
  return inner === '' ? codeSpan(text) : trusted(before + codeSpan(inner) + after);
}

/** Prose of ours, with code spans of its own between backquotes. */
export function instruction(text: string): Markdown {
  const parts = text.split(/`([^`]+)`/);
  return lines(
    parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : beside(part))),
    '',
  );
}

/** Prose in a cell of a table. A bar ends the cell even within a code span. */
export function cell(text: string): Markdown {
  return prose(text.replaceAll('|', '\\x7c'));
}

/** A command as a block of code. */
export function commandBlock(command: string): Markdown[] {
  const safe = visible(command);
  const fence = '`'.repeat(Math.max(3, longestRun(safe) + 1));
  return [`${fence}sh`, safe, fence].map(trusted);
}

/** In angle brackets an address may hold parentheses; a URL holds no space and no such bracket. */
export function link(text: string, { href }: URL): Markdown {
  return trusted(`[${codeSpan(text)}](<${href.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`);
}

/** One code span, whatever it holds. */
export function codeSpan(text: string): Markdown {
  const safe = visible(text);
  const fence = '`'.repeat(longestRun(safe) + 1);
  // One space on either side is taken away again.
  const pad = /^[` ]|[` ]$/.test(safe) ? ' ' : '';
  return trusted(`${fence}${pad}${safe}${pad}${fence}`);
}

function longestRun(text: string): number {
  return largestOf((text.match(/`+/g) ?? []).map((run) => run.length));
}

function isPlain(word: string): boolean {
  return PLAIN.test(word) && !LINKED.test(word);
}

/** Prose keeps no spaces at its ends, but beside a code span they matter: two must not touch. */
function beside(text: string): Markdown {
  const inner = prose(text);
  if (inner === '') return text === '' ? marked`` : marked` `;
  const before = text.startsWith(' ') || inner.startsWith('`') ? ' ' : '';
  const after = text.endsWith(' ') || inner.endsWith('`') ? ' ' : '';
  return trusted(`${before}${inner}${after}`);
}
