// Why a call to an endpoint failed, found out with plain sockets: an HTTP or gRPC client alone often
// knows no more than that its time was up.

import type { Failure } from '../evidence/types.js';
import { diagnosePlaintext } from './diagnose-plaintext.js';
import { addressOf } from './diagnose-probes.js';
import { diagnoseTls } from './diagnose-tls.js';
import type { DiagnosisTarget } from './diagnose-types.js';
import type { Limits } from './sockets.js';

export { classifySocketError, classifyTlsError } from './diagnose-errors.js';

/**
 * Connects as the failed call did, at most twice, and says what is wrong with the way to the endpoint.
 * It sends no more than the opening of HTTP/2, or `GET /`. `null`: the name resolves, TLS or plaintext
 * is as expected, and the protocol that is expected is spoken; or the time of the run was over before
 * that could be told.
 */
export async function diagnose(target: DiagnosisTarget, limits: Limits): Promise<Failure | null> {
  const fault = await (target.tls === null
    ? diagnosePlaintext(target, limits)
    : diagnoseTls(target, target.tls, limits));
  if (limits.signal?.aborted) {
    // What the failed call says by itself is true all the same.
    if (isTimeout(limits.signal.reason)) return null;
    return {
      hop: target.hop,
      kind: 'interrupted',
      message: `The look into the connection to ${addressOf(target)} was interrupted.`,
    };
  }
  return fault && { hop: target.hop, ...fault };
}

/** As the signals of AbortSignal.timeout have it. */
function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}
