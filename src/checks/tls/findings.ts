// A TLS connection that fails, at any endpoint. Several checks raise these codes.
import { lacksAuthority } from '../../knowledge/untrusted-authority.js';
import { plural } from '../../util/bytes.js';
import { shellWord } from '../../util/shell.js';
import type { Definitions, Description, Step } from '../define.js';
import { certificateEnded } from '../shared/certificate-ended.js';
import {
  endpointFinding,
  isForwarded,
  nameOf,
  subjectOf,
  type EndpointFacts,
} from '../shared/endpoint.js';
import { otherScheme } from '../shared/swift-steps.js';
import { forwardToTiller } from '../shared/tiller-steps.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'tls-required': EndpointFacts;
    'tls-not-spoken': EndpointFacts;
    'tls-untrusted': EndpointFacts;
    'tls-name-mismatch': EndpointFacts;
    'tls-expired': EndpointFacts;
    'tls-client-certificate-rejected': EndpointFacts;
    'tls-failed': EndpointFacts;
  }
}

export type TlsCode =
  | 'tls-required'
  | 'tls-not-spoken'
  | 'tls-untrusted'
  | 'tls-name-mismatch'
  | 'tls-expired'
  | 'tls-client-certificate-rejected'
  | 'tls-failed';

/** The kubeconfig decides how the API server is asked. */
const KUBECONFIG = 'in the cluster entry of the kubeconfig';

/** Which of them sets how the connection is made. Through the service proxy, that is made to the API server. */
function setter({ endpoint }: EndpointFacts, shell: Shell): EndpointFacts['endpoint'] {
  return endpoint === 'Swift' && shell.asKubeconfigUser ? 'API server' : endpoint;
}

/** `12 minutes`, `3 hours`, `40 days`. */
function formatSpan(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 120) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

const BREAKS_A_RULE: Omit<Description, 'seen'> = {
  cause: 'A certificate in the chain of the server breaks a rule by which this client verifies.',
  certainty: 'certain',
  steps: [
    change(
      'Issue that certificate so that it keeps the rule, update its Secret, and restart the program that serves it.',
    ),
  ],
};

export const TLS_FINDINGS = {
  'tls-required': endpointFinding(
    'The port accepts plaintext',
    (facts) => `${subjectOf(facts)} requires TLS, but this connection uses plaintext`,
    (facts, shell) => ({
      cause: 'The port accepts only TLS.',
      certainty: 'certain',
      steps: {
        Tiller: [
          look(
            'Run it again with TLS. `--tls-verify` in place of `--tls` also verifies the certificate.',
            shell.again(['--tls']),
          ),
        ],
        Swift: swiftBy('https', facts, shell),
        'API server': [look(`Write https:// in the server URL ${KUBECONFIG}.`)],
      }[setter(facts, shell)],
    }),
  ),
  'tls-not-spoken': endpointFinding(
    'The port accepts TLS',
    (facts) => `${subjectOf(facts)} uses plaintext, but this connection uses TLS`,
    (facts, shell) => ({
      cause: 'The port does not accept TLS.',
      certainty: 'certain',
      steps: {
        Tiller: [look('Run it again without `--tls` and `--tls-verify`.')],
        Swift: swiftBy('http', facts, shell),
        'API server': [look(`Write http:// in the server URL ${KUBECONFIG}.`)],
      }[setter(facts, shell)],
    }),
  ),
  'tls-untrusted': endpointFinding(
    'The certificate is trusted',
    (facts) => `The certificate at the address of ${nameOf(facts)} is not trusted`,
    (facts, shell) =>
      facts.transportError !== undefined && !lacksAuthority(facts.transportError)
        ? BREAKS_A_RULE
        : {
            cause: 'This run does not trust the authority that issued the certificate.',
            certainty: 'certain',
            steps: [
              {
                Tiller: look(
                  'Give the authority that issued the certificate. CA.pem is its file.',
                  shell.again(['--tls-verify', '--tls-ca-cert', 'CA.pem']),
                ),
                Swift: look(
                  'Give the authority that issued the certificate. CA.pem is its file.',
                  shell.again(['--cacert', 'CA.pem']),
                ),
                'API server': look(
                  `Set \`certificate-authority\` ${KUBECONFIG} to the authority that issued the certificate.`,
                ),
              }[setter(facts, shell)],
            ],
          },
  ),
  'tls-name-mismatch': endpointFinding(
    'The certificate is for the requested name',
    (facts) => `The certificate at the address of ${nameOf(facts)} is for another name`,
    (facts, shell) => ({
      cause: 'The certificate does not list the name of the host.',
      certainty: 'certain',
      steps: [
        {
          Tiller: look(
            'Expect a name that the certificate lists. NAME is that name.',
            shell.again(['--tls-hostname', 'NAME']),
          ),
          Swift: shell.forwarded.swift
            ? look(
                'Accept any certificate. The forwarded port leads to the pod of Swift.',
                shell.again(['--insecure']),
              )
            : look('Use a name that the certificate lists in the URL of `--swift`.'),
          'API server': look(
            `Set \`tls-server-name\` ${KUBECONFIG} to a name that the certificate lists.`,
          ),
        }[setter(facts, shell)],
      ],
    }),
  ),
  'tls-expired': endpointFinding(
    'The certificate is valid today',
    (facts) => `The certificate at the address of ${nameOf(facts)} is not valid today`,
    ({ clockAheadSeconds: ahead }) => ({
      cause:
        ahead === undefined
          ? 'The certificate is outside its dates, or a clock is wrong.'
          : `The certificate is outside its dates, or a clock is wrong. By the Date header of the answer for Swift, the clock of this machine is about ${formatSpan(ahead)} ${ahead > 0 ? 'slow' : 'fast'}.`,
      certainty: 'possible',
      steps: [
        look('Compare the clock of this machine with that of another machine.', 'date -u'),
        change(
          'Issue the certificate again, update its Secret, and restart the program that serves it.',
        ),
      ],
    }),
  ),
  'tls-client-certificate-rejected': {
    ...endpointFinding(
      'The client certificate is accepted',
      (facts) =>
        facts.clientCertificate
          ? `${subjectOf(facts)} rejects the client certificate of this run`
          : `${subjectOf(facts)} requires a client certificate, and this run has none`,
      (facts, shell) => ({
        cause: facts.clientCertificate
          ? 'The server accepts client certificates of its own authority, for client authentication, and within their dates.'
          : 'The server accepts only clients with a certificate of its own authority.',
        certainty: 'certain',
        steps: [
          {
            Tiller: look(
              'Give a client certificate of that authority. CERT.pem and KEY.pem are its files.',
              shell.again([...['--tls-verify', '--tls-cert', 'CERT.pem', '--tls-key', 'KEY.pem']]),
            ),
            Swift: look(
              'Give a client certificate of that authority. CERT.pem and KEY.pem are its files.',
              shell.again(['--cert', 'CERT.pem', '--key', 'KEY.pem']),
            ),
            'API server': look(
              'Set `client-certificate` and `client-key` of the user in the kubeconfig to a certificate of that authority.',
            ),
          }[setter(facts, shell)],
          ...handshake(
            'The list "Acceptable client certificate CA names" shows the authorities that the server accepts.',
            facts,
            shell,
          ),
        ],
      }),
    ),
    // The server that rejects this client has seen the client's certificate, which has expired.
    followsFrom: [
      {
        causes: ['tls-expires-soon'],
        certainty: 'likely',
        when: (cause, own) => cause.hop === own.hop && certificateEnded(cause, 'client'),
      },
    ],
  },
  'tls-failed': endpointFinding(
    'The TLS handshake succeeds',
    (facts) => `The TLS handshake with ${nameOf(facts)} fails`,
    (facts, shell) => ({
      ...whyFailed(facts, shell),
      steps: handshake('See where the handshake ends.', facts, shell),
    }),
  ),
} satisfies Definitions<TlsCode>;

function swiftBy(scheme: 'http' | 'https', { address }: EndpointFacts, shell: Shell): Step[] {
  if (shell.forwarded.swift) return otherScheme(shell, scheme);
  const words = scheme === 'https' ? 'with' : 'without';
  return [look(`Give the URL ${words} TLS: \`--swift ${withScheme(address, scheme)}\`.`)];
}

function whyFailed(facts: EndpointFacts, shell: Shell): Pick<Description, 'cause' | 'certainty'> {
  return isForwarded(facts, shell)
    ? { cause: 'The two sides did not agree on TLS.', certainty: 'likely' }
    : {
        cause: 'The two sides did not agree on TLS, or a program in between broke the handshake.',
        certainty: 'possible',
      };
}

/** Shows the handshake with a program that prints it. */
function handshake(text: string, { endpoint: name, address }: EndpointFacts, shell: Shell): Step[] {
  // A pod has no address outside the cluster.
  const inPod = name === 'Tiller' && shell.tiller !== null;
  const host = inPod ? '127.0.0.1:44134' : name === 'Tiller' ? address : hostPort(address);
  return [
    ...(inPod ? [forwardToTiller(shell, 'Keep it open for the next command.')] : []),
    look(text, `openssl s_client -connect ${shellWord(host)} </dev/null`),
  ];
}

function hostPort(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '443' : port}`;
}

function withScheme(url: string, scheme: 'http' | 'https'): string {
  return url.replace(/^https?:/, `${scheme}:`);
}
