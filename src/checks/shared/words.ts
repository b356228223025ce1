// Phrases that several findings share.
import type { ReleaseIdentity } from '../../evidence/types.js';
import { shorten, shortenMiddle, visible } from '../../util/safe-text.js';

/** Helm's own limit is 53, and ` (revision 12)` may follow. */
const LONGEST_NAME = 72;

/** Another side's name, made safe; of one that is too long the beginning and the end. */
export function shownName(name: string): string {
  return shortenMiddle(visible(name), LONGEST_NAME);
}

/** `harbor`, or `harbor (revision 3)` where it is not the first. */
export function describeRelease({
  name,
  revision,
}: Pick<ReleaseIdentity, 'name' | 'revision'>): string {
  return revision <= 1 ? visible(name) : `${visible(name)} (revision ${revision})`;
}

/** `harbor (revision 3, namespace default)`: of releases of the same name in a list, which one. */
export function placedRevision({
  name,
  revision,
  namespace,
}: Pick<ReleaseIdentity, 'name' | 'revision' | 'namespace'>): string {
  const place = namespace === '' ? 'no namespace' : `namespace ${shownName(namespace)}`;
  return `${shownName(name)} (revision ${revision}, ${place})`;
}

/** The first few of a list: `a, b, c and 7 more`. */
export function someOf(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** The same for names, and for results of describeRelease. */
export function someNames(names: readonly string[]): string {
  // A name without a letter would not be seen.
  return someOf(names.map((name) => (name.trim() === '' ? `"${name}"` : shownName(name))));
}

/** Another side's text in quotes, control characters visible, at most 300 characters. */
export function quoted(text: string): string {
  return `"${shorten(visible(text), 300)}"`;
}

/**
 * `HTTP 403, gRPC code 8: "…"`, as far as each is there. A message without either, or that begins with
 * what there is, is a sentence of ours, and stands as it is.
 */
export function answered(answer: {
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  readonly message: string;
}): string {
  const { httpStatus, grpcCode, message } = answer;
  const codes = [
    httpStatus === undefined ? '' : `HTTP ${httpStatus}`,
    grpcCode === undefined ? '' : `gRPC code ${grpcCode}`,
  ]
    .filter((code) => code !== '')
    .join(', ');
  if (message.startsWith(codes)) return shorten(visible(message), 300);
  return `${codes}: ${quoted(message)}`;
}

/** What was answered, and below it the first error of the transport, where it says more. */
export function said(
  answer: Parameters<typeof answered>[0] & { readonly transportError?: string },
): string[] {
  const { message, transportError } = answer;
  return transportError === undefined || message.includes(transportError)
    ? [answered(answer)]
    : [answered(answer), `First error: ${quoted(transportError)}`];
}
