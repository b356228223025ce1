// The options of commands that neither ask endpoints nor judge evidence.
import { DATA_SETS } from '../../lab/data-set-names.js';
import { FEATURES, LEAST } from '../../manifests/permissions.js';
import { toolVersion } from '../../util/package-info.js';
import { DEFAULT_PAIR, knownSwift, knownTiller, port } from '../parse.js';
import { feature, imageName, schedule, subject } from '../parse-cluster.js';
import { identity, listOf, oneOf, SWITCH, TEXT, textCodec } from './codec.js';
import { option, type Flags } from './option.js';
import { terminal } from './table.js';
import { KUBERNETES, NAMESPACE, SWIFT_RELEASE, TILLER_RELEASE, TIME } from './values.js';

const format = { value: '<format>', help: 'how to print', default: 'text' } as const;

export const matrix = {
  swift: option({ value: '<version>', help: 'only this release of Swift', codec: SWIFT_RELEASE }),
  tiller: option({
    value: '<version>',
    help: 'only this release of Tiller',
    codec: TILLER_RELEASE,
  }),
  format: option({ ...format, codec: oneOf('text', 'json', 'markdown') }),
  ascii: terminal.ascii,
};
export type MatrixFlags = Flags<typeof matrix>;

export const explain = {
  format: option({ ...format, codec: oneOf('text', 'json') }),
  ...terminal,
};
export type ExplainFlags = Flags<typeof explain>;

const PORT = textCodec(port, identity);

export const lab = {
  swift: option({
    value: '<version>',
    help: 'release of Swift',
    codec: SWIFT_RELEASE,
    default: knownSwift(DEFAULT_PAIR.swift),
  }),
  tiller: option({
    value: '<version>',
    help: 'release of Tiller',
    codec: TILLER_RELEASE,
    default: knownTiller(DEFAULT_PAIR.tiller),
  }),
  data: option({
    value: '<set>',
    help: `${DATA_SETS.join(', ')}, or a JSON or YAML file`,
    codec: TEXT,
    default: 'seed',
  }),
  tillerPort: option({ value: '<port>', help: 'default: a free one', codec: PORT }),
  swiftPort: option({ value: '<port>', help: 'default: a free one', codec: PORT }),
  tillerTls: option({
    help: 'Tiller speaks TLS, with a certificate made at start',
    codec: SWITCH,
  }),
  swiftTls: option({ help: 'Swift speaks HTTPS, likewise', codec: SWITCH }),
  tillerDown: option({ help: 'a running Swift with its Tiller stopped', codec: SWITCH }),
  tillerDelay: option({
    value: '<time>',
    help: 'let every answer of Tiller wait',
    codec: TIME,
  }),
};
export type LabFlags = Flags<typeof lab>;

const FEATURES_CODEC = listOf(textCodec(feature, identity));

const namespaces = {
  tillerNamespace: option({
    value: '<name>',
    help: 'where Tiller is',
    codec: NAMESPACE,
    env: 'TILLER_NAMESPACE',
    default: 'kube-system',
  }),
  swiftNamespace: option({
    value: '<name>',
    help: 'where Swift is',
    codec: NAMESPACE,
    default: 'kube-system',
  }),
};

export const rbac = {
  ...namespaces,
  feature: option({
    value: '<name>',
    help: `only for this (repeatable): ${FEATURES.join(', ')}; default: ${LEAST.join(', ')}`,
    codec: FEATURES_CODEC,
  }),
  all: option({ help: 'for every feature', codec: SWITCH, conflicts: 'feature' }),
  subject: option({
    value: '<who>',
    help: 'also bind them, to serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME',
    codec: textCodec(subject, identity),
  }),
};
export type RbacFlags = Flags<typeof rbac>;

export const manifests = {
  ...namespaces,
  namespace: option({
    value: '<name>',
    help: 'where it runs',
    codec: NAMESPACE,
    default: 'kube-system',
  }),
  image: option({
    value: '<image>',
    help: 'what you built from the Dockerfile',
    codec: textCodec(imageName, identity),
    default: `swiftcheck:${toolVersion()}`,
  }),
  schedule: option({
    value: '<cron>',
    help: 'of a cronjob',
    codec: textCodec(schedule, identity),
    default: '0 6 * * *',
  }),
  kubeVersion: option({
    value: '<version>',
    help: 'of the cluster: what its API takes',
    codec: KUBERNETES,
    // Helm v2 with its own manifests does not go far beyond it.
    default: 20,
  }),
  feature: option({
    value: '<name>',
    help: 'grant its account what this needs (repeatable), see swiftcheck rbac; default: what the run implies',
    codec: FEATURES_CODEC,
  }),
};
export type ManifestFlags = Flags<typeof manifests>;
