// Swift's own errors, recognised whatever its release.
import { SWIFT_RELEASES } from './swift-releases.js';

/** Whether an error is what some release of Swift makes of a list stream without messages. */
export function isEmptyStreamError(error: {
  readonly grpcCode?: number;
  readonly message: string;
}): boolean {
  return SWIFT_RELEASES.some(
    ({ emptyStream }) =>
      emptyStream.grpcCode === error.grpcCode && emptyStream.message === error.message,
  );
}
