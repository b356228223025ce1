// The values of a policy, on the command line and in a file.
import type { RequiredPair } from '../evidence/policy.js';
import { isRange } from '../knowledge/versions.js';

export const PERCENT_FORMS = '20%, from 1% to 99%';
export const DATE_FORMS = 'YYYY-MM-DD, a day that exists';
export const RANGE_FORMS = 'as npm has them: >=0.11.1, ~2.13.0 or 2.13.x || 2.14.x';
const REQUIRE_FORM = 'swift@RANGE, tiller@RANGE, or both with a comma for a pair';

/** The share that `20%` or `12.5%` is; `null` for anything else. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,2}(?:\.\d{1,3})?)\s?%$/.exec(text);
  const percent = Number(match?.[1]);
  return match && percent >= 1 && percent <= 99 ? Number((percent / 100).toFixed(5)) : null;
}

/** Whether it is a day that exists, as `2027-03-31`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // 30 February is taken for 2 March by some parsers.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** One `--require`: a range for one side, or a pair that is allowed. */
export type Requirement =
  | { readonly swift: string }
  | { readonly tiller: string }
  | { readonly pair: RequiredPair };

/** Reads `swift@>=0.11.1` or `swift@0.11.1,tiller@2.13.x`; a sentence where it is neither. */
export function parseRequirement(text: string): Requirement | string {
  const ranges = new Map<string, string>();
  for (const part of text.split(',')) {
    const [, side, range = ''] = /^(swift|tiller)@(.+)$/.exec(part.trim()) ?? [];
    if (side === undefined || ranges.has(side)) return `It is written ${REQUIRE_FORM}.`;
    if (!isRange(range)) return `"${range}" is not a range. Ranges are written ${RANGE_FORMS}.`;
    ranges.set(side, range);
  }
  const [swift, tiller] = [ranges.get('swift'), ranges.get('tiller')];
  if (swift !== undefined && tiller !== undefined) return { pair: { swift, tiller } };
  if (swift !== undefined) return { swift };
  return tiller === undefined ? `It is written ${REQUIRE_FORM}.` : { tiller };
}
