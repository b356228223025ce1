// What an API server answers that is no success.
import type { Failure, ForbiddenRequest, Hop } from '../evidence/observation.js';
import { errorFailure, type Sender } from '../net/error-answer.js';
import { shorten, visible } from '../util/safe-text.js';

/** `request` is what was asked, for the permission that a 403 misses. */
export function apiFailure(
  hop: Hop,
  status: number,
  body: string,
  request: ForbiddenRequest,
  sender?: Sender,
): Failure {
  const failure = errorFailure(status, body, sender);
  if (failure.kind === 'kubernetes-status') {
    const forbidden = status === 403 && !isOtherPath(failure.message, request);
    return { ...failure, hop, ...(forbidden && { forbidden: request }) };
  }
  // An error in the form of Swift is not Swift's here.
  if (failure.kind === 'http-status') return { ...failure, hop };
  const start = shorten(visible(body.trim()), 120);
  return {
    hop,
    kind: 'http-status',
    httpStatus: status,
    message: `HTTP ${status}: "${start}"`,
  };
}

/** An API server names the resource that it refuses. It names a path where the path is none of the API. */
function isOtherPath(message: string, { resource }: ForbiddenRequest): boolean {
  return !resource.startsWith('/') && /\bcannot \w+ path "/.test(message);
}
