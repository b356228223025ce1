// Service meshes: their sidecars answer in front of a program, with certificates of their own.
import type { X509Certificate } from 'node:crypto';
import { shorten, visible } from '../util/safe-text.js';

const LONGEST_IDENTITY = 200;

/** The SPIFFE identity that a certificate names (X.509-SVID: one URI of the scheme spiffe); `null`: none. */
export function meshIdentity(certificate: X509Certificate | undefined): string | null {
  const identity = /(?:^|, )URI:"?(spiffe:\/\/[^\s",]+)/.exec(
    certificate?.subjectAltName ?? '',
  )?.[1];
  return identity === undefined ? null : shorten(visible(identity), LONGEST_IDENTITY);
}
