// What Tiller's address speaks, and a Swift that lacks TLS for it.
import type { Evidence } from '../../evidence/types.js';
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import type { Step } from '../define.js';
import { look } from '../steps.js';

export interface SpeaksFacts {
  /** The protocol of Tiller's address, if this run learned it. */
  readonly tillerSpeaks?: 'TLS' | 'plaintext';
}

/** From the direct call: it succeeded in one protocol, or failed because Tiller speaks the other. */
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

/** The step of a Swift that has no TLS for Tiller. */
export function upgradeForTls(): Step {
  const first = SWIFT_RELEASES.find(({ tlsToTiller }) => tlsToTiller);
  return look(
    `Find the version of Swift to upgrade to. Swift ${first ? `${first.version} and newer has` : 'needs'} TLS for Tiller. The command lists the documented pairs.`,
    'swiftcheck matrix',
  );
}
