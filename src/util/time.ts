/** The time that a text names, in UTC and with a year of four digits, as formats have it; `null`: none. */
export function utcTime(text: string): string | null {
  return utcTimeOf(Date.parse(text));
}

/** The same of milliseconds since 1970. */
export function utcTimeOf(ms: number): string | null {
  if (Number.isNaN(ms)) return null;
  const time = new Date(ms).toISOString();
  // Years beyond these have a sign and six digits. There was no year 0.
  return /^\d/.test(time) && !time.startsWith('0000') ? time : null;
}

/**
 * A time of a certificate, as Node writes it: `Jan  1 00:00:00 2027 GMT`. In milliseconds since 1970; NaN: it is none.
 * Date.parse takes the year 49 for 2049.
 */
export function certificateTime(text: string): number {
  const [, time = text, year = ''] = /^(.* )(\d{1,2})(?= GMT$)/.exec(text) ?? [];
  return year === '' ? Date.parse(text) : new Date(`${time}2000 GMT`).setUTCFullYear(Number(year));
}

/** `2026-11-28 07:31:17 UTC`: the time of evidence is RFC 3339, in UTC. */
export function timeWords(time: string): string {
  const [, date, clock] = /^([\d-]{10})T([\d:]{8})(?:\.\d+)?Z$/.exec(time) ?? [];
  return date === undefined || clock === undefined ? time : `${date} ${clock} UTC`;
}
