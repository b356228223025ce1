// A server's own log about a client that it refuses, or that refuses it. An alert from the remote side is the client's.
import { shorten, visible } from '../util/safe-text.js';
import { classOf } from './classes.js';
import { LINKS } from './links.js';
import type { Step } from './step.js';
import { change, CLIENT_CERTIFICATE, look, VERSIONS } from './steps.js';
import type { Trouble } from './tails.js';
import type { Groups, Meaning } from './types.js';
import type { Who } from './who.js';

interface Server {
  readonly saidBy: string;
  /** What a client does that does not accept the certificate of the server. */
  readonly acceptIt: readonly Step[];
  /** What a client does whose certificate the server does not accept. */
  readonly giveCertificate: readonly Step[];
  /** What a client does that speaks plaintext to the server. */
  readonly speakTls: readonly Step[];
}

const SERVERS: Readonly<Record<'Tiller' | 'Swift', Server>> = {
  Tiller: {
    saidBy: "the log of Tiller (or of Swift's own gRPC server, where the log is Swift's)",
    acceptIt: [
      look(
        'Check the certificate of Tiller against an authority. HOST, URL and FILE are yours.',
        'swiftcheck versions --tiller HOST:44134 --tls-verify --tls-ca-cert FILE --swift URL',
      ),
      change(
        'Give the client the authority of the certificate of Tiller: Swift with --tiller-ca-file, helm with --tls-ca-cert. Or issue the certificate for the name that the client dials.',
      ),
    ],
    giveCertificate: [
      CLIENT_CERTIFICATE,
      change(
        'Give the client a certificate of the authority that Tiller trusts: helm with --tls-cert and --tls-key, Swift with --tiller-client-cert-file and --tiller-client-private-key-file.',
      ),
    ],
    speakTls: [
      look(
        'Ask Tiller over TLS. HOST and URL are the addresses.',
        'swiftcheck versions --tiller HOST:44134 --tls --swift URL',
      ),
      change(
        'helm: add --tls. Swift: remove --tiller-insecure-skip-verify, and give --tiller-ca-file.',
      ),
    ],
  },
  Swift: {
    saidBy: "Swift's log, or that of another HTTP server in Go",
    acceptIt: [
      change(
        'Give the client the authority of the certificate of Swift; curl: --cacert FILE. Or issue the certificate for the name in the URL of the client.',
      ),
    ],
    giveCertificate: [
      CLIENT_CERTIFICATE,
      change('Give the client a certificate of the authority that Swift reads with --tls-ca-file.'),
    ],
    speakTls: [change('Write https:// in the URL, or use the plaintext port (9855).')],
  },
};

/** @param peer the client's address, where the log has it */
export function serverLogMeaning(
  { links, serverSpeaks: server = 'Tiller' }: Who,
  trouble: Trouble,
  { alert, reason }: Groups,
  peer: string | undefined,
): Meaning {
  const client = peer === undefined ? 'the client' : `the client at ${safe(peer)}`;
  const { saidBy, acceptIt, giveCertificate, speakTls } = SERVERS[server];
  const of = (
    id: string,
    cause: string,
    findings: readonly string[],
    steps: readonly Step[],
  ): Meaning => ({
    ...{ id, saidBy, hops: links.map((link) => LINKS[link].hop), findings, steps, rank: 'cause' },
    certainty: server === 'Tiller' ? 'certain' : 'likely',
    cause: cause.charAt(0).toUpperCase() + cause.slice(1),
    ...(server === 'Tiller' && {
      decides: isLoopback(peer)
        ? 'Who came through a forwarded port, whose end this address is: helm or another client, or a Swift with the connector kubeconfig. A sidecar in the pod of Tiller has the same address.'
        : `Which program has the address ${peer === undefined ? 'in the log' : safe(peer)}: Swift's pod, or another client.`,
    }),
  });
  switch (trouble) {
    case 'bad-certificate':
      return alert === 'certificate required'
        ? of('tls-alert', `${client} asks for a certificate.`, [], [VERSIONS])
        : of(
            'certificate-rejected-by-client',
            `${client} rejects the certificate of ${server} (alert "${safe(alert ?? '')}"): the client does not know its authority, or dials a name that the certificate does not hold, or the certificate is out of date. The certificate of the client is not concerned.`,
            ['tls-untrusted', 'tls-name-mismatch', 'tls-expired'],
            acceptIt,
          );
    case 'client-certificate-untrusted':
    case 'unknown-authority':
      return of(
        'client-certificate-untrusted',
        `${server} rejects the certificate of ${client}: ${reason === undefined ? `its authority is not the one that ${server} trusts` : safe(reason)}. The certificate of ${server} is not concerned.`,
        ['tls-client-certificate-rejected'],
        giveCertificate,
      );
    case 'client-sent-no-certificate':
      return of(
        'client-sent-no-certificate',
        `${server} asks for a client certificate, and ${client} sends none.`,
        ['tls-client-certificate-rejected'],
        giveCertificate,
      );
    case 'tls-to-plaintext':
      return of(
        server === 'Tiller' ? 'first-record-not-tls-in-tillers-log' : 'plaintext-to-tls',
        `${server} speaks TLS, and ${client} plaintext.`,
        ['tls-required', ...(server === 'Tiller' ? ['swift-cannot-reach-tiller'] : [])],
        speakTls,
      );
    case 'plaintext-to-tls':
      return of(
        'tls-to-plaintext',
        `${server} speaks plaintext, and ${client} TLS.`,
        ['tls-not-spoken'],
        [
          change(
            'helm: leave out --tls. Swift: set --tiller-insecure-skip-verify. Or switch TLS on in Tiller.',
          ),
        ],
      );
    case 'http-for-grpc':
      return of(
        'http-to-grpc-port',
        `${client} speaks HTTP/1 to the gRPC port: a health check of a balancer or a mesh, a browser or curl. By itself it is harmless.`,
        [],
        [look('If it is a health check, let it check that the port is open (TCP).')],
      );
    default:
      return of(
        'handshake-ended',
        classOf(trouble) === 'broken' || classOf(trouble) === 'silent'
          ? `${client} connected and ended, or sent nothing: a check of a load balancer, a scan of the port, or a client that gave up. By itself it is harmless.`
          : `The TLS handshake of ${client} with ${server} failed.`,
        ['tls-failed'],
        [VERSIONS],
      );
  }
}

function isLoopback(peer: string | undefined): boolean {
  return /^(?:127\.|\[?::1\]?:)/.test(peer ?? '');
}

function safe(text: string): string {
  return shorten(visible(text), 160);
}
