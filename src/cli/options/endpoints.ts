// Where Tiller and Swift are, and how each is asked.
import { FILE, listOf, oneOf, SWITCH, TEXT } from './codec.js';
import { endpointOption, option } from './option.js';
import { NAMESPACE, SWIFT_URL, TILLER_ADDRESS } from './values.js';

export const tiller = {
  tiller: endpointOption({
    value: '<host:port>',
    help: "Tiller's gRPC address (default: HELM_HOST)",
    codec: TILLER_ADDRESS,
    setting: { description: "Tiller's gRPC address, HOST:PORT." },
  }),
  tls: endpointOption({
    help: 'speak TLS to Tiller, whatever its certificate',
    codec: SWITCH,
    role: 'tiller-access',
    insteadOf: 'tlsVerify',
    setting: { description: 'Speak TLS to Tiller, whatever its certificate.' },
  }),
  tlsVerify: endpointOption({
    help: 'speak TLS to Tiller and verify its certificate',
    codec: SWITCH,
    role: 'tiller-access',
    insteadOf: 'tls',
    setting: { description: 'Speak TLS to Tiller and verify its certificate.' },
  }),
  tlsCaCert: endpointOption({
    value: '<file>',
    help: 'authority that issued it, PEM',
    codec: FILE,
    role: 'tiller-access',
    setting: { description: 'The authority that issued it: a PEM file, relative to this one.' },
  }),
  tlsCert: endpointOption({
    value: '<file>',
    help: "this client's certificate, PEM",
    codec: FILE,
    role: 'tiller-access',
    setting: { description: "This client's certificate for Tiller: a PEM file." },
  }),
  tlsKey: endpointOption({
    value: '<file>',
    help: 'its key, PEM',
    codec: FILE,
    role: 'tiller-access',
    setting: { description: 'Its key: a PEM file.' },
  }),
  tlsHostname: endpointOption({
    value: '<name>',
    help: 'name to expect in the certificate',
    codec: TEXT,
    role: 'tiller-access',
    setting: { description: "The name to expect in Tiller's certificate." },
  }),
};

export const swift = {
  swift: endpointOption({
    value: '<url>',
    help: "Swift's URL, or that of the API server's service proxy to it",
    codec: SWIFT_URL,
    setting: { description: "Swift's URL, or that of the API server's service proxy to it." },
  }),
  swiftVersion: endpointOption({
    value: '<version>',
    help: 'its release, which no endpoint tells',
    codec: TEXT,
    setting: { description: "Swift's release, which no endpoint tells.", example: '0.11.1' },
  }),
  cacert: endpointOption({
    value: '<file>',
    help: 'authority to trust, PEM',
    codec: FILE,
    role: 'swift-access',
    setting: { description: "The authority to trust for Swift's URL: a PEM file." },
  }),
  cert: endpointOption({
    value: '<file>',
    help: 'client certificate, PEM',
    codec: FILE,
    role: 'swift-access',
    setting: { description: "Client certificate for Swift's URL: a PEM file." },
  }),
  key: endpointOption({
    value: '<file>',
    help: 'its key, PEM',
    codec: FILE,
    role: 'swift-access',
    setting: { description: 'Its key: a PEM file.' },
  }),
  insecure: endpointOption({
    help: 'take any certificate',
    codec: SWITCH,
    role: 'swift-access',
    setting: { description: 'Take any certificate of Swift.' },
  }),
  header: option({
    value: '<line>',
    short: 'H',
    help: 'send this header too (repeatable)',
    codec: listOf(TEXT),
  }),
  token: option({ value: '<token>', help: 'bearer token', codec: TEXT }),
  tokenFile: endpointOption({
    value: '<file>',
    help: 'file that holds the bearer token',
    codec: FILE,
    role: 'swift-access',
    insteadOf: 'token',
    setting: {
      description: 'File that holds the bearer token. A token itself has no place in this file.',
    },
  }),
};

export const kubernetes = {
  kubeconfig: endpointOption({
    value: '<file>',
    help: 'default: KUBECONFIG, ~/.kube/config, else the service account',
    codec: FILE,
    role: 'cluster',
    setting: { description: 'The kubeconfig, relative to this file.' },
  }),
  kubeContext: endpointOption({
    value: '<name>',
    help: 'context, or a pattern with * and ? (repeatable); default: the current one',
    codec: listOf(TEXT),
    role: 'cluster',
    insteadOf: 'allContexts',
    setting: { description: 'Contexts, or patterns with * and ?.' },
  }),
  allContexts: endpointOption({
    help: 'every context of the kubeconfig',
    codec: SWITCH,
    role: 'cluster',
    insteadOf: 'kubeContext',
    setting: { description: 'Every context of the kubeconfig.' },
  }),
  tillerNamespace: endpointOption({
    value: '<name>',
    help: 'where Tiller is, and Swift is looked for first',
    codec: NAMESPACE,
    env: 'TILLER_NAMESPACE',
    default: 'kube-system',
    setting: {
      description: 'Where Tiller is, and Swift is looked for first.',
      example: 'kube-system',
    },
  }),
  swiftService: endpointOption({
    value: '<service>',
    help: "Swift's, as NAMESPACE/NAME[:PORT] (default: found by label, image or name)",
    codec: TEXT,
    role: 'swift-search',
    setting: {
      description: "Swift's Service, NAMESPACE/NAME[:PORT].",
      example: 'kube-system/helm-api',
    },
  }),
  swiftVia: endpointOption({
    value: '<way>',
    help: "how to reach it: the API server's service proxy (default), or a forwarded port of its pod",
    codec: oneOf('service-proxy', 'port-forward'),
    role: 'swift-search',
    setting: { description: 'How to reach it.' },
  }),
  storage: endpointOption({
    negated: true,
    help: 'with probe: do not read names and sizes of what Tiller stores (up to 1 MiB a release)',
    codec: SWITCH,
    setting: { description: 'False: what Tiller stores is not looked at.' },
  }),
};
