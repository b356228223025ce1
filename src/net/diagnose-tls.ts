// A connection that is meant to be TLS: does the handshake hold, on both sides, and what is spoken in it?

import type { Socket } from 'node:net';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { formatDuration } from '../util/bytes.js';
import type { Answer } from './diagnose-answers.js';
import { serverCertificateFault, verificationError } from './diagnose-certificates.js';
import { errorText } from './diagnose-errors.js';
import { flagsFor } from './diagnose-flags.js';
import { expectedProtocol, foreignAnswer, judgeReply } from './diagnose-plaintext.js';
import { addressOf, ask, startTls, withTcp } from './diagnose-probes.js';
import { closedInTls, notOffered, tlsFault } from './diagnose-tls-faults.js';
import type { DiagnosisTarget, Fault } from './diagnose-types.js';
import { meshIdentity } from './mesh.js';
import type { Handshake, Limits } from './sockets.js';
import type { TlsSettings } from '../targets/types.js';

interface Found {
  readonly fault: Fault | null;
  /** Nothing of TLS came from the other side. */
  readonly heardNoTls: boolean;
}

/** `null`: a TLS connection works, and the protocol that is expected is spoken in it. */
export async function diagnoseTls(
  target: DiagnosisTarget,
  tls: TlsSettings,
  limits: Limits,
): Promise<Fault | null> {
  const unusable = unusableFiles(target, tls);
  if (unusable !== null) return unusable;
  const outcome = await withTcp(target, limits, (tcp) => overTls(tcp, target, tls, limits));
  if ('fault' in outcome) return outcome.fault;
  const { fault, heardNoTls } = outcome.value;
  return fault !== null && heardNoTls ? withPlaintextAnswer(target, fault, limits) : fault;
}

async function overTls(
  tcp: Socket,
  target: DiagnosisTarget,
  tls: TlsSettings,
  limits: Limits,
): Promise<Found> {
  const done = await startTls(tcp, target, tls, limits);
  try {
    const found =
      done.ended === 'secured'
        ? { fault: await securedFault(target, tls, done.socket, limits), heardNoTls: false }
        : handshakeFault(target, tls, done, limits);
    // After the others: Node gives the certificate away with the first reading.
    const mesh = meshIdentity(done.socket.getPeerX509Certificate());
    return mesh !== null && found.fault ? { ...found, fault: { ...found.fault, mesh } } : found;
  } finally {
    done.socket.destroy();
  }
}

async function securedFault(
  target: DiagnosisTarget,
  tls: TlsSettings,
  socket: TLSSocket,
  limits: Limits,
): Promise<Fault | null> {
  const untrusted = tls.verify ? await verificationError(target, tls, socket, limits) : null;
  return untrusted === null
    ? insideTls(target, tls, socket, limits)
    : serverCertificateFault(target, tls, socket, untrusted);
}

function handshakeFault(
  target: DiagnosisTarget,
  tls: TlsSettings,
  { error, keysAgreed }: Handshake,
  limits: Limits,
): Found {
  if (error === null) return { fault: handshakeTimeout(target, limits), heardNoTls: false };
  const fault = tlsFault(target, tls, error, keysAgreed);
  const heardNoTls = fault.kind === 'tls-not-spoken' || (fault.kind === 'closed' && !keysAgreed);
  return { fault, heardNoTls };
}

// With TLS 1.3 the server judges the client's certificate only when the client's part is done, so its
// refusal comes in place of an answer.
async function insideTls(
  target: DiagnosisTarget,
  tls: TlsSettings,
  socket: TLSSocket,
  limits: Limits,
): Promise<Fault | null> {
  const offersHttp2 = socket.alpnProtocol === 'h2';
  const reply = await ask(socket, target, limits);
  if (reply.error !== null) return tlsFault(target, tls, reply.error, true);
  // Behind a proxy that ended this TLS another server may complain of plaintext: an answer in HTTP.
  if (target.protocol === 'http' && reply.answer?.protocol === 'tls') return null;
  if (reply.answer === null && target.protocol === 'grpc' && !offersHttp2)
    return notOffered(target);
  if (reply.answer === null && reply.ended === 'closed') return closedInTls(target, tls);
  return judgeReply(target, reply, limits);
}

/** What the endpoint says in plaintext, where it says nothing in TLS. */
async function withPlaintextAnswer(
  target: DiagnosisTarget,
  fault: Fault,
  limits: Limits,
): Promise<Fault> {
  const outcome = await withTcp(target, limits, (socket) => ask(socket, target, limits));
  const answer = 'value' in outcome ? outcome.value.answer : null;
  if (answer === null || answer.protocol === 'tls') return fault;
  return { ...fault, kind: 'tls-not-spoken', message: plaintextMessage(target, answer) };
}

function plaintextMessage(target: DiagnosisTarget, answer: Answer): string {
  const at = addressOf(target);
  if (answer.protocol === expectedProtocol(target)) {
    const name = target.protocol === 'grpc' ? 'gRPC' : 'HTTP';
    return `${at} does not speak TLS but plaintext ${name}.`;
  }
  const does = foreignAnswer(target, answer, false);
  return answer.protocol === 'other' ? `${at} ${does}.` : `${at} does not speak TLS; it ${does}.`;
}

function unusableFiles(target: DiagnosisTarget, { ca, cert, key }: TlsSettings): Fault | null {
  try {
    createSecureContext({ ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) });
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const flags = flagsFor(target);
    return {
      kind: 'tls-failed',
      message: `The files of ${flags.ca}, ${flags.identity} cannot be used: ${errorText(error)}.`,
      transportError: errorText(error),
    };
  }
}

function handshakeTimeout(target: DiagnosisTarget, limits: Limits): Fault {
  const time = formatDuration(limits.timeoutMs);
  return {
    kind: 'timeout',
    message: `${addressOf(target)} accepts connections, but did not complete the TLS handshake within ${time}.`,
  };
}
