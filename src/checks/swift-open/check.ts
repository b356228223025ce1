// Whether Swift answers a caller without a credential.
import type { FailureKind } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { defineCheck, type Step } from '../define.js';
import { isLoopback } from '../../util/loopback.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';

interface OpenFacts {
  readonly url: string;
  readonly viaApiServer: boolean;
  /** The request without a credential: `GET /tiller/v2/version/json`. */
  readonly asked: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'swift-open': OpenFacts;
  }
}

/** How a server rejects a caller without a credential. */
const TURNED_AWAY: readonly FailureKind[] = [
  'kubernetes-status',
  'http-status',
  'redirected',
  'tls-client-certificate-rejected',
];

function closeProxy({ kubectl }: Shell): Step[] {
  return [
    look(
      'Find the role that gives `services/proxy` to system:anonymous or system:unauthenticated.',
      kubectl(null, ['get', 'rolebindings,clusterrolebindings', '--all-namespaces', '-o', 'wide']),
    ),
    change('Remove the binding of that role.'),
  ];
}

const LIMIT_CLIENTS = change(
  "Limit the clients of Swift: a NetworkPolicy for its pods, and no NodePort, LoadBalancer or open Ingress. Let people use the API server's service proxy, where RBAC decides.",
);

export const swiftOpen = defineCheck({
  group: 'access',
  after: 'token-over-plaintext',
  code: 'swift-open',
  findings: {
    'swift-open': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Swift requires a credential',
      failTitle: () => 'Swift answers without a credential',
      describe: ({ asked, viaApiServer }, shell) => ({
        seen: [`Swift answered ${asked} without token, cookie or client certificate.`],
        certainty: 'certain',
        cause: viaApiServer
          ? 'The API server lets anonymous requests through to Swift. Every client of the API server can read, install and delete releases.'
          : 'Swift does not authenticate callers. Every client that reaches this address can read, install and delete releases.',
        steps: viaApiServer ? closeProxy(shell) : [LIMIT_CLIENTS],
      }),
    },
  },
  needs: {},
  run: ({ evidence }, { raise, pass, skip, unknown }) => {
    if (evidence.lab) return skip("The lab's Swift listens on loopback during this run only.");
    const { target } = evidence.swift;
    const forwarded = evidence.cluster?.swift?.via === 'port-forward';
    if (forwarded || (!target.viaApiServer && isLoopback(new URL(target.url).hostname))) {
      return skip('The address is on this machine; no other machine can reach it.');
    }
    if (target.viaApiServer && target.url.startsWith('http:')) {
      return unknown(
        'A URL of this form is usually that of `kubectl proxy`, which adds a credential of its own.',
      );
    }
    const { asked, answer } = askedOpenly(evidence.swift);
    if (!answer) return unknown('The evidence has no call without a credential.');
    if (answer.ok || answer.failure.kind === 'swift-error') {
      const facts = { url: target.url, viaApiServer: target.viaApiServer, asked };
      return raise('swift-open', facts, 'swiftcheck->swift');
    }
    const { kind, httpStatus, message } = answer.failure;
    const refused = kind === 'http-status' || kind === 'kubernetes-status';
    if (TURNED_AWAY.includes(kind) && (!refused || [401, 403, 407].includes(httpStatus ?? 0))) {
      return pass({}, 'swiftcheck->swift');
    }
    return unknown(`${asked} without a credential: ${message}`, 'connection to Swift');
  },
});

/** The call without a credential, and its answer. */
function askedOpenly({ target, liveness, tillerVersion, withoutCredentials }: Evidence['swift']) {
  if (withoutCredentials || target.credentials !== 'none') {
    return { asked: 'GET /', answer: withoutCredentials };
  }
  // Swift's own answer counts, also if its Tiller does not answer.
  return liveness.ok && !tillerVersion.ok
    ? { asked: 'GET /', answer: liveness }
    : { asked: 'GET /tiller/v2/version/json', answer: tillerVersion };
}
