import type { Evidence, FailureKind } from '../../evidence/types.js';
import { couldNotTell, notApplicable, pass, raise, type Rule } from '../rule.js';

/** How a server turns away who shows no credential. */
const TURNED_AWAY: readonly FailureKind[] = [
  'kubernetes-status',
  'http-status',
  'redirected',
  'tls-client-certificate-rejected',
];

/** Whether Swift answers somebody who shows nothing. */
export const swiftOpen: Rule = {
  code: 'swift-open',
  needs: [],
  judge: ({ evidence }) => {
    if (evidence.lab) {
      return notApplicable('swift-open', "The lab's Swift listens on loopback, for this run.");
    }
    const { target } = evidence.swift;
    if (evidence.cluster?.swift?.via === 'port-forward') {
      return notApplicable(
        'swift-open',
        'A forwarded port is open to who may forward it only; the way that others take was not asked.',
      );
    }
    if (target.viaApiServer && target.url.startsWith('http:')) {
      return couldNotTell(
        'swift-open',
        'A URL like this is usually that of `kubectl proxy`, which adds a credential of its own.',
      );
    }
    const { asked, answer } = askedOpenly(evidence.swift);
    if (!answer) {
      return couldNotTell('swift-open', 'This evidence holds no call without a credential.');
    }
    if (answer.ok || answer.failure.kind === 'swift-error') {
      const facts = { url: target.url, viaApiServer: target.viaApiServer, asked };
      return raise('swift-open', facts, 'swiftcheck->swift');
    }
    const { kind, httpStatus, message } = answer.failure;
    const refused = kind === 'http-status' || kind === 'kubernetes-status';
    if (TURNED_AWAY.includes(kind) && (!refused || [401, 403, 407].includes(httpStatus ?? 0))) {
      return pass('swift-open', {}, 'swiftcheck->swift');
    }
    return couldNotTell(
      'swift-open',
      `${asked} without a credential: ${message}`,
      'connection to Swift',
    );
  },
};

/** The call that carried nothing, and what became of it. */
function askedOpenly({ target, liveness, tillerVersion, withoutCredentials }: Evidence['swift']) {
  if (withoutCredentials || target.credentials !== 'none') {
    return { asked: 'GET /', answer: withoutCredentials };
  }
  // Swift's own answer counts, also where its Tiller gives none.
  return liveness.ok && !tillerVersion.ok
    ? { asked: 'GET /', answer: liveness }
    : { asked: 'GET /tiller/v2/version/json', answer: tillerVersion };
}

/** Whether a credential crossed the network for everybody to read. */
export const plaintextToken: Rule = {
  code: 'token-over-plaintext',
  needs: [],
  judge: ({ evidence: { swift } }) => {
    const { credentials } = swift.target;
    if (credentials !== 'token' && credentials !== 'header') {
      return notApplicable('token-over-plaintext', 'No token and no such header was sent.');
    }
    const { protocol, hostname } = new URL(swift.target.url);
    if (protocol === 'https:' || isLoopback(hostname)) {
      return pass('token-over-plaintext', {}, 'swiftcheck->swift');
    }
    if (!swift.tillerVersion.ok && !swift.tillerVersion.http && !swift.liveness.http) {
      return couldNotTell(
        'token-over-plaintext',
        'No answer came, so it is not known whether the credential was sent.',
        'connection to Swift',
      );
    }
    return raise('token-over-plaintext', { host: hostname, credentials }, 'swiftcheck->swift');
  },
};

function isLoopback(hostname: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost)$/i.test(hostname);
}
