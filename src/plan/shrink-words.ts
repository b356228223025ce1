// What a plan says of answers that stay too large on its last pair: by how much, and what makes them fit.
import { placedRevision, shownName } from '../checks/shared/words.js';
import type { Block, Item } from '../reports/blocks.js';
import { formatCount, formatExactSize, plural } from '../util/bytes.js';
import type { ContentTooLarge, HistoryTooLarge, ListOutlook, Outlook } from './types.js';

/** More are in the JSON. */
const MOST_NAMED = 5;

export function shrinkBlocks({ list, contents, histories }: Outlook): Block[] {
  const items = [
    ...listShrink(list),
    ...named(contents, contentWords),
    ...named(histories, historyWords),
  ];
  return items.length === 0 ? [] : [{ title: 'What stays broken, and by how much', items }];
}

function named<T>(all: readonly T[], words: (one: T) => Item): Item[] {
  const rest = all.length - MOST_NAMED;
  return [
    ...all.slice(0, MOST_NAMED).map(words),
    ...(rest > 0 ? [{ label: '', text: `The JSON has ${formatCount(rest)} more.` }] : []),
  ];
}

function listShrink({ outcome, bytes, limitBytes, hop, pages, unpaged }: ListOutlook): Item[] {
  if (outcome !== 'fails') return [];
  if (bytes === null || limitBytes === null) {
    const text = 'Swift answers a list without releases with an error. No size is the reason.';
    return [{ label: 'list', text }];
  }
  const what =
    hop === 'gateway->swift'
      ? 'NOTES, values and chart metadata of the listed revisions'
      : 'the listed revisions';
  const page = unpaged === 0 && pages > 0 ? ` Or list in ${plural(pages, 'page')}.` : '';
  return [
    {
      label: 'list',
      text: `Shrink ${what} by ${plural(bytes - limitBytes, 'byte')} together, or keep fewer revisions.${page}`,
    },
  ];
}

function contentWords({ bytes, limitBytes, overBytes, mostly, ...release }: ContentTooLarge): Item {
  return {
    label: 'content',
    text: `${placedRevision(release)}: ${formatExactSize(bytes)}, ${formatCount(overBytes)} over ${formatExactSize(limitBytes)}, mostly ${mostly}. Shrink the chart by ${plural(overBytes, 'byte')} and upgrade the release: the new revision can then be read. \`helm get\` reads this one without Swift.`,
  };
}

function historyWords(history: HistoryTooLarge): Item {
  const { name, revisions, fitting, bytes, overBytes, limitBytes } = history;
  const size = `${shownName(name)}: ${formatExactSize(bytes)} in ${plural(revisions, 'revision')}, ${formatCount(overBytes)} over ${formatExactSize(limitBytes)}`;
  const ask =
    fitting === 0
      ? 'Its newest revision alone does not fit.'
      : `Ask with max=${fitting}: the newest ${fitting === 1 ? 'revision fits' : `${fitting} revisions fit`}.`;
  return { label: 'history', text: `${size}. ${ask}` };
}
