// The certificates of a connection, read in a handshake of its own: which dates they hold is worth
// knowing also where every call works, or where none is verified.
import { X509Certificate } from 'node:crypto';
import type { Hop } from '../evidence/observation.js';
import type { Certificate } from '../evidence/types.js';
import type { TlsSettings } from '../targets/types.js';
import { startTls, withTcp } from './diagnose-probes.js';
import { meshIdentity } from './mesh.js';
import type { DiagnosisTarget } from './diagnose-types.js';
import { ObservationFailed, stoppedFailure } from './observe.js';
import type { Run } from './run.js';
import { certificateTime, utcTimeOf } from '../util/time.js';

/** The server's certificate, from any issuer. @throws ObservationFailed */
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
    throw new ObservationFailed(
      stoppedFailure(run, target.hop, run.over, "the server's certificate"),
    );
  }
  if ('fault' in outcome) throw new ObservationFailed({ hop: target.hop, ...outcome.fault });
  if (!outcome.value) throw unread(target.hop, 'The TLS handshake showed no certificate.');
  const dates = datesOf(outcome.value);
  if (!dates) throw unread(target.hop, 'The dates of the certificate cannot be read.');
  return { value: dates };
}

/** The dates of a certificate in PEM; `null` if it cannot be read, which the handshake reports. */
export function ownCertificate({ cert }: TlsSettings): Certificate | null {
  if (cert === undefined) return null;
  try {
    return datesOf(new X509Certificate(cert));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** `null`: a certificate can name times that no clock shows. */
function datesOf(certificate: X509Certificate): Certificate | null {
  const [validFrom, validTo] = [certificate.validFrom, certificate.validTo].map((time) =>
    utcTimeOf(certificateTime(time)),
  );
  if (!validFrom || !validTo) return null;
  const mesh = meshIdentity(certificate);
  return { validFrom, validTo, ...(mesh !== null && { mesh }) };
}

function unread(hop: Hop, message: string): ObservationFailed {
  return new ObservationFailed({ hop, kind: 'tls-failed', message });
}
