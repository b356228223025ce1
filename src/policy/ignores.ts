// What may be ignored, and how that is written.
import type { Ignore } from '../evidence/policy.js';
import { FINDING_CODES, isFindingCode, meansUnexamined } from '../checks/registry.js';
import { nearest } from '../util/nearest.js';
import { DATE_FORMS, isDay } from './values.js';

const IGNORE_FORM = 'CODE until YYYY-MM-DD: REASON';

/** What is wrong with a code that is to be ignored, as a sentence; `null`: nothing. */
export function codeProblem(code: string): string | null {
  if (!isFindingCode(code)) {
    const near = nearest(code, FINDING_CODES);
    const rest =
      near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; swiftcheck explain lists them.';
    return `There is no finding "${code}"${rest}`;
  }
  return meansUnexamined(code)
    ? `${code} cannot be ignored: it means that an endpoint was not examined.`
    : null;
}

/** Reads `CODE until 2027-03-31: REASON`; a sentence where that is not what it is. */
export function parseIgnore(text: string): Ignore | string {
  const [, code, expires, reason] = /^(\S+) until (\S+): *(.*\S)\s*$/s.exec(text) ?? [];
  if (code === undefined || expires === undefined || reason === undefined) {
    return `It is written '${IGNORE_FORM}'.`;
  }
  const problem = codeProblem(code);
  if (problem !== null) return problem;
  return isDay(expires) ? { code, expires, reason } : `Dates are written ${DATE_FORMS}.`;
}
