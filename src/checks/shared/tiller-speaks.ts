import type { Evidence } from '../../evidence/types.js';

export interface SpeaksFacts {
  /** The protocol of Tiller's address, where this run found out which. */
  readonly tillerSpeaks?: 'TLS' | 'plaintext';
}

/** From the direct call: the call went through in one protocol, or failed because the other is spoken. */
export function whatIsSpoken({ target, version }: Evidence['tiller']): SpeaksFacts {
  if (version.ok) return { tillerSpeaks: target.tls === 'off' ? 'plaintext' : 'TLS' };
  switch (version.failure.kind) {
    case 'tls-required':
    case 'tls-untrusted':
    case 'tls-name-mismatch':
    case 'tls-expired':
    case 'tls-client-certificate-rejected':
      return { tillerSpeaks: 'TLS' };
    case 'tls-not-spoken':
      return { tillerSpeaks: 'plaintext' };
    default:
      return {};
  }
}
