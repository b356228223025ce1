// Durations as Go writes them, in the flags of Swift.

const UNITS_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ns: 1e-6,
};

/** A duration of Go, such as `5m0s` or `1.5h`, in milliseconds; `null` for anything else. */
export function goDurationMs(text: string): number | null {
  const [, sign, length = ''] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (length === '0') return 0;
  if (!/^((\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns))+$/.test(length)) return null;
  const parts = [...length.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns)/g)];
  const total = parts.reduce(
    (sum, [, number = '', unit = '']) => sum + Number(number) * (UNITS_MS[unit] ?? 0),
    0,
  );
  return sign === '-' ? -total : total;
}
