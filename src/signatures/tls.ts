// Texts about TLS and certificates.
import { GATEWAY } from '../checks/shared/told.js';
import { swifts } from './releases.js';
import type { Signature } from './types.js';

const BOTH = 'swiftcheck versions --tiller HOST:44134 --swift URL';
const WITH_TLS = 'swiftcheck versions --tiller HOST:44134 --tls --swift URL';
const HANDSHAKE = 'openssl s_client -connect HOST:44134 -showcerts </dev/null';

export const TLS_SIGNATURES: readonly Signature[] = [
  {
    id: 'gateway-distrusts-itself',
    ...GATEWAY.distrustsItself,
    saidBy: 'Swift with TLS switched on (port 50055)',
    hops: ['gateway->swift'],
    findings: ['swift-gateway-cannot-reach-itself'],
    checks: [BOTH],
  },
  {
    id: 'plaintext-to-tls-tiller',
    pattern: /"code":\s*(?:13|14),\s*"message":\s*"transport is closing"/,
    saidBy: `Swift ${swifts(({ tillerSpeaksTls }) => tillerSpeaksTls?.message === 'transport is closing')}`,
    hops: ['swift->tiller', 'gateway->swift'],
    cause:
      "At once, on every call: Tiller speaks TLS and Swift plaintext (--tiller-insecure-skip-verify, or a Swift without TLS to Tiller). On Swift's plaintext port while its own TLS is on: a race at start, differing from one restart to the next. In the middle of a long call: Tiller went away.",
    certainty: 'likely',
    findings: ['swift-cannot-reach-tiller', 'tls-required', 'swift-gateway-cannot-reach-itself'],
    checks: [`${BOTH}  (tls-required says that Tiller speaks TLS)`, HANDSHAKE],
    steps: [
      'Remove --tiller-insecure-skip-verify and give Swift --tiller-ca-file, with a client certificate where Tiller asks for one.',
      'On the plaintext port beside TLS: restart Swift, or close that port.',
    ],
  },
  {
    id: 'first-record-not-tls-in-tillers-log',
    pattern:
      /failed to complete security handshake from .*first record does not look like a TLS handshake/,
    saidBy: "Tiller's log",
    hops: ['swift->tiller', 'client->tiller'],
    cause: 'Tiller speaks TLS, and the client at that address plaintext.',
    certainty: 'certain',
    findings: ['tls-required', 'swift-cannot-reach-tiller'],
    checks: [WITH_TLS],
    steps: ['helm: add --tls. Swift: remove --tiller-insecure-skip-verify, give --tiller-ca-file.'],
  },
  {
    id: 'api-server-speaks-tls-to-plaintext',
    pattern: /[Ee]rror trying to reach service: .*first record does not look like a TLS handshake/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      "The URL of the service proxy says `https:` before the Service's name, and Swift's port is plaintext.",
    certainty: 'certain',
    findings: ['service-wrong-scheme'],
    checks: [BOTH],
    steps: ['Leave out https: in /services/https:NAME:PORT/proxy.'],
  },
  {
    id: 'tls-to-plaintext-tiller',
    pattern: /first record does not look like a TLS handshake/,
    saidBy: 'a client that speaks TLS (helm --tls, or Swift)',
    hops: ['swift->tiller', 'client->tiller'],
    cause:
      'The client speaks TLS and the server plaintext. Callers of Swift see no more of it than "context deadline exceeded".',
    certainty: 'certain',
    findings: ['tls-not-spoken', 'swift-cannot-reach-tiller'],
    checks: [BOTH],
    steps: [
      'helm: leave out --tls. Swift: set --tiller-insecure-skip-verify (or switch TLS on in Tiller).',
    ],
  },
  {
    id: 'kubelet-certificate',
    pattern: /error dialing backend: x509:/,
    saidBy: 'the Kubernetes API server, of a port-forward',
    hops: ['port-forward'],
    cause:
      "The API server does not trust the kubelet's certificate. It is no matter of Tiller's TLS: the address is that of a node.",
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    checks: ['kubectl logs -n kube-system POD --tail=1  (fails in the same way)'],
    steps: ["Issue the kubelet's serving certificate with the node's address in it."],
  },
  {
    id: 'certificate-without-ip',
    pattern:
      /x509: cannot validate certificate for (?<host>\S+) because it doesn't contain any IP SANs/,
    saidBy: 'a client that verifies (helm over its port-forward)',
    hops: ['client->tiller'],
    cause: ({ host = '' }) =>
      `The client connected to the address ${host.slice(0, 60)}, and the certificate holds names only. helm dials 127.0.0.1, the end of its port-forward.`,
    certainty: 'certain',
    findings: ['tls-name-mismatch'],
    checks: ['swiftcheck versions --tiller HOST:44134 --tls-verify --tls-ca-cert FILE --swift URL'],
    steps: [
      'helm: --tls-hostname NAME, one of the names in the certificate (helm 2.10 and newer).',
      'Or issue the certificate with IP:127.0.0.1 too.',
    ],
  },
  {
    id: 'certificate-for-other-name',
    pattern: /x509: certificate is valid for (?<names>.{1,120}?), not (?<host>[\w.:-]+)/,
    saidBy: 'a client that verifies (helm, or Swift in its log)',
    hops: ['swift->tiller', 'client->tiller'],
    cause:
      "The name that was dialled is not in the certificate. Swift dials the Service's name: tiller-deploy in its own namespace, else tiller-deploy.NAMESPACE.svc (before 0.7.3 without .svc).",
    certainty: 'certain',
    findings: ['tls-name-mismatch', 'swift-cannot-reach-tiller'],
    checks: [HANDSHAKE, WITH_TLS],
    steps: ['Issue it for tiller-deploy, tiller-deploy.NAMESPACE and tiller-deploy.NAMESPACE.svc.'],
  },
  {
    id: 'unknown-authority',
    pattern: /x509: certificate signed by unknown authority/,
    saidBy: 'a client that verifies (helm, curl, or Swift in its log)',
    hops: ['swift->tiller', 'client->tiller', 'swiftcheck->swift'],
    cause: 'The certificate was issued by an authority that the client was not told to trust.',
    certainty: 'certain',
    findings: ['tls-untrusted', 'swift-cannot-reach-tiller'],
    checks: [
      'swiftcheck versions --tiller HOST:44134 --tls-verify --tls-ca-cert FILE --swift URL',
      HANDSHAKE,
    ],
    steps: ['Swift: --tiller-ca-file. helm: --tls-ca-cert. curl: --cacert.'],
  },
  {
    id: 'certificate-out-of-date',
    pattern: /x509: certificate has expired or is not yet valid/,
    saidBy: 'a client that verifies',
    hops: ['swift->tiller', 'client->tiller'],
    cause: 'The certificate has expired, or the clock of one side is wrong.',
    certainty: 'certain',
    findings: ['tls-expired', 'tls-expires-soon'],
    checks: [
      'openssl s_client -connect HOST:44134 </dev/null | openssl x509 -noout -dates',
      'date -u',
    ],
    steps: ['Issue it anew and restart the pod that holds it; or set the clock.'],
  },
  {
    id: 'bad-certificate',
    pattern:
      /remote error: tls: (?:bad certificate|certificate required|unknown certificate authority|unsupported certificate|expired certificate)/,
    saidBy: 'the server (Tiller with --tiller-tls-verify), of the client',
    hops: ['swift->tiller', 'client->tiller'],
    cause:
      "Tiller does not accept the client's certificate: none was sent, it is of another authority, has expired, is not for clients, or Tiller still runs with an older Secret.",
    certainty: 'certain',
    findings: ['tls-client-certificate-rejected'],
    checks: [
      'swiftcheck versions --tiller HOST:44134 --tls --tls-cert FILE --tls-key FILE --swift URL',
      'openssl x509 -in FILE -noout -dates -issuer -purpose',
    ],
    steps: [
      "Issue it by the authority in Tiller's Secret (kubectl -n kube-system get secret tiller-secret).",
      'Restart Tiller, so that it reads that Secret.',
    ],
  },
  {
    id: 'http-to-https-port',
    pattern: /Client sent an HTTP request to an HTTPS server/,
    saidBy: 'Swift (or another Go server) on its TLS port',
    hops: ['swiftcheck->swift'],
    cause: 'The URL says http:// and the port speaks TLS.',
    certainty: 'certain',
    findings: ['tls-required'],
    checks: [BOTH],
    steps: ['Write https://, or use the plaintext port (9855).'],
  },
  {
    id: 'unusable-key-pair',
    pattern:
      /could not (?:load|read) x509 key pair|can't read CA file|failed to append certificates from file/,
    saidBy: 'helm or Tiller, of files of its own',
    hops: ['client->tiller'],
    cause: 'A certificate, key or authority file is missing or is no PEM. Nothing was dialled yet.',
    certainty: 'certain',
    findings: [],
    checks: ['openssl x509 -in FILE -noout -subject', 'openssl pkey -in FILE -noout'],
    steps: ['Correct the path, or issue the file anew.'],
  },
];
