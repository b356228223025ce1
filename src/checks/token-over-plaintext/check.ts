// Whether a credential crossed the network for everybody to read.
import { isLoopback } from '../../util/loopback.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';

interface PlaintextTokenFacts {
  readonly host: string;
  readonly credentials: 'token' | 'header';
}

declare module '../define.js' {
  interface FindingFacts {
    'token-over-plaintext': PlaintextTokenFacts;
  }
}

export const tokenOverPlaintext = defineCheck({
  group: 'access',
  after: 'tls-expires-soon',
  code: 'token-over-plaintext',
  findings: {
    'token-over-plaintext': {
      severity: 'warn',
      advisory: true,
      passTitle: 'No credential was sent over the network in plaintext',
      failTitle: ({ host }) => `A credential was sent in plaintext to ${visible(host)}`,
      describe: ({ credentials }) => ({
        seen: [
          `The URL is http://, and the calls carried ${credentials === 'token' ? 'a bearer token' : 'an Authorization or Cookie header'}.`,
        ],
        certainty: 'certain',
        cause: 'Every machine on the way can read it, and use it for as long as it is valid.',
        steps: [
          'Use an https:// URL; the API server has one. On this machine, `kubectl proxy` gives a loopback address that needs no token.',
          'Replace the credential: take it for known.',
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence: { swift } }, { raise, pass, notApplicable, inconclusive }) => {
    const { credentials } = swift.target;
    if (credentials !== 'token' && credentials !== 'header') {
      return notApplicable('No token and no such header was sent.');
    }
    const { protocol, hostname } = new URL(swift.target.url);
    if (protocol === 'https:' || isLoopback(hostname)) return pass({}, 'swiftcheck->swift');
    if (!swift.tillerVersion.ok && !swift.tillerVersion.http && !swift.liveness.http) {
      return inconclusive(
        'No answer came, so it is not known whether the credential was sent.',
        'connection to Swift',
      );
    }
    return raise('token-over-plaintext', { host: hostname, credentials }, 'swiftcheck->swift');
  },
});
