// Findings about TLS that does not come about.
import { endpoint, type EndpointFacts } from './endpoint.js';
import type { Entry } from './types.js';

const flags = ({ endpoint: name }: EndpointFacts) =>
  name === 'Tiller'
    ? { ca: '--tls-verify --tls-ca-cert FILE', client: '--tls-cert FILE --tls-key FILE' }
    : { ca: '--cacert FILE', client: '--cert FILE --key FILE' };

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
    () => ({
      cause: 'It has expired or is not valid yet, or the clock of one side is wrong.',
      next: ['Issue it anew, and restart the pod that serves it.'],
    }),
  ),
  'tls-client-certificate-rejected': endpoint(
    'The client certificate is accepted',
    ({ endpoint: name }) => `${name} does not accept this client's certificate`,
    (facts) => ({
      cause:
        'The server wants a client certificate of its own authority, and got none or another one.',
      next: [`Pass one that was issued by that authority: ${flags(facts).client}`],
    }),
  ),
  'tls-failed': endpoint(
    'The TLS handshake succeeds',
    ({ endpoint: name }) => `The TLS handshake with ${name} fails`,
    () => ({
      cause: 'The two sides found no way to speak TLS with each other.',
      next: ['Look at the first error; `openssl s_client -connect HOST:PORT` shows more.'],
    }),
  ),
} satisfies Record<string, Entry<never>>;
