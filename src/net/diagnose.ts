// Why a call to an endpoint failed, found out with plain sockets: an HTTP or gRPC client alone often
// knows no more than that its time was up.

import type { Failure } from '../evidence/observation.js';
import { diagnosePlaintext } from './diagnose-plaintext.js';
import { addressOf } from './diagnose-probes.js';
import { diagnoseTls } from './diagnose-tls.js';
import type { DiagnosisTarget } from './diagnose-types.js';
import { within } from './running-time.js';
import type { Limits } from './sockets.js';

export { classifySocketError, classifyTlsError } from './diagnose-errors.js';

/**
 * Connects as the failed call did, at most twice and no longer in all than the limit of one step, and
 * says what is wrong with the connection to the endpoint.
 * It sends no more than the opening of HTTP/2, or `GET /`. `null`: the name resolves, TLS or plaintext
 * is as expected, and the protocol that is expected is spoken.
 */
export async function diagnose(target: DiagnosisTarget, limits: Limits): Promise<Failure | null> {
  const { signal } = within(limits.timeoutMs, ...(limits.signal ? [limits.signal] : []));
  const bounded = { ...limits, signal };
  const fault = await (target.tls === null
    ? diagnosePlaintext(target, bounded)
    : diagnoseTls(target, target.tls, bounded));
  if (limits.signal?.aborted) {
    return {
      hop: target.hop,
      kind: 'interrupted',
      message: `The diagnosis of the connection to ${addressOf(target)} was interrupted.`,
    };
  }
  return fault && { hop: target.hop, ...fault };
}
