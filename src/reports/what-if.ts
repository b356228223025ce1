// The what-if tables: one row for each line of releases.
import type { Judgement } from '../judge/judge.js';
import { hopName } from '../judge/hop-words.js';
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../analysis/what-if.js';
import type { WhatIfRow } from '../predict/what-if.js';
import { formatCount } from '../util/bytes.js';
import type { WhatIfChoice } from '../views/what-if.js';
import { visible, type Safe } from '../util/safe-text.js';
import { labelled, table, WIDTH } from './layout.js';

export function whatIfBlocks({ analysis }: Judgement, choice: WhatIfChoice): Safe[][] {
  const tiller = `Tiller ${analysis.tillerVersion ?? '?'}`;
  return [
    ...(choice.swift
      ? [
          whatIfLines(
            `What if: each line of Swift in front of ${tiller}`,
            'Swift',
            whatIfSwifts(analysis),
          ),
        ]
      : []),
    ...(choice.tiller
      ? [
          whatIfLines(
            `What if: Swift ${analysis.swiftWords} in front of each line of Tiller`,
            'Tiller',
            whatIfTillers(analysis),
          ),
        ]
      : []),
  ];
}

/** The title stands for the other side of the pair: `in front of Tiller 2.10.0`. */
function whatIfLines<R extends { readonly version: string }>(
  title: string,
  head: string,
  { missing, limit, rows }: WhatIf<R>,
): Safe[] {
  if (missing !== null) return [visible(title), ...labelled('  ?', missing, 6)];
  return [
    visible(title),
    ...table(
      [
        [head, 'list', 'content', 'history', 'where, bytes against limit'],
        ...rows.map((row) => [
          span(row.releases),
          row.outcome,
          readable(row.unreadable.contents, row.unreadable.revisions),
          readable(row.unreadable.histories, row.unreadable.names),
          where(row),
        ]),
      ],
      2,
      2,
      WIDTH,
    ),
    ...labelled(
      '',
      `${predictedFrom(limit)} content, history: revisions that can be read, of all.`,
      2,
    ),
  ];
}

export function predictedFrom(limit: number | null): string {
  return limit === null
    ? 'Predicted from the sizes just measured.'
    : `Predicted from the sizes just measured, for a list with limit=${limit}: without a limit Tiller leaves some out.`;
}

/** `0.7.0-0.10.0`. */
export function span(releases: readonly { readonly version: string }[]): string {
  const [first] = releases;
  const last = releases.at(-1);
  if (!first || !last) return '';
  return first === last ? first.version : `${first.version}-${last.version}`;
}

/** What fails there, with its numbers. */
export function where({ list }: WhatIfRow<unknown>): string {
  const { failure, flaws, httpStatus } = list;
  if (!failure) return flaws.map((flaw) => flaw.replace(/-/g, ' ')).join(', ');
  const { hop, size, limitBytes, grpcCode } = failure;
  if (!size || limitBytes === undefined) return `HTTP ${String(httpStatus)}, code ${grpcCode}`;
  return `${hop === null ? '' : `${hopName(hop)}, `}${formatCount(size.min)} > ${formatCount(limitBytes)}`;
}

/** `all`, or how many of how many. */
export function readable(count: number, of: number): string {
  return count === 0 ? 'all' : `${formatCount(of - count)} of ${formatCount(of)}`;
}
