// What other versions would do with what is stored, as plain data.
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../analysis/what-if.js';
import type { Hop } from '../evidence/observation.js';
import type { Bytes, Count, Int32 } from '../evidence/scalars.js';
import type { Flaw } from '../predict/types.js';
import type { ListOutcome, Unreadable } from '../predict/what-if.js';
import type { Judgement } from '../judge/judge.js';

/** Which tables were asked for. */
export interface WhatIfChoice {
  readonly swift: boolean;
  readonly tiller: boolean;
}

/** `null` where a table was not asked for. */
export interface WhatIfForm {
  readonly swift: WhatIfTable | null;
  readonly tiller: WhatIfTable | null;
}

export interface WhatIfTable {
  /** Why there are no rows; `null` where there are. */
  readonly missing: string | null;
  /** What the list is asked for with, where Tiller would end the list before. */
  readonly limit?: Count;
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

/** The tables as data; `null` where one was not asked for. */
export function whatIfData({ analysis }: Judgement, choice: WhatIfChoice): WhatIfForm {
  return {
    swift: choice.swift ? tableOf(whatIfSwifts(analysis)) : null,
    tiller: choice.tiller ? tableOf(whatIfTillers(analysis)) : null,
  };
}

function tableOf<R extends { readonly version: string }>({
  missing,
  limit,
  rows,
}: WhatIf<R>): WhatIfTable {
  return {
    missing,
    ...(limit !== null && { limit }),
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
  };
}
