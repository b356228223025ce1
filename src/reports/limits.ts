// Limits of the releases that both sides may be, and how they are said.
import { fits } from '../knowledge/limits.js';
import type { Assessment } from '../rules/assess.js';
import { needs } from '../rules/rule.js';
import { formatExactSize } from '../util/bytes.js';

export type Limit =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'none' }
  /** It depends on a release that is not known. */
  | { readonly kind: 'unknown' };

export const NO_LIMIT: Limit = { kind: 'none' };

/** What Swift takes from Tiller. */
export function receiveLimit(assessment: Assessment): Limit {
  return ofSwift(assessment, ({ tillerReceiveLimitBytes }) => tillerReceiveLimitBytes);
}

/** What Swift's gateway takes from Swift's own server. */
export function gatewayLimit(assessment: Assessment): Limit {
  return ofSwift(assessment, ({ gatewayReceiveLimitBytes }) => gatewayReceiveLimitBytes);
}

/** What Tiller sends in one message. */
export function sendLimit({ tiller }: Assessment): Limit {
  return tiller ? limitOf(tiller.sendLimitBytes) : { kind: 'unknown' };
}

/** The least that one answer meets on its way from Tiller through Swift. */
export function answerLimit(assessment: Assessment): Limit {
  const all = [sendLimit(assessment), receiveLimit(assessment), gatewayLimit(assessment)];
  if (all.some(({ kind }) => kind === 'unknown')) return { kind: 'unknown' };
  const sizes = all.flatMap((limit) => (limit.kind === 'bytes' ? [limit.bytes] : []));
  return sizes.length === 0 ? NO_LIMIT : limitOf(Math.min(...sizes));
}

/** What a list message meets between Tiller and Swift. */
export function listMessageLimit(assessment: Assessment): Limit {
  const [send, receive] = [sendLimit(assessment), receiveLimit(assessment)];
  if (send.kind === 'unknown' || receive.kind === 'unknown') return { kind: 'unknown' };
  const sizes = [send, receive].flatMap((limit) => (limit.kind === 'bytes' ? [limit.bytes] : []));
  return sizes.length === 0 ? NO_LIMIT : limitOf(Math.min(...sizes));
}

export function limitWords(limit: Limit): string {
  switch (limit.kind) {
    case 'bytes':
      return formatExactSize(limit.bytes);
    case 'none':
      return 'no limit';
    case 'unknown':
      return 'not known';
  }
}

export function isOver(bytes: number, limit: Limit): boolean {
  return limit.kind === 'bytes' && !fits(bytes, limit.bytes);
}

function ofSwift(
  assessment: Assessment,
  read: (release: Assessment['swift']['releases'][number]) => number | null,
): Limit {
  const known = needs.swiftKnownAtAll.missing(assessment) === null;
  const values = new Set(assessment.swift.releases.map(read));
  const [value] = values;
  return known && values.size === 1 && value !== undefined ? limitOf(value) : { kind: 'unknown' };
}

function limitOf(bytes: number | null): Limit {
  return bytes === null ? NO_LIMIT : { kind: 'bytes', bytes };
}
