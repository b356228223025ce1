// What a pasted text may hold beside the error: credentials, which are never shown again.
import { REDACTED as GONE } from '../util/secret-text.js';

// Each keeps what stands before the secret, as its first group. Repetitions are bounded, so that no
// text makes them slow.
const SECRETS: readonly RegExp[] = [
  /(\b(?:proxy-)?authorization["']?\s{0,9}[:=]\s{0,9}["']?)(?:(?:bearer|basic|digest|negotiate|token)\s{1,9})?[^\s"']+/gi,
  /(\b(?:set-)?cookie["']?\s{0,9}[:=]\s{0,9}["']?)[^\s"']+(?:;\s{0,9}[^\s"'=;]{1,99}=[^\s"';]{0,999}){0,50}/gi,
  /(\bbearer\s{1,9})[\w.~+/=-]+/gi,
  /()\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /((?:(?<!serviceaccount\/)token|password|passwd|secret|api[_-]?key)["']?\s{0,9}[:=]\s{0,9}["']?)[^\s"'&,;)}]*[^\s"'&,;)}:]/gi,
  /((?:\s|^)(?:--(?:token|password|user|proxy-user)\s|-u\s{0,9}))[^\s"']+/g,
  /(:\/\/)[^\s/@"']{1,999}@/g,
];

/** `text` without its credentials. What is not known to be one stays: show as little as can be. */
export function redact(text: string): string {
  return SECRETS.reduce(
    (rest, secret) =>
      rest.replace(secret, (whole: string, before: string) =>
        whole.endsWith('@') ? `${before}${GONE}@` : `${before}${GONE}`,
      ),
    text,
  );
}
