// The limits of headroom, named in a table or behind a label.
import type { HeadroomRow } from '../predict/headroom.js';
import { formatCount, formatSize } from '../util/bytes.js';

export const LIMIT_NAMES: Record<HeadroomRow['what'], string> = {
  'list message': 'list from Tiller to Swift',
  'list answer': 'list inside Swift',
  'whole list message': 'list of all revisions from Tiller to Swift',
  'whole list answer': 'list of all revisions inside Swift',
  content: 'content of the largest revision',
  'list length': 'revisions in a list without limit=',
};

/** In the unit of the limit: bytes, or revisions. */
export function amountWords(what: HeadroomRow['what'], amount: number): string {
  return what === 'list length' ? formatCount(amount) : formatSize(amount);
}
