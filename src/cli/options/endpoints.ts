// Where Tiller and Swift are, and how each is asked.
import { FILE, listOf, oneOf, SWITCH, TEXT } from './codec.js';
import { option } from './option.js';
import { NAMESPACE, SWIFT_URL, TILLER_ADDRESS } from './values.js';

export const tiller = {
  tiller: option(TILLER_ADDRESS, "Tiller's gRPC address (default: HELM_HOST)", {
    inFile: "Tiller's gRPC address, HOST:PORT.",
  }),
  tls: option(SWITCH, 'speak TLS to Tiller, whatever its certificate', {
    role: 'tiller-access',
    insteadOf: 'tlsVerify',
    inFile: 'Speak TLS to Tiller, whatever its certificate.',
  }),
  tlsVerify: option(SWITCH, 'speak TLS to Tiller and verify its certificate', {
    role: 'tiller-access',
    insteadOf: 'tls',
    inFile: 'Speak TLS to Tiller and verify its certificate.',
  }),
  tlsCaCert: option(FILE, 'authority that issued it, PEM', {
    role: 'tiller-access',
    inFile: 'The authority that issued it: a PEM file, relative to this one.',
  }),
  tlsCert: option(FILE, "this client's certificate, PEM", {
    role: 'tiller-access',
    inFile: "This client's certificate for Tiller: a PEM file.",
  }),
  tlsKey: option(FILE, 'its key, PEM', { role: 'tiller-access', inFile: 'Its key: a PEM file.' }),
  tlsHostname: option(TEXT, 'name to expect in the certificate', {
    placeholder: '<name>',
    role: 'tiller-access',
    inFile: "The name to expect in Tiller's certificate.",
  }),
};

export const swift = {
  swift: option(SWIFT_URL, "Swift's URL, or that of the API server's service proxy to it", {
    inFile: "Swift's URL, or that of the API server's service proxy to it.",
  }),
  swiftVersion: option(TEXT, 'its release, which no endpoint tells', {
    placeholder: '<version>',
    inFile: "Swift's release, which no endpoint tells.",
    example: '0.11.1',
  }),
  cacert: option(FILE, 'authority to trust, PEM', {
    role: 'swift-access',
    inFile: "The authority to trust for Swift's URL: a PEM file.",
  }),
  cert: option(FILE, 'client certificate, PEM', {
    role: 'swift-access',
    inFile: "Client certificate for Swift's URL: a PEM file.",
  }),
  key: option(FILE, 'its key, PEM', { role: 'swift-access', inFile: 'Its key: a PEM file.' }),
  insecure: option(SWITCH, 'take any certificate', {
    role: 'swift-access',
    inFile: 'Take any certificate of Swift.',
  }),
  header: option(listOf(TEXT), 'send this header too (repeatable)', {
    placeholder: '<line>',
    short: 'H',
  }),
  token: option(TEXT, 'bearer token', { placeholder: '<token>' }),
  tokenFile: option(FILE, 'file that holds the bearer token', {
    role: 'swift-access',
    insteadOf: 'token',
    inFile: 'File that holds the bearer token. A token itself has no place in this file.',
  }),
  allowPlaintextToken: option(
    SWITCH,
    'send a token, or another credential, over http:// beyond this machine, too',
    { inFile: 'Send a token over http:// beyond this machine, too.' },
  ),
};

export const kubernetes = {
  kubeconfig: option(FILE, 'default: KUBECONFIG, ~/.kube/config, else the service account', {
    role: 'cluster',
    inFile: 'The kubeconfig, relative to this file.',
  }),
  kubeContext: option(
    listOf(TEXT),
    'context, or a pattern with * and ? (repeatable); default: the current one',
    {
      placeholder: '<name>',
      role: 'cluster',
      insteadOf: 'allContexts',
      inFile: 'Contexts, or patterns with * and ?.',
    },
  ),
  allContexts: option(SWITCH, 'every context of the kubeconfig', {
    role: 'cluster',
    insteadOf: 'kubeContext',
    inFile: 'Every context of the kubeconfig.',
  }),
  tillerNamespace: option(NAMESPACE, 'where Tiller is, and Swift is looked for first', {
    env: 'TILLER_NAMESPACE',
    default: 'kube-system',
    inFile: 'Where Tiller is, and Swift is looked for first.',
    example: 'kube-system',
  }),
  swiftService: option(
    TEXT,
    "Swift's, as NAMESPACE/NAME[:PORT] (default: found by label, image or name)",
    {
      placeholder: '<service>',
      role: 'swift-search',
      inFile: "Swift's Service, NAMESPACE/NAME[:PORT].",
      example: 'kube-system/helm-api',
    },
  ),
  swiftVia: option(
    oneOf('service-proxy', 'port-forward'),
    "how to reach it: the API server's service proxy (default), or a forwarded port of its pod",
    { placeholder: '<way>', role: 'swift-search', inFile: 'How to reach it.' },
  ),
  storage: option(
    SWITCH,
    'with probe: do not read names and sizes of what Tiller stores (up to 1 MiB a release)',
    { negated: true, inFile: 'False: what Tiller stores is not looked at.' },
  ),
};
