// Where Tiller and Swift are, and how each is asked.
import { FILE, listOf, oneOf, SWITCH, TEXT } from './codec.js';
import { option } from './option.js';
import { NAMESPACE, SWIFT_URL, TILLER_ADDRESS } from './values.js';

/** Which cluster is searched, and where. */
export const cluster = {
  kubeconfig: option(FILE, 'Kubeconfig (default: KUBECONFIG or ~/.kube/config)', {
    role: 'cluster',
    inFile: 'Kubeconfig, relative to this file.',
  }),
  kubeContext: option(listOf(TEXT), 'Context, or pattern with * and ?; repeatable', {
    placeholder: '<name>',
    alias: 'context',
    role: 'cluster',
    insteadOf: 'allContexts',
    inFile: 'Contexts, or patterns with * and ?.',
  }),
  allContexts: option(SWITCH, 'Check every context of the kubeconfig', {
    role: 'cluster',
    insteadOf: 'kubeContext',
    inFile: true,
  }),
  tillerNamespace: option(NAMESPACE, 'Namespace of Tiller', {
    short: 'n',
    alias: 'namespace',
    env: 'TILLER_NAMESPACE',
    default: 'kube-system',
    inFile: 'Namespace of Tiller. The search for Swift begins there too.',
    example: 'kube-system',
  }),
  swiftService: option(TEXT, 'Service of Swift, NAMESPACE/NAME[:PORT]', {
    placeholder: '<service>',
    role: 'swift-search',
    inFile: 'Service of Swift, NAMESPACE/NAME[:PORT].',
    example: 'kube-system/helm-api',
  }),
};

/** How the cluster is searched. */
export const search = {
  swiftVia: option(oneOf('service-proxy', 'port-forward'), 'Connection to Swift', {
    placeholder: '<route>',
    role: 'swift-search',
    rare: true,
    inFile: "Connection to Swift: the API server's service proxy (default), or a forwarded port.",
  }),
  storage: option(SWITCH, 'Do not measure what Tiller stores (this reads up to 1 MiB a release)', {
    negated: true,
    rare: true,
    inFile: 'False: what Tiller stores is not measured.',
  }),
};

/** Addresses, in place of a search. */
export const addresses = {
  tiller: option(TILLER_ADDRESS, 'Tiller (also --host; default: HELM_HOST)', {
    alias: 'host',
    inFile: 'Address of Tiller, HOST:PORT.',
  }),
  swift: option(SWIFT_URL, 'Swift, directly or through a service proxy', {
    inFile: "URL of Swift, or of the API server's service proxy to Swift.",
  }),
  swiftVersion: option(TEXT, 'Version of Swift (Swift does not report it)', {
    placeholder: '<version>',
    inFile: 'Version of Swift. Swift does not report it.',
    example: '0.11.1',
  }),
};

export const tillerTls = {
  tls: option(SWITCH, 'Use TLS, and accept any certificate', {
    role: 'tiller-access',
    insteadOf: 'tlsVerify',
    rare: true,
    inFile: 'Use TLS to Tiller, and accept any certificate.',
  }),
  tlsVerify: option(SWITCH, 'Use TLS, and verify the certificate', {
    role: 'tiller-access',
    insteadOf: 'tls',
    rare: true,
    inFile: 'Use TLS to Tiller, and verify the certificate.',
  }),
  tlsCaCert: option(FILE, "CA of Tiller's certificate (PEM)", {
    role: 'tiller-access',
    rare: true,
    inFile: "CA of Tiller's certificate: a PEM file, relative to this file.",
  }),
  tlsCert: option(FILE, 'Client certificate (PEM)', {
    role: 'tiller-access',
    rare: true,
    inFile: 'Client certificate for Tiller: a PEM file.',
  }),
  tlsKey: option(FILE, 'Key of the client certificate (PEM)', {
    role: 'tiller-access',
    rare: true,
    inFile: 'Key of the client certificate for Tiller: a PEM file.',
  }),
  tlsHostname: option(TEXT, "Name to expect in Tiller's certificate", {
    placeholder: '<name>',
    role: 'tiller-access',
    rare: true,
    inFile: true,
  }),
};

export const swiftAccess = {
  cacert: option(FILE, "CA of Swift's certificate (PEM)", {
    role: 'swift-access',
    rare: true,
    inFile: "CA of Swift's certificate: a PEM file.",
  }),
  cert: option(FILE, 'Client certificate (PEM)', {
    role: 'swift-access',
    rare: true,
    inFile: 'Client certificate for Swift: a PEM file.',
  }),
  key: option(FILE, 'Key of the client certificate (PEM)', {
    role: 'swift-access',
    rare: true,
    inFile: 'Key of the client certificate for Swift: a PEM file.',
  }),
  insecure: option(SWITCH, 'Accept any certificate', {
    role: 'swift-access',
    rare: true,
    inFile: 'Accept any certificate of Swift.',
  }),
  header: option(listOf(TEXT), 'Send this header; repeatable', {
    placeholder: '<line>',
    short: 'H',
    rare: true,
  }),
  token: option(TEXT, 'Bearer token', { placeholder: '<token>', rare: true }),
  tokenFile: option(FILE, 'File with the bearer token', {
    role: 'swift-access',
    insteadOf: 'token',
    rare: true,
    inFile: 'File with the bearer token. This file cannot hold the token itself.',
  }),
  allowPlaintextToken: option(SWITCH, 'Send a token over http:// beyond this machine, too', {
    rare: true,
    inFile: true,
  }),
};
