// A TLS connection that does not come about, whichever the endpoint. Several checks raise these codes.
import { plural } from '../../util/bytes.js';
import type { Definitions } from '../define.js';
import { certificateEnded } from '../shared/certificate-ended.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';

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

const flags = ({ endpoint: name }: EndpointFacts) =>
  name === 'Tiller'
    ? { ca: '--tls-verify --tls-ca-cert FILE', client: '--tls-cert FILE --tls-key FILE' }
    : { ca: '--cacert FILE', client: '--cert FILE --key FILE' };

const hostPort = ({ endpoint: name, address }: EndpointFacts): string => {
  if (name === 'Tiller') return address;
  const { hostname, port } = new URL(address);
  return `${hostname}:${port === '' ? '443' : port}`;
};

/** `12 minutes`, `3 hours`, `40 days`. */
function formatSpan(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 120) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

export const TLS_FINDINGS = {
  'tls-required': endpointFinding(
    'Plaintext is what the port speaks',
    ({ endpoint: name }) => `${name} speaks TLS, and this connection is plaintext`,
    ({ endpoint: name }) => ({
      cause: 'The port takes TLS connections only.',
      steps: [name === 'Tiller' ? 'Add --tls (or --tls-verify).' : 'Write https:// in the URL.'],
    }),
  ),
  'tls-not-spoken': endpointFinding(
    'TLS is what the port speaks',
    ({ endpoint: name }) => `${name} speaks plaintext, and this connection is TLS`,
    ({ endpoint: name }) => ({
      cause: 'The port does not speak TLS.',
      steps: [
        name === 'Tiller' ? 'Leave out --tls and --tls-verify.' : 'Write http:// in the URL.',
      ],
    }),
  ),
  'tls-untrusted': endpointFinding(
    'The certificate is trusted',
    ({ endpoint: name }) => `The certificate of ${name}'s address is not trusted`,
    (facts) => ({
      cause: 'It was not issued by an authority that this run was told to trust.',
      steps: [`Pass the authority that issued it: ${flags(facts).ca}`],
    }),
  ),
  'tls-name-mismatch': endpointFinding(
    'The certificate is for the name that was asked for',
    ({ endpoint: name }) => `The certificate of ${name}'s address is for another name`,
    ({ endpoint: name }) => ({
      cause: 'The certificate does not name the host that was connected to.',
      steps: [
        name === 'Tiller'
          ? 'Name one of its names with --tls-hostname NAME.'
          : 'Use one of its names in the URL.',
      ],
    }),
  ),
  'tls-expired': endpointFinding(
    'The certificate is valid today',
    ({ endpoint: name }) => `The certificate of ${name}'s address is not valid today`,
    ({ clockAheadSeconds: ahead }) => ({
      cause:
        ahead === undefined
          ? 'It has expired or is not valid yet, or the clock of one side is wrong.'
          : `It has expired or is not valid yet, or a clock is wrong: by the Date header of the answer for Swift, this machine's is about ${formatSpan(ahead)} ${ahead > 0 ? 'behind' : 'ahead'}.`,
      steps: [
        ...(ahead === undefined ? [] : ['Compare the clocks first: date -u on both machines.']),
        'Issue it anew, and restart the pod that serves it.',
      ],
    }),
  ),
  'tls-client-certificate-rejected': {
    ...endpointFinding(
      'The client certificate is accepted',
      ({ endpoint: name, clientCertificate }) =>
        clientCertificate
          ? `${name} does not accept this client's certificate`
          : `${name} asks for a client certificate, and this run has none`,
      (facts) => ({
        cause: facts.clientCertificate
          ? 'The server takes client certificates of its own authority, for clients, within their dates.'
          : 'The server takes only clients with a certificate of its own authority.',
        steps: [
          `Pass one that was issued by that authority: ${flags(facts).client}`,
          `openssl s_client -connect ${hostPort(facts)} lists the authorities under "Acceptable client certificate CA names".`,
        ],
      }),
    ),
    // The side that turns this client away has looked at the client's certificate, which has ended.
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
    ({ endpoint: name }) => `The TLS handshake with ${name} fails`,
    (facts) => ({
      cause: 'The two sides found no way to speak TLS with each other.',
      steps: [`Look at the first error; openssl s_client -connect ${hostPort(facts)} shows more.`],
    }),
  ),
} satisfies Definitions<TlsCode>;
