import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import { failed, kubernetesStatus, ok, swiftError } from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

/** An address beyond this machine. */
const REMOTE = { url: 'http://swift.example:9855' };

const turnedAway = (httpStatus: number) =>
  failed('http-status', { httpStatus, message: `HTTP ${httpStatus}` });

export const cases: readonly Case[] = [
  {
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none' },
    says: [
      'Swift answered GET /tiller/v2/version/json without token, cookie or client certificate.',
      'Swift does not authenticate callers.',
      'Limit the clients of Swift',
    ],
    silentOn: ['API server lets anonymous'],
    is: { outcome: 'warn', hop: 'swiftcheck->swift', certainty: 'certain' },
    notBy: {
      ...REMOTE,
      credentials: 'none',
      lab: { swift: '0.11.1', tiller: '2.13.0', data: 'small' },
    },
    otherwise: "skipped: The lab's Swift listens on loopback during this run only.",
  },
  {
    // No other machine can reach an address of this machine.
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none' },
    notBy: { credentials: 'none' },
    otherwise: 'skipped: The address is on this machine; no other machine can reach it.',
  },
  {
    // With a token the request without a token decides; a broken API server has not rejected it.
    code: 'swift-open',
    raisedBy: { ...REMOTE, withoutCredentials: ok({}) },
    says: ['Swift answered GET / without token'],
    notBy: { ...REMOTE, withoutCredentials: kubernetesStatus(500, 'internal error') },
    otherwise: 'unknown: GET / without a credential: internal error',
  },
  {
    // Swift answers, only its Tiller does not; `kubectl proxy` adds a credential of its own.
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none', swiftTillerVersion: failed('no-answer') },
    says: ['Swift answered GET / without token'],
    notBy: { ...REMOTE, credentials: 'none', viaApiServer: true },
    otherwise: /^unknown: A URL of this form is usually that of `kubectl proxy`/,
  },
  {
    // Swift's own error is an answer of Swift; of what is not Swift none is.
    code: 'swift-open',
    raisedBy: {
      ...{ ...REMOTE, credentials: 'none', liveness: failed('no-answer') },
      swiftTillerVersion: swiftError(503, 14, 'transport is closing'),
    },
    says: ['Swift answered GET /tiller/v2/version/json without token'],
    notBy: {
      ...{ ...REMOTE, credentials: 'none', liveness: failed('refused') },
      swiftTillerVersion: failed('refused'),
    },
    otherwise: 'unknown: GET /tiller/v2/version/json without a credential: refused.',
  },
  {
    // A cluster on this machine has an API server, which other machines may reach.
    code: 'swift-open',
    raisedBy: {
      ...{ url: 'https://127.0.0.1:6443/proxy', viaApiServer: true },
      withoutCredentials: ok({}),
    },
    says: [
      'The API server lets anonymous requests through to Swift.',
      / get rolebindings,clusterrolebindings --all-namespaces -o wide$/m,
      'Remove the binding of that role.',
    ],
    silentOn: ['Limit the clients'],
    notBy: { url: 'https://127.0.0.1:9855', withoutCredentials: ok({}) },
    otherwise: 'skipped: The address is on this machine; no other machine can reach it.',
  },
  {
    // A header that is not recognised as a credential can be one.
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none', withoutCredentials: ok({}) },
    notBy: { ...REMOTE, credentials: 'none', withoutCredentials: turnedAway(403) },
    otherwise: 'pass',
  },
  {
    // The address is this machine's, whatever it leads to.
    code: 'swift-open',
    raisedBy: { ...REMOTE, withoutCredentials: swiftError(500, 2, 'broken.') },
    notBy: inCluster(
      { swift: { via: 'port-forward', forward: ok({ pod: 'swift-1', port: 9855 }) } },
      { ...REMOTE, viaApiServer: false, withoutCredentials: ok({}) },
    ),
    otherwise: 'skipped: The address is on this machine; no other machine can reach it.',
  },
  ...[
    turnedAway(401),
    turnedAway(407),
    kubernetesStatus(403, 'forbidden'),
    failed('redirected'),
    failed('tls-client-certificate-rejected'),
  ].map((withoutCredentials): Case => ({
    code: 'swift-open',
    raisedBy: { ...REMOTE, withoutCredentials: ok({}) },
    notBy: { ...REMOTE, withoutCredentials },
    otherwise: 'pass',
  })),
  {
    code: 'swift-open',
    raisedBy: { ...REMOTE, withoutCredentials: ok({}) },
    notBy: { ...REMOTE, withoutCredentials: undefined },
    otherwise: 'unknown: The evidence has no call without a credential.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-open': async (stage) => {
    // The unspecified address reaches this machine under a name that is not a loopback one.
    const url = (await small(stage)).swiftUrl.replace('127.0.0.1', '0.0.0.0');
    return withSwift(stage, url, '--swift-version', '0.11.1');
  },
};
