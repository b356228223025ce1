// Times as people write them on the command line.

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };
const LONGEST_MS = 86_400_000;

export const DURATION_FORMS = '10s, 500ms or 2m, from a millisecond to a day';

/** As it is read again, and as people write it: `5m`, `60s`, `90s`, `1250ms`. */
export function writtenDuration(ms: number): string {
  if (ms > 60_000 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** Milliseconds of `10s`, `500ms` or `2m`; `null` for anything else. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  const ms = Math.round(Number(match?.[1]) * (UNITS[match?.[2] ?? ''] ?? NaN));
  return match && ms > 0 && ms <= LONGEST_MS ? ms : null;
}
