// Answers that lead to another address.
import type { Dispatcher } from 'undici';
import type { Failure, Hop } from '../evidence/observation.js';
import { shorten, visible } from '../util/safe-text.js';

/** Where the answer leads; `null` where it is no redirect. */
export function redirectTarget(
  { statusCode, headers: { location } }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  from: URL,
): URL | null {
  if (statusCode < 300 || statusCode > 399 || typeof location !== 'string') {
    return null;
  }
  return URL.canParse(location, from.href) ? new URL(location, from) : null;
}

/** A redirect that is not followed: credentials go to no other address. */
export function redirectFailure(hop: Hop, httpStatus: number, to: URL): Failure {
  return {
    ...{ hop, kind: 'redirected', httpStatus },
    message: `HTTP ${httpStatus} redirects to ${shorten(visible(placeOf(to)), 300)}, which was not followed.`,
  };
}

/** Without user, query and fragment. Only URLs of the web have an origin. */
function placeOf({ protocol, host, pathname }: URL): string {
  return `${protocol}${host === '' ? '' : `//${host}`}${pathname}`;
}
