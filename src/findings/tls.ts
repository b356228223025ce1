// Findings about TLS that does not come about.
import { plural } from '../util/bytes.js';
import { endpoint, type EndpointFacts } from '../checks/shared/endpoint.js';
import type { Entry } from './types.js';

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
  'tls-required': endpoint(
    'Plaintext is what the port speaks',
    ({ endpoint: name }) => `${name} speaks TLS, and this connection is plaintext`,
    ({ endpoint: name }) => ({
      cause: 'The port takes TLS connections only.',
      next: [name === 'Tiller' ? 'Add --tls (or --tls-verify).' : 'Write https:// in the URL.'],
    }),
  ),
  'tls-not-spoken': endpoint(
    'TLS is what the port speaks',
    ({ endpoint: name }) => `${name} speaks plaintext, and this connection is TLS`,
    ({ endpoint: name }) => ({
      cause: 'The port does not speak TLS.',
      next: [name === 'Tiller' ? 'Leave out --tls and --tls-verify.' : 'Write http:// in the URL.'],
    }),
  ),
  'tls-untrusted': endpoint(
    'The certificate is trusted',
    ({ endpoint: name }) => `The certificate of ${name}'s address is not trusted`,
    (facts) => ({
      cause: 'It was not issued by an authority that this run was told to trust.',
      next: [`Pass the authority that issued it: ${flags(facts).ca}`],
    }),
  ),
  'tls-name-mismatch': endpoint(
    'The certificate is for the name that was asked for',
    ({ endpoint: name }) => `The certificate of ${name}'s address is for another name`,
    ({ endpoint: name }) => ({
      cause: 'The certificate does not name the host that was connected to.',
      next: [
        name === 'Tiller'
          ? 'Name one of its names with --tls-hostname NAME.'
          : 'Use one of its names in the URL.',
      ],
    }),
  ),
  'tls-expired': endpoint(
    'The certificate is valid today',
    ({ endpoint: name }) => `The certificate of ${name}'s address is not valid today`,
    ({ clockAheadSeconds: ahead }) => ({
      cause:
        ahead === undefined
          ? 'It has expired or is not valid yet, or the clock of one side is wrong.'
          : `It has expired or is not valid yet, or a clock is wrong: by the Date header of the answer for Swift, this machine's is about ${formatSpan(ahead)} ${ahead > 0 ? 'behind' : 'ahead'}.`,
      next: [
        ...(ahead === undefined ? [] : ['Compare the clocks first: date -u on both machines.']),
        'Issue it anew, and restart the pod that serves it.',
      ],
    }),
  ),
  'tls-client-certificate-rejected': endpoint(
    'The client certificate is accepted',
    ({ endpoint: name, clientCertificate }) =>
      clientCertificate
        ? `${name} does not accept this client's certificate`
        : `${name} asks for a client certificate, and this run has none`,
    (facts) => ({
      cause: facts.clientCertificate
        ? 'The server takes client certificates of its own authority, for clients, within their dates.'
        : 'The server takes only clients with a certificate of its own authority.',
      next: [
        `Pass one that was issued by that authority: ${flags(facts).client}`,
        `openssl s_client -connect ${hostPort(facts)} lists the authorities under "Acceptable client certificate CA names".`,
      ],
    }),
  ),
  'tls-failed': endpoint(
    'The TLS handshake succeeds',
    ({ endpoint: name }) => `The TLS handshake with ${name} fails`,
    (facts) => ({
      cause: 'The two sides found no way to speak TLS with each other.',
      next: [`Look at the first error; openssl s_client -connect ${hostPort(facts)} shows more.`],
    }),
  ),
} satisfies Record<string, Entry<never>>;
