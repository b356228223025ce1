// Texts about TLS whose words alone say who speaks of what.
import { change, look, VERSIONS } from '../steps.js';
import type { Phrase } from '../types.js';
import { swifts } from '../../knowledge/describe.js';

const HANDSHAKE = look(
  'See what Tiller speaks. HOST is its address.',
  'openssl s_client -connect HOST:44134 </dev/null',
);

export const TLS_PHRASES: readonly Phrase[] = [
  {
    id: 'plaintext-to-tls-tiller',
    pattern: /"code":\s*(?:13|14),\s*"message":\s*"transport is closing"/,
    saidBy: `Swift ${swifts(({ tillerSpeaksTls }) => tillerSpeaksTls?.message === 'transport is closing')}`,
    hops: ['swift->tiller', 'gateway->swift'],
    cause:
      "At once, on every call: Tiller speaks TLS and Swift plaintext (--tiller-insecure-skip-verify, or a Swift without TLS to Tiller). On Swift's plaintext port while its own TLS is on: a race at start, differing from one restart to the next. In the middle of a long call: Tiller went away.",
    certainty: 'likely',
    findings: [
      ...['swift-cannot-reach-tiller', 'swift-list-failed'],
      ...['tls-required', 'swift-gateway-cannot-reach-itself'],
    ],
    steps: [
      HANDSHAKE,
      VERSIONS,
      change(
        'Remove --tiller-insecure-skip-verify and give Swift --tiller-ca-file, with a client certificate where Tiller asks for one.',
      ),
      change('On the plaintext port beside TLS: restart Swift, or close that port.'),
    ],
  },
  {
    id: 'http-to-https-port',
    pattern: /Client sent an HTTP request to an HTTPS server/,
    saidBy: 'Swift (or another Go server) on its TLS port',
    hops: ['swiftcheck->swift'],
    cause: 'The URL says http:// and the port speaks TLS.',
    certainty: 'certain',
    findings: ['tls-required', 'service-wrong-scheme'],
    steps: [look('Write https://, or use the plaintext port (9855).'), VERSIONS],
  },
  {
    id: 'unusable-key-pair',
    pattern:
      /could not (?:load|read) x509 key pair(?: \([^)\n]{1,200}\))?(?:: [^\n"]{1,160})?|can't read CA file(?:: \S{1,160})?|failed to append certificates from file|failed to load ca cert[^\n"]{0,160}|load client cert\/key[^\n"]{0,160}|tls: private key does not match public key|tls: failed to (?:find any PEM data in (?:certificate|key) input|parse private key)|missing required TLS key file|curl: \((?<curl>58|77)\) [^\n]{0,160}|(?:unable to load|reading) (?:client |CA )?(?:certificate|key) file[^\n"]{0,160}/,
    saidBy: 'helm, Tiller, Swift or curl, of files of its own',
    hops: ({ curl }) =>
      curl === undefined ? ['client->tiller', 'swift->tiller'] : ['swiftcheck->swift'],
    decides:
      'Which program says it: Swift reads its files on every call, helm and Tiller at their start.',
    cause:
      'A certificate, key or authority file is missing, is no PEM, or does not belong to the other file. The other side was not asked yet.',
    certainty: 'certain',
    findings: [],
    steps: [
      look('Read the certificate. FILE is its file.', 'openssl x509 -in FILE -noout -subject'),
      change('Correct the path, or issue the file again.'),
    ],
  },
];
