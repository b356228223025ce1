// Sizes as people write and read them. Base 1024 throughout: `4M` is 4,194,304 bytes.

const UNITS: Record<string, number> = {
  '': 1,
  K: 1024,
  KiB: 1024,
  M: 1024 * 1024,
  MiB: 1024 * 1024,
};

export const SIZE_FORMS = '4M, 4MiB, 512K, 512KiB or 4194304 (bytes); K and M are base 1024';

/** Reads `4M`, `4MiB`, `512K`, `512KiB` or a number of bytes; `null` for anything else. */
export function parseSize(text: string): number | null {
  const match = /^(\d+)(K|KiB|M|MiB)?$/.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) return null;
  const bytes = Number(match[1]) * unit;
  return Number.isSafeInteger(bytes) ? bytes : null;
}

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** Without a decimal where the size is a whole number of its unit: `1,000 B`, `336.5 KiB`, `4 MiB`. */
export function formatSize(bytes: number): string {
  if (bytes < KIBIBYTE) return `${formatCount(bytes)} B`;
  const [unit, name] = bytes < MEBIBYTE ? [KIBIBYTE, 'KiB'] : [MEBIBYTE, 'MiB'];
  const digits = bytes % unit === 0 ? 0 : 1;
  return `${(bytes / unit).toFixed(digits)} ${name}`;
}

/** The exact number, for wherever a limit is compared: `4 MiB`, but `4,195,325 bytes (4.0 MiB)`. */
export function formatExactSize(bytes: number): string {
  const exact = plural(bytes, 'byte');
  if (bytes < KIBIBYTE) return exact;
  const shown = formatSize(bytes);
  // One decimal of a unit is exact for few sizes.
  const isExact = bytes % KIBIBYTE === 0 && (bytes < MEBIBYTE || (bytes * 10) % MEBIBYTE === 0);
  return isExact ? shown : `${exact} (${shown})`;
}

/** `4,194,304`; of an integer. Node loads tables of languages for `toLocaleString`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 release`, `3 releases`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}

/** `12 ms`, `1.5 s`. */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** As a flag takes it, in the largest unit that is no fraction: `4M`, `512K`, `1000`. */
export function sizeFlag(bytes: number): string {
  const [unit, name] = bytes % (1024 * 1024) === 0 ? [1024 * 1024, 'M'] : [1024, 'K'];
  return bytes % unit === 0 ? `${bytes / unit}${name}` : String(bytes);
}
