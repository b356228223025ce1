// A connection that is meant to be plaintext: does the other side think so, and is it what is wanted?

import type { Answer } from './diagnose-answers.js';
import { classifySocketError } from './diagnose-errors.js';
import { addressOf, ask, speaksTls, withTcp, type Reply } from './diagnose-probes.js';
import type { DiagnosisTarget, Fault } from './diagnose-types.js';
import type { Limits } from './sockets.js';
import { formatDuration } from '../util/bytes.js';

/** `null`: a plaintext connection works, and the protocol that is expected is spoken. */
export async function diagnosePlaintext(
  target: DiagnosisTarget,
  limits: Limits,
): Promise<Fault | null> {
  const outcome = await withTcp(target, limits, (socket) => ask(socket, target, limits));
  if ('fault' in outcome) return outcome.fault;
  const reply = outcome.value;
  const complains = reply.answer?.protocol === 'tls';
  // A TLS server may also just close on bytes that are not TLS. Its certificate can be that of a sidecar.
  if (complains || (reply.answer === null && reply.ended === 'closed')) {
    const { spoken, mesh } = await speaksTls(target, limits);
    if (complains || spoken) {
      return { ...tlsRequired(target, said(reply.error)), ...(mesh !== null && { mesh }) };
    }
  }
  return judgeReply(target, reply, limits);
}

/** The fault of a reply that has nothing of TLS in it; `null` where it is the protocol expected. */
export function judgeReply(target: DiagnosisTarget, reply: Reply, limits: Limits): Fault | null {
  const at = addressOf(target);
  const { answer, ended, error } = reply;
  if (answer === null) return ended === 'closed' ? closed(at, error) : silent(target, limits);
  if (answer.protocol === expectedProtocol(target)) return null;
  const does = foreignAnswer(target, answer, target.tls !== null);
  return { kind: 'other-protocol', message: `${at} ${does}.` };
}

export function expectedProtocol({ protocol }: DiagnosisTarget): Answer['protocol'] {
  return protocol === 'grpc' ? 'http2' : 'http1';
}

/**
 * What a target does that answers otherwise than expected, as the end of a sentence about it.
 * @param inTls whether the answer came in TLS
 */
export function foreignAnswer(target: DiagnosisTarget, answer: Answer, inTls: boolean): string {
  switch (answer.protocol) {
    case 'http2':
      return "speaks HTTP/2 only, as gRPC does, so it is not Swift's HTTP port but perhaps Tiller's";
    case 'http1':
      return `answers in HTTP/1 (${answer.quote}), so it is not Tiller's gRPC port, which is 44134 unless set otherwise`;
    case 'tls':
      return 'speaks TLS';
    case 'other': {
      const expected = target.protocol === 'grpc' ? 'gRPC' : 'HTTP';
      const speaks = inTls ? `TLS, but not ${expected} in it` : `neither ${expected} nor TLS`;
      return `speaks ${speaks}: it sent ${answer.quote}`;
    }
  }
}

/** `transportError`: how it showed; `null` if nothing was said. */
export function tlsRequired(target: DiagnosisTarget, transportError: string | null): Fault {
  return {
    kind: 'tls-required',
    message: `${addressOf(target)} speaks TLS, but this connection is plaintext.`,
    ...(transportError !== null && { transportError }),
  };
}

function said(error: Error | null): string | null {
  return error && classifySocketError(error).transportError;
}

function closed(at: string, error: Error | null): Fault {
  return {
    kind: 'closed',
    message: `${at} accepts connections and closes each at once, as a port-forward or a proxy does if its target is gone.`,
    ...(error && { transportError: classifySocketError(error).transportError }),
  };
}

function silent(target: DiagnosisTarget, limits: Limits): Fault {
  const time = formatDuration(limits.timeoutMs);
  const waitedFor = target.protocol === 'grpc' ? 'the start of gRPC' : 'the answer to GET /';
  return {
    kind: 'timeout',
    message: `${addressOf(target)} accepts connections, but sent nothing within ${time} while ${waitedFor} was waited for.`,
  };
}
