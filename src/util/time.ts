/** The time that a text names, in UTC and with a year of four digits, as formats have it; `null`: none. */
export function utcTime(text: string): string | null {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return null;
  const time = new Date(ms).toISOString();
  // Years beyond these have a sign and six digits.
  return /^\d/.test(time) ? time : null;
}
