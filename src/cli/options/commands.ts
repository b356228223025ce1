// The options of commands that neither ask endpoints nor judge evidence.
import { DATA_SETS, DEFAULT_DATA } from '../../lab/data-set-names.js';
import { FEATURES, LEAST } from '../../manifests/permissions.js';
import { DEFAULT_SCHEDULE } from '../../manifests/job.js';
import { DEFAULT_PAIR, listenAddress, LOOPBACK, port } from '../parse.js';
import { feature, imageName, schedule, subject } from '../parse-cluster.js';
import { FILE, listOf, oneOf, SWITCH, TEXT, textCodec } from './codec.js';
import { option, type Flags } from './option.js';
import { addresses, cluster, endpoints, limits, output, terminal, tillerTls } from './table.js';
import { KUBERNETES, NAMESPACE, PAYLOAD, SWIFT_RELEASE, TILLER_RELEASE, TIME } from './values.js';

const format = { placeholder: '<format>', default: 'text', short: 'o' } as const;

const oneReport = option(oneOf('text', 'json', 'markdown'), 'Output', format);

export const matrix = {
  swift: option(SWIFT_RELEASE, 'Only this version of Swift'),
  tiller: option(TILLER_RELEASE, 'Only this version of Tiller'),
  forTiller: option(TILLER_RELEASE, 'Which Swift to run with this Tiller, and why'),
  forSwift: option(SWIFT_RELEASE, 'Which Tiller to run with this Swift, and why'),
  format: oneReport,
  ...terminal,
};
export type MatrixFlags = Flags<typeof matrix>;

export const plan = {
  choice: {
    rehearse: option(SWITCH, 'Try each step in the lab, with a twin of the releases'),
    allowDowngrade: option(SWITCH, 'Consider older versions, too'),
  },
  output: { format: oneReport },
};
export type PlanFlags = Flags<typeof plan.choice & typeof plan.output & typeof endpoints>;

const LISTEN = textCodec('<[address:]port>', listenAddress, ({ host, port: at }) =>
  host === LOOPBACK ? String(at) : `${host}:${at}`,
);

export const watch = {
  rounds: {
    interval: option(TIME, 'Time between two rounds', { default: 5 * 60_000 }),
    listEvery: option(TIME, 'Shortest time between two lists of all releases', {
      default: 60 * 60_000,
    }),
    listen: option(LISTEN, 'Serve /metrics and /healthz there (address: 127.0.0.1)'),
  },
};
export type WatchFlags = Flags<typeof watch.rounds & typeof endpoints>;

export const diff = {
  format: oneReport,
  failOn: output.failOn,
  ...terminal,
};
export type DiffFlags = Flags<typeof diff>;

export const explain = {
  format: option(oneOf('text', 'json'), 'Output', format),
  ...terminal,
};
export type ExplainFlags = Flags<typeof explain>;

const { kubeconfig, kubeContext, tillerNamespace } = cluster;
export const cleanup = {
  cluster: { kubeconfig, kubeContext, tillerNamespace },
  addresses: { tiller: addresses.tiller },
  tls: tillerTls,
  run: {
    timeout: limits.timeout,
    maxTime: limits.maxTime,
    yes: option(SWITCH, 'Remove without a question'),
  },
};
export type CleanupFlags = Flags<
  typeof cleanup.cluster & typeof cleanup.addresses & typeof cleanup.tls & typeof cleanup.run
>;

/** Without a name there is no configuration: evidence holds the policy of its run. */
export const report = {
  config: option(FILE, 'Configuration file with the policy'),
};

const PORT = textCodec('<port>', port);

export const lab = {
  swift: option(
    SWIFT_RELEASE,
    `Version of Swift (default: ${DEFAULT_PAIR.swift}, or as in the evidence)`,
  ),
  tiller: option(
    TILLER_RELEASE,
    `Version of Tiller (default: ${DEFAULT_PAIR.tiller}, or as in the evidence)`,
  ),
  data: option(
    TEXT,
    `What Tiller stores: ${DATA_SETS.join(', ')}, a JSON or YAML file, or saved evidence`,
    { placeholder: '<set>', default: DEFAULT_DATA },
  ),
  size: option(PAYLOAD, 'Size of the file in the chart of harbor, of data set seed (default: 4M)'),
  tillerPort: option(PORT, 'Port of Tiller (default: a free port)'),
  swiftPort: option(PORT, 'Port of Swift (default: a free port)'),
  tillerTls: option(SWITCH, 'Use TLS for Tiller, with a certificate made at start'),
  swiftTls: option(SWITCH, 'Use HTTPS for Swift, with a certificate made at start'),
  tillerDown: option(SWITCH, 'Start Swift without its Tiller'),
  tillerDelay: option(TIME, 'Delay every response of Tiller, such as 2s'),
};
export type LabFlags = Flags<typeof lab>;

const FEATURE = textCodec('<name>', feature);

const namespaces = {
  tillerNamespace: option(NAMESPACE, 'Namespace of Tiller', {
    env: 'TILLER_NAMESPACE',
    default: 'kube-system',
  }),
  swiftNamespace: option(NAMESPACE, 'Namespace of Swift', { default: 'kube-system' }),
};

export const rbac = {
  ...namespaces,
  feature: option(
    listOf(FEATURE),
    `Only this feature; repeatable: ${FEATURES.join(', ')} (default: ${LEAST.join(', ')})`,
  ),
  swiftService: option(
    TEXT,
    'Limit the rights to this Service of Swift, NAMESPACE/NAME[:PORT], in place of --swift-namespace',
    { placeholder: '<service>' },
  ),
  all: option(SWITCH, 'Every feature', { conflicts: 'feature' }),
  subject: option(
    textCodec('<who>', subject),
    'Also bind the Roles: serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME',
  ),
};
export type RbacFlags = Flags<typeof rbac>;

export const manifests = {
  image: option(textCodec('<image>', imageName), 'Image built from the Dockerfile (required)'),
  namespace: option(NAMESPACE, 'Namespace of the workload', { default: 'kube-system' }),
  ...namespaces,
  schedule: option(
    textCodec('<cron>', schedule),
    `When the cronjob runs (default: "${DEFAULT_SCHEDULE}")`,
  ),
  kubeVersion: option(KUBERNETES, 'Kubernetes version; a cronjob before 1.21 needs it', {
    default: 25,
  }),
  feature: option(
    listOf(FEATURE),
    'Grant the account this feature; repeatable (default: what the run needs)',
  ),
};
export type ManifestFlags = Flags<typeof manifests>;
