/** The time that a text names, in UTC and with a year of four digits, as formats have it; `null`: none. */
export function utcTime(text: string): string | null {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return null;
  const time = new Date(ms).toISOString();
  // Years beyond these have a sign and six digits.
  return /^\d/.test(time) ? time : null;
}

/** `2026-11-28 07:31:17 UTC`: the time of evidence is RFC 3339, in UTC. */
export function timeWords(time: string): string {
  const [, date, clock] = /^([\d-]{10})T([\d:]{8})(?:\.\d+)?Z$/.exec(time) ?? [];
  return date === undefined || clock === undefined ? time : `${date} ${clock} UTC`;
}
