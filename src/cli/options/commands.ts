// The options of commands that neither ask endpoints nor judge evidence.
import { DATA_SETS } from '../../lab/data-set-names.js';
import { FEATURES, LEAST } from '../../manifests/permissions.js';
import { toolVersion } from '../../util/package-info.js';
import { DEFAULT_PAIR, knownSwift, knownTiller, port } from '../parse.js';
import { feature, imageName, schedule, subject } from '../parse-cluster.js';
import { listOf, oneOf, SWITCH, TEXT, textCodec } from './codec.js';
import { option, type Flags } from './option.js';
import { kubernetes, run, terminal, tiller } from './table.js';
import { KUBERNETES, NAMESPACE, SWIFT_RELEASE, TILLER_RELEASE, TIME } from './values.js';

const format = { placeholder: '<format>', default: 'text' } as const;

export const matrix = {
  swift: option(SWIFT_RELEASE, 'only this release of Swift'),
  tiller: option(TILLER_RELEASE, 'only this release of Tiller'),
  format: option(oneOf('text', 'json', 'markdown'), 'how to print', format),
  ascii: terminal.ascii,
};
export type MatrixFlags = Flags<typeof matrix>;

export const explain = {
  format: option(oneOf('text', 'json'), 'how to print', format),
  ...terminal,
};
export type ExplainFlags = Flags<typeof explain>;

const { kubeconfig, kubeContext, tillerNamespace } = kubernetes;
export const cleanup = {
  tiller,
  kubernetes: { kubeconfig, kubeContext, tillerNamespace },
  run: {
    timeout: run.timeout,
    maxTime: run.maxTime,
    yes: option(SWITCH, 'remove them without a question'),
  },
};
export type CleanupFlags = Flags<
  typeof cleanup.tiller & typeof cleanup.kubernetes & typeof cleanup.run
>;

const PORT = textCodec('<port>', port);

export const lab = {
  swift: option(SWIFT_RELEASE, 'release of Swift', { default: knownSwift(DEFAULT_PAIR.swift) }),
  tiller: option(TILLER_RELEASE, 'release of Tiller', {
    default: knownTiller(DEFAULT_PAIR.tiller),
  }),
  data: option(TEXT, `${DATA_SETS.join(', ')}, or a JSON or YAML file`, {
    placeholder: '<set>',
    default: 'seed',
  }),
  tillerPort: option(PORT, 'default: a free one'),
  swiftPort: option(PORT, 'default: a free one'),
  tillerTls: option(SWITCH, 'Tiller speaks TLS, with a certificate made at start'),
  swiftTls: option(SWITCH, 'Swift speaks HTTPS, likewise'),
  tillerDown: option(SWITCH, 'a running Swift with its Tiller stopped'),
  tillerDelay: option(TIME, 'let every answer of Tiller wait'),
};
export type LabFlags = Flags<typeof lab>;

const FEATURE = textCodec('<name>', feature);

const namespaces = {
  tillerNamespace: option(NAMESPACE, 'where Tiller is', {
    env: 'TILLER_NAMESPACE',
    default: 'kube-system',
  }),
  swiftNamespace: option(NAMESPACE, 'where Swift is', { default: 'kube-system' }),
};

export const rbac = {
  ...namespaces,
  feature: option(
    listOf(FEATURE),
    `only for this (repeatable): ${FEATURES.join(', ')}; default: ${LEAST.join(', ')}`,
  ),
  all: option(SWITCH, 'for every feature', { conflicts: 'feature' }),
  subject: option(
    textCodec('<who>', subject),
    'also bind them, to serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME',
  ),
};
export type RbacFlags = Flags<typeof rbac>;

export const manifests = {
  ...namespaces,
  namespace: option(NAMESPACE, 'where it runs', { default: 'kube-system' }),
  image: option(textCodec('<image>', imageName), 'what you built from the Dockerfile', {
    default: `swiftcheck:${toolVersion()}`,
  }),
  schedule: option(textCodec('<cron>', schedule), 'of a cronjob', { default: '0 6 * * *' }),
  kubeVersion: option(KUBERNETES, 'of the cluster: what its API takes', {
    // Helm v2 with its own manifests does not go far beyond it.
    default: 20,
  }),
  feature: option(
    listOf(FEATURE),
    'grant its account what this needs (repeatable), see swiftcheck rbac; default: what the run implies',
  ),
};
export type ManifestFlags = Flags<typeof manifests>;
