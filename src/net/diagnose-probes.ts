// The questions that are put to an endpoint: what it answers in plaintext, and whether it speaks TLS.

import { isIPv6, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { recognise, type Answer } from './diagnose-answers.js';
import { classifySocketError, classifyTlsError } from './diagnose-errors.js';
import { formatDuration } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import type { DiagnosisTarget, Fault } from './diagnose-types.js';
import { expecting } from './expected-name.js';
import { meshIdentity } from './mesh.js';
import { connectTcp, exchange, handshake, type Handshake, type Limits } from './sockets.js';
import type { TlsSettings } from '../targets/types.js';

/** What a connection's other side answered, if anything. */
export interface Reply {
  readonly answer: Answer | null;
  readonly ended: 'enough' | 'closed' | 'stopped';
  readonly error: Error | null;
}

// The client's opening of HTTP/2 and its settings, of which it has none to change.
const HTTP2_OPENING = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/** `host:port`, with brackets around IPv6. */
export function addressOf({ host, port }: DiagnosisTarget): string {
  return `${isIPv6(host) ? `[${host}]` : visible(host)}:${port}`;
}

/** Runs `use` with a connected socket, which it closes in the end; a fault if there is none. */
export async function withTcp<T>(
  target: DiagnosisTarget,
  limits: Limits,
  use: (socket: Socket) => Promise<T>,
): Promise<{ readonly value: T } | { readonly fault: Fault }> {
  const connected = await connectTcp(target.host, target.port, limits);
  if (!connected.ok) {
    return {
      fault: connected.error
        ? connectFault(target, connected.error)
        : connectTimeout(target, connected.resolved, limits),
    };
  }
  try {
    return { value: await use(connected.socket) };
  } finally {
    connected.socket.destroy();
  }
}

/** Sends the opening of the protocol that is expected and recognises what comes back. */
export async function ask(socket: Socket, target: DiagnosisTarget, limits: Limits): Promise<Reply> {
  const opening = target.protocol === 'grpc' ? HTTP2_OPENING : httpRequest(target);
  const heard = await exchange(
    socket,
    opening,
    (bytes) => recognise(bytes, false) !== null,
    limits,
  );
  return { ...heard, answer: recognise(heard.bytes, true) };
}

/** The TLS handshake as the connection was to make it. By default it takes any certificate, to look at it. */
export async function startTls(
  tcp: Socket,
  target: DiagnosisTarget,
  tls: TlsSettings,
  limits: Limits,
  verifies = false,
): Promise<Handshake> {
  const name = expectedName(target, tls);
  const options: ConnectionOptions = {
    ...expecting(name),
    ...(tls.ca !== undefined && { ca: tls.ca }),
    ...(tls.cert !== undefined && { cert: tls.cert }),
    ...(tls.key !== undefined && { key: tls.key }),
    ALPNProtocols: target.protocol === 'grpc' ? ['h2'] : ['http/1.1'],
    rejectUnauthorized: verifies,
  };
  return handshake(tcp, options, limits);
}

export interface TlsSpoken {
  /** Whether the endpoint answers a ClientHello with anything of TLS, be it an alert. */
  readonly spoken: boolean;
  /** The identity of a mesh in its certificate. */
  readonly mesh: string | null;
}

export async function speaksTls(target: DiagnosisTarget, limits: Limits): Promise<TlsSpoken> {
  const outcome = await withTcp(target, limits, async (tcp) => {
    const { socket, ended, error, keysAgreed } = await startTls(
      tcp,
      target,
      { verify: false },
      limits,
    );
    const mesh = meshIdentity(socket.getPeerX509Certificate());
    socket.destroy();
    if (ended === 'secured' || keysAgreed) return { spoken: true, mesh };
    const fault = error && classifyTlsError(error);
    return { spoken: fault !== null && fault.kind !== 'tls-not-spoken', mesh };
  });
  return 'value' in outcome ? outcome.value : { spoken: false, mesh: null };
}

/** The name that the server's certificate has to hold. */
export function expectedName(target: DiagnosisTarget, tls: TlsSettings): string {
  return tls.servername ?? target.host;
}

function httpRequest(target: DiagnosisTarget): Buffer {
  return Buffer.from(
    `GET / HTTP/1.1\r\nHost: ${addressOf(target)}\r\nConnection: close\r\n\r\n`,
    'latin1',
  );
}

function connectFault(target: DiagnosisTarget, error: Error): Fault {
  const { kind, transportError } = classifySocketError(error);
  return { kind, transportError, message: connectMessage(target, kind, transportError) };
}

function connectMessage(target: DiagnosisTarget, kind: Fault['kind'], error: string): string {
  const at = addressOf(target);
  if (kind === 'unresolvable') {
    return `The host name "${visible(target.host)}" does not resolve (${error}).`;
  }
  if (kind === 'refused') return `${at} refuses connections: nothing listens there.`;
  return `${at} cannot be reached from here (${error}).`;
}

function connectTimeout(target: DiagnosisTarget, resolved: boolean, limits: Limits): Fault {
  const time = formatDuration(limits.timeoutMs);
  return {
    kind: 'timeout',
    message: resolved
      ? `${addressOf(target)} did not accept a connection within ${time}.`
      : `The host name "${visible(target.host)}" was not resolved within ${time}.`,
  };
}
