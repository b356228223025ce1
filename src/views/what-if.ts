// What other versions would do with what is stored, as plain data.
import { whatIfSwifts, whatIfTillers, type WhatIf } from '../analysis/what-if.js';
import type { Judgement } from '../judge/judge.js';

/** Which tables were asked for. */
export interface WhatIfChoice {
  readonly swift: boolean;
  readonly tiller: boolean;
}

/** The tables as data; `null` where one was not asked for. */
export function whatIfData({ analysis }: Judgement, choice: WhatIfChoice) {
  return {
    swift: choice.swift ? tableOf(whatIfSwifts(analysis)) : null,
    tiller: choice.tiller ? tableOf(whatIfTillers(analysis)) : null,
  };
}

function tableOf<R extends { readonly version: string }>({ missing, limit, rows }: WhatIf<R>) {
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
