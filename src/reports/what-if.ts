// The what-if tables: one row for each line of releases.
import type { Judgement } from '../judge/judge.js';
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../analysis/what-if.js';
import type { Hop } from '../evidence/observation.js';
import type { Bytes, Int32 } from '../evidence/scalars.js';
import type { Flaw } from '../predict/types.js';
import type { ListOutcome, Unreadable, WhatIfRow } from '../predict/what-if.js';
import { formatCount } from '../util/bytes.js';
import { labelled, table, WIDTH } from './layout.js';

const HOPS: Readonly<Record<string, string>> = {
  'swift->tiller': 'Swift -> Tiller',
  'gateway->swift': 'inside Swift',
  'swiftcheck->tiller': 'Tiller',
};

/** Which tables were asked for. */
export interface WhatIfChoice {
  readonly swift: boolean;
  readonly tiller: boolean;
}

export function whatIfBlocks({ analysis }: Judgement, choice: WhatIfChoice): string[][] {
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

/** The tables as data; `null` where one was not asked for. */
export interface WhatIfForm {
  readonly swift: WhatIfTable | null;
  readonly tiller: WhatIfTable | null;
}

export interface WhatIfTable {
  /** Why there are no rows; `null` where there are. */
  readonly missing: string | null;
  readonly rows: readonly WhatIfTableRow[];
}

export interface WhatIfTableRow extends Unreadable {
  /** The versions of the line that the row is about, oldest first. */
  readonly releases: readonly string[];
  readonly outcome: ListOutcome;
  readonly flaws: readonly Flaw[];
  readonly hop: Hop | null;
  readonly httpStatus: Int32 | null;
  readonly grpcCode: Int32;
  readonly bytes: Bytes | null;
  readonly limitBytes: Bytes | null;
}

export function whatIfJson({ analysis }: Judgement, choice: WhatIfChoice): WhatIfForm {
  const form = <R extends { readonly version: string }>({
    missing,
    rows,
  }: WhatIf<R>): WhatIfTable => ({
    missing,
    rows: rows.map(({ releases, outcome, list, unreadable }) => ({
      releases: releases.map(({ version }) => version),
      outcome,
      flaws: list.flaws,
      hop: list.failure?.hop ?? null,
      httpStatus: list.httpStatus,
      grpcCode: list.grpcCode,
      bytes: list.failure?.size?.min ?? null,
      limitBytes: list.failure?.limitBytes ?? null,
      ...unreadable,
    })),
  });
  return {
    swift: choice.swift ? form(whatIfSwifts(analysis)) : null,
    tiller: choice.tiller ? form(whatIfTillers(analysis)) : null,
  };
}

/** The title stands for the other side of the pair: `in front of Tiller 2.10.0`. */
function whatIfLines<R extends { readonly version: string }>(
  title: string,
  head: string,
  { missing, rows }: WhatIf<R>,
): string[] {
  if (missing !== null) return [title, ...labelled('  ?', missing, 6)];
  return [
    title,
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
      'Predicted from the sizes just measured. content, history: how many can be read, of how many.',
      2,
    ),
  ];
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
  return `${hop === null ? '' : (HOPS[hop] ?? hop)}, ${formatCount(size.min)} > ${formatCount(limitBytes)}`;
}

/** `all`, or how many of how many. */
export function readable(count: number, of: number): string {
  return count === 0 ? 'all' : `${formatCount(of - count)} of ${formatCount(of)}`;
}
