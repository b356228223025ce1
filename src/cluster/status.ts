// What an API server answers that is no success.
import type { Failure, ForbiddenRequest, Hop } from '../evidence/observation.js';
import { errorFailure } from '../net/error-answer.js';
import { shorten, visible } from '../util/safe-text.js';

/** `request` is what was asked, for the permission that a 403 misses. */
export function apiFailure(
  hop: Hop,
  status: number,
  body: string,
  request: ForbiddenRequest,
): Failure {
  const failure = errorFailure(status, body);
  if (failure.kind === 'kubernetes-status') {
    return { ...failure, hop, ...(status === 403 && { forbidden: request }) };
  }
  const start = shorten(visible(body.trim()), 120);
  return {
    hop,
    kind: 'http-status',
    httpStatus: status,
    message: start === '' ? `HTTP ${status} with an empty body` : `HTTP ${status}: "${start}"`,
  };
}
