// The certificates of a connection, read in a handshake of its own: which dates they hold is worth
// knowing also where every call works, or where none is verified.
import { X509Certificate } from 'node:crypto';
import type { Certificate, Hop } from '../evidence/types.js';
import type { TlsSettings } from '../targets/types.js';
import { startTls, withTcp } from './diagnose-probes.js';
import type { DiagnosisTarget } from './diagnose-types.js';
import { Failed, stoppedFailure } from './observe.js';
import type { Run } from './run.js';

/** The server's certificate, whoever issued it. @throws Failed */
export async function readCertificate(
  target: DiagnosisTarget & { readonly tls: TlsSettings },
  run: Run,
): Promise<{ value: Certificate }> {
  const limits = { timeoutMs: run.diagnosisMs, signal: run.signal };
  const outcome = await withTcp(target, limits, async (tcp) => {
    const { socket } = await startTls(tcp, target, target.tls, limits);
    try {
      return socket.getPeerX509Certificate();
    } finally {
      socket.destroy();
    }
  });
  if (run.over) {
    throw new Failed(stoppedFailure(run, target.hop, run.over, "the server's certificate"));
  }
  if ('fault' in outcome) throw new Failed({ hop: target.hop, ...outcome.fault });
  if (!outcome.value) throw unread(target.hop);
  return { value: datesOf(outcome.value) };
}

/** The dates of a certificate in PEM; `null` where it cannot be read, which the handshake tells. */
export function ownCertificate({ cert }: TlsSettings): Certificate | null {
  if (cert === undefined) return null;
  try {
    return datesOf(new X509Certificate(cert));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function datesOf({ validFrom, validTo }: X509Certificate): Certificate {
  return { validFrom: time(validFrom), validTo: time(validTo) };
}

function time(date: string): string {
  return new Date(date).toISOString();
}

function unread(hop: Hop): Failed {
  return new Failed({
    hop,
    kind: 'tls-failed',
    message: 'The TLS handshake showed no certificate.',
  });
}
