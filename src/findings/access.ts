// Findings about who can reach the endpoints, and for how long.
import { plural } from '../util/bytes.js';
import type { Entry } from './types.js';
import { visible } from '../util/safe-text.js';

export interface OpenFacts {
  readonly url: string;
  readonly viaApiServer: boolean;
  /** What was asked without a credential: `GET /tiller/v2/version/json`. */
  readonly asked: string;
}

export interface PlaintextTokenFacts {
  readonly host: string;
  readonly credentials: 'token' | 'header';
}

export interface ExpiringCertificate {
  /** Whose: `Tiller's`, `this client's own (for Tiller)`. */
  readonly whose: string;
  /** RFC 3339. */
  readonly validTo: string;
  /** Whole days from the start of the run, rounded down: negative where it has ended. */
  readonly daysLeft: number;
  /** RFC 3339; only where it lies after the start of the run. */
  readonly validFrom?: string;
}

export interface ExpiringFacts {
  readonly certificates: readonly ExpiringCertificate[];
}

export const ACCESS_FINDINGS = {
  'swift-open': {
    severity: 'warn',
    nothingFails: true,
    holds: 'Whoever asks Swift has to show a credential',
    fails: () => 'Swift answers without any credential',
    explain: ({ asked, viaApiServer }: OpenFacts) => ({
      seen: [`${asked}, sent without token, cookie or client certificate, was answered.`],
      certainty: 'measured',
      cause: viaApiServer
        ? "The API server lets anonymous requests through to it, and Swift itself asks for nothing. Whoever reaches the API server can read every release's values and manifests, and install and delete releases."
        : "Swift asks nobody who they are. Whoever reaches this address can read every release's values and manifests, and install and delete releases; who that is depends on the network in between.",
      next: [
        viaApiServer
          ? 'Take services/proxy away from system:anonymous and system:unauthenticated.'
          : "Limit who reaches it: a NetworkPolicy for Swift's pods, no NodePort, LoadBalancer or open Ingress; let people in through the API server's service proxy, where RBAC decides.",
      ],
    }),
  },
  'token-over-plaintext': {
    severity: 'warn',
    nothingFails: true,
    holds: 'No credential was sent over the network in plaintext',
    fails: ({ host }: PlaintextTokenFacts) =>
      `A credential was sent in plaintext to ${visible(host)}`,
    explain: ({ credentials }: PlaintextTokenFacts) => ({
      seen: [
        `The URL is http://, and the calls carried ${credentials === 'token' ? 'a bearer token' : 'an Authorization or Cookie header'}.`,
      ],
      certainty: 'measured',
      cause: 'Every machine on the way can read it, and use it for as long as it is valid.',
      next: [
        'Use an https:// URL; the API server has one. On this machine, `kubectl proxy` gives a loopback address that needs no token.',
        'Replace the credential: take it for known.',
      ],
    }),
  },
  'tls-expires-soon': {
    severity: 'warn',
    nothingFails: true,
    holds: 'Every certificate is valid for another 30 days',
    fails: ({ certificates: [first] }: ExpiringFacts) =>
      first ? sentence(first) : 'A certificate ends soon',
    explain: ({ certificates }: ExpiringFacts) => ({
      seen: certificates.map(
        (certificate) => `${sentence(certificate)}: it is valid until ${certificate.validTo}.`,
      ),
      certainty: 'measured',
      cause:
        'Outside its dates whoever verifies it refuses the connection; where that is Swift on its way to Tiller, callers see nothing but "context deadline exceeded" or "transport is closing".',
      next: ['Issue it anew, and restart the pods that hold it.'],
    }),
  },
} satisfies Record<string, Entry<never>>;

function sentence({ whose, validTo, daysLeft, validFrom }: ExpiringCertificate): string {
  const certificate = `${whose.charAt(0).toUpperCase()}${whose.slice(1)} certificate`;
  const day = validTo.slice(0, 10);
  if (validFrom !== undefined)
    return `${certificate} is not valid before ${validFrom.slice(0, 10)}`;
  if (daysLeft < 0) return `${certificate} ended on ${day}`;
  const left = daysLeft === 0 ? 'within a day' : `in ${plural(daysLeft, 'day')}`;
  return `${certificate} ends ${left}, on ${day}`;
}
