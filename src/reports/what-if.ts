// The what-if tables: one row for neighbouring versions with the same result.
import type { Judgement } from '../judge/judge.js';
import { hopName } from '../judge/hop-words.js';
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../analysis/what-if.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import type { WhatIfRow } from '../predict/what-if.js';
import { formatCount } from '../util/bytes.js';
import type { WhatIfChoice } from '../views/what-if.js';
import type { Safe } from '../util/safe-text.js';
import { labelled, table, wrap, WIDTH } from './layout.js';

export function whatIfBlocks({ analysis }: Judgement, choice: WhatIfChoice): Safe[][] {
  const tiller = `Tiller ${analysis.tillerVersion ?? '?'}`;
  return [
    ...(choice.swift
      ? [
          whatIfLines(
            `What if: each version of Swift in front of ${tiller}`,
            'Swift',
            whatIfSwifts(analysis),
            presentSwift(analysis),
          ),
        ]
      : []),
    ...(choice.tiller
      ? [
          whatIfLines(
            `What if: Swift ${analysis.swiftWords} in front of each version of Tiller`,
            'Tiller',
            whatIfTillers(analysis),
            presentTiller(analysis),
          ),
        ]
      : []),
  ];
}

/** The title stands for the other side of the pair: `in front of Tiller 2.10.0`. */
function whatIfLines<R extends { readonly version: string }>(
  title: string,
  column: string,
  { missing, limit, rows }: WhatIf<R>,
  present: readonly R[],
): Safe[] {
  const head = wrap(title, WIDTH);
  if (missing !== null) return [...head, ...labelled('  ?', missing, 6)];
  return [
    ...head,
    ...table(
      [
        [column, 'list', 'content', 'history', 'reason, bytes against limit'],
        ...grouped(rows).map((row) => [
          span(row.releases, present),
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
      `${predictedFrom(limit)} content, history: revisions that can be read, of all.${presentWords(present)}`,
      2,
    ),
  ];
}

export function predictedFrom(limit: number | null): string {
  return limit === null
    ? 'Predicted from the sizes just measured.'
    : `Predicted from the sizes just measured, for a list with limit=${limit}: without a limit Tiller leaves some out.`;
}

/** The version of Swift, if it is known exactly. */
export function presentSwift({ swift }: Judgement['analysis']): readonly SwiftRelease[] {
  return swift.releases.length === 1 ? swift.releases : [];
}

/** The version that Tiller reports, if the tables have it. */
export function presentTiller({ tiller }: Judgement['analysis']): readonly TillerRelease[] {
  return tiller ? [tiller] : [];
}

/** What the mark of a row means; empty if no row has the mark. */
export function presentWords(present: readonly unknown[]): string {
  return present.length > 0 ? ' *: the present version.' : '';
}

/** Neighbours with the same result in one row. */
export function grouped<R>(rows: readonly WhatIfRow<R>[]): WhatIfRow<R>[] {
  const groups: WhatIfRow<R>[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && isSameResult(last, row)) {
      groups.splice(-1, 1, { ...last, releases: [...last.releases, ...row.releases] });
    } else groups.push(row);
  }
  return groups;
}

function isSameResult(one: WhatIfRow<unknown>, other: WhatIfRow<unknown>): boolean {
  const { contents, histories } = one.unreadable;
  return (
    one.outcome === other.outcome &&
    where(one) === where(other) &&
    contents === other.unreadable.contents &&
    histories === other.unreadable.histories
  );
}

/** `0.7.0-0.10.0`, with `*` if one of these is present. */
export function span<R extends { readonly version: string }>(
  releases: readonly R[],
  present: readonly R[],
): string {
  const [first] = releases;
  const last = releases.at(-1);
  if (!first || !last) return '';
  const versions = first === last ? first.version : `${first.version}-${last.version}`;
  return releases.some((release) => present.includes(release)) ? `${versions}*` : versions;
}

/** What fails there, with its numbers. */
export function where({ list }: WhatIfRow<unknown>): string {
  const { failure, flaws, httpStatus } = list;
  const shortcomings = flaws.map((flaw) => flaw.replace(/-/g, ' '));
  if (!failure) return shortcomings.join(', ');
  const { hop, size, limitBytes, grpcCode } = failure;
  if (!size || limitBytes === undefined) {
    // An empty list is an error: what leaves it empty says more than the code.
    const code = shortcomings.length > 0 ? '' : `, code ${grpcCode}`;
    return [...shortcomings, `HTTP ${String(httpStatus)}${code}`].join(', ');
  }
  return `${hop === null ? '' : `${hopName(hop)}, `}${formatCount(size.min)} > ${formatCount(limitBytes)}`;
}

/** `all`, or how many of how many. */
export function readable(count: number, of: number): string {
  return count === 0 ? 'all' : `${formatCount(of - count)} of ${formatCount(of)}`;
}
