// Whether a credential crossed the network unencrypted.
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { isLoopback } from '../../util/loopback.js';
import { change, look } from '../steps.js';

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
      onHop: 'none',
      passTitle: 'The run sent its credential encrypted, or on this machine only',
      failTitle: ({ host }) => `The run sent a credential in plaintext to ${visible(host)}`,
      describe: ({ credentials }) => ({
        seen: [
          `The URL is http://, and the requests had ${credentials === 'token' ? 'a bearer token' : 'an Authorization or Cookie header'}.`,
        ],
        certainty: 'certain',
        cause:
          'Every machine between here and the server can read the credential, and use it while it is valid.',
        steps: [
          look(
            'Use an https:// URL; the API server has one. Or run `kubectl proxy`, whose address on this machine needs no token.',
          ),
          change('Treat the credential as compromised, and replace it.'),
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence: { swift } }, { raise, pass, skip, unknown }) => {
    const { credentials } = swift.target;
    if (credentials !== 'token' && credentials !== 'header') {
      return skip('The run sent neither a token nor an Authorization or Cookie header.');
    }
    const { protocol, hostname } = new URL(swift.target.url);
    if (protocol === 'https:' || isLoopback(new URL(swift.target.url).hostname))
      return pass({}, 'swiftcheck->swift');
    if (!swift.tillerVersion.ok && !swift.tillerVersion.http && !swift.liveness.http) {
      return unknown(
        'No answer came, so it is unknown whether the run sent the credential.',
        'connection to Swift',
      );
    }
    return raise('token-over-plaintext', { host: hostname, credentials }, 'swiftcheck->swift');
  },
});
