// A gRPC server's own log about a client that it refuses. An alert from the remote side is the client's.
import { shorten, visible } from '../util/safe-text.js';
import { classOf } from './classes.js';
import type { Step } from './step.js';
import { change, look, VERSIONS } from './steps.js';
import type { Trouble } from './tails.js';
import type { Groups, Meaning } from './types.js';

const LOG = "the log of Tiller (or of Swift's own gRPC server, where the log is Swift's)";
const ACCEPT_TILLER = [
  look(
    'Check the certificate of Tiller against an authority. HOST, URL and FILE are yours.',
    'swiftcheck versions --tiller HOST:44134 --tls-verify --tls-ca-cert FILE --swift URL',
  ),
  change(
    'Give the client the authority of the certificate of Tiller: Swift with --tiller-ca-file, helm with --tls-ca-cert. Or issue the certificate for the name that the client dials.',
  ),
];
const GIVE_CERTIFICATE = [
  look(
    'Read the dates, the issuer and the purposes of the client certificate. FILE is the certificate.',
    'openssl x509 -in FILE -noout -dates -issuer -purpose',
  ),
  change(
    'Give the client a certificate of the authority that Tiller trusts: helm with --tls-cert and --tls-key, Swift with --tiller-client-cert-file and --tiller-client-private-key-file.',
  ),
];

/** @param peer the client's address, where the log has it */
export function serverLogMeaning(
  trouble: Trouble,
  { alert, reason }: Groups,
  peer: string | undefined,
): Meaning {
  const client = peer === undefined ? 'the client' : `the client at ${safe(peer)}`;
  const common = {
    saidBy: LOG,
    hops: ['swift->tiller', 'client->tiller'],
    certainty: 'certain',
    rank: 'cause',
    decides: `Which program has the address ${peer === undefined ? 'in the log' : safe(peer)}: Swift's pod, or another client.`,
  } as const;
  const of = (
    id: string,
    cause: string,
    findings: readonly string[],
    steps: readonly Step[],
  ): Meaning => ({
    ...common,
    id,
    cause: cause.charAt(0).toUpperCase() + cause.slice(1),
    findings,
    steps,
  });
  switch (trouble) {
    case 'bad-certificate':
      return alert === 'certificate required'
        ? of('tls-alert', `${client} asks for a certificate.`, [], [VERSIONS])
        : of(
            'certificate-rejected-by-client',
            `${client} rejects the certificate of Tiller (alert "${safe(alert ?? '')}"): the client does not know its authority, or dials a name that the certificate does not hold, or the certificate is out of date. The certificate of the client is not concerned.`,
            ['tls-untrusted', 'tls-name-mismatch', 'tls-expired'],
            ACCEPT_TILLER,
          );
    case 'client-certificate-untrusted':
      return of(
        'client-certificate-untrusted',
        `Tiller rejects the certificate of ${client}: ${safe(reason ?? '')}. The certificate of Tiller is not concerned.`,
        ['tls-client-certificate-rejected'],
        GIVE_CERTIFICATE,
      );
    case 'client-sent-no-certificate':
      return of(
        'client-sent-no-certificate',
        `Tiller asks for a client certificate, and ${client} sends none.`,
        ['tls-client-certificate-rejected'],
        GIVE_CERTIFICATE,
      );
    case 'tls-to-plaintext':
      return of(
        'first-record-not-tls-in-tillers-log',
        `Tiller speaks TLS, and ${client} plaintext.`,
        ['tls-required', 'swift-cannot-reach-tiller'],
        [
          look(
            'Ask Tiller over TLS. HOST and URL are the addresses.',
            'swiftcheck versions --tiller HOST:44134 --tls --swift URL',
          ),
          change(
            'helm: add --tls. Swift: remove --tiller-insecure-skip-verify, and give --tiller-ca-file.',
          ),
        ],
      );
    case 'unknown-authority':
      return of(
        'client-certificate-untrusted',
        `Tiller rejects the certificate of ${client}: its authority is not the one that Tiller trusts.`,
        ['tls-client-certificate-rejected'],
        GIVE_CERTIFICATE,
      );
    default:
      return of(
        'handshake-ended',
        classOf(trouble) === 'broken' || classOf(trouble) === 'silent'
          ? `${client} connected and ended, or sent nothing: a check of a load balancer, a scan of the port, or a client that gave up. By itself it is harmless.`
          : `The TLS handshake of ${client} with Tiller failed.`,
        ['tls-failed'],
        [VERSIONS],
      );
  }
}

function safe(text: string): string {
  return shorten(visible(text), 160);
}
