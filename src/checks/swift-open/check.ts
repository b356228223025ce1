// Whether Swift answers a caller who shows no credential.
import type { FailureKind } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { defineCheck } from '../define.js';

interface OpenFacts {
  readonly url: string;
  readonly viaApiServer: boolean;
  /** What was asked without a credential: `GET /tiller/v2/version/json`. */
  readonly asked: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'swift-open': OpenFacts;
  }
}

/** How a server turns away a caller who shows no credential. */
const TURNED_AWAY: readonly FailureKind[] = [
  'kubernetes-status',
  'http-status',
  'redirected',
  'tls-client-certificate-rejected',
];

export const swiftOpen = defineCheck({
  group: 'access',
  after: 'token-over-plaintext',
  code: 'swift-open',
  findings: {
    'swift-open': {
      severity: 'warn',
      advisory: true,
      passTitle: 'Whoever asks Swift has to show a credential',
      failTitle: () => 'Swift answers without any credential',
      describe: ({ asked, viaApiServer }) => ({
        seen: [`${asked}, sent without token, cookie or client certificate, was answered.`],
        certainty: 'certain',
        cause: viaApiServer
          ? "The API server lets anonymous requests through to it, and Swift itself asks for nothing. Whoever reaches the API server can read every release's values and manifests, and install and delete releases."
          : "Swift asks nobody who they are. Whoever reaches this address can read every release's values and manifests, and install and delete releases; who that is depends on the network in between.",
        steps: [
          viaApiServer
            ? 'Take services/proxy away from system:anonymous and system:unauthenticated.'
            : "Limit who reaches it: a NetworkPolicy for Swift's pods, no NodePort, LoadBalancer or open Ingress; let people in through the API server's service proxy, where RBAC decides.",
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence }, { raise, pass, notApplicable, inconclusive }) => {
    if (evidence.lab) return notApplicable("The lab's Swift listens on loopback, for this run.");
    const { target } = evidence.swift;
    if (evidence.cluster?.swift?.via === 'port-forward') {
      return notApplicable(
        'A forwarded port is open to who may forward it only; the way that others take was not asked.',
      );
    }
    if (target.viaApiServer && target.url.startsWith('http:')) {
      return inconclusive(
        'A URL like this is usually that of `kubectl proxy`, which adds a credential of its own.',
      );
    }
    const { asked, answer } = askedOpenly(evidence.swift);
    if (!answer) return inconclusive('This evidence holds no call without a credential.');
    if (answer.ok || answer.failure.kind === 'swift-error') {
      const facts = { url: target.url, viaApiServer: target.viaApiServer, asked };
      return raise('swift-open', facts, 'swiftcheck->swift');
    }
    const { kind, httpStatus, message } = answer.failure;
    const refused = kind === 'http-status' || kind === 'kubernetes-status';
    if (TURNED_AWAY.includes(kind) && (!refused || [401, 403, 407].includes(httpStatus ?? 0))) {
      return pass({}, 'swiftcheck->swift');
    }
    return inconclusive(`${asked} without a credential: ${message}`, 'connection to Swift');
  },
});

/** The call that carried no credential, and its answer. */
function askedOpenly({ target, liveness, tillerVersion, withoutCredentials }: Evidence['swift']) {
  if (withoutCredentials || target.credentials !== 'none') {
    return { asked: 'GET /', answer: withoutCredentials };
  }
  // Swift's own answer counts, also where its Tiller gives none.
  return liveness.ok && !tillerVersion.ok
    ? { asked: 'GET /', answer: liveness }
    : { asked: 'GET /tiller/v2/version/json', answer: tillerVersion };
}
