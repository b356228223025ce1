// Command lines of Swift's pods.
import type { SwiftArguments, SwiftPodFacts } from '../../src/evidence/cluster.js';
import { inCluster, swiftPod } from './cluster-evidence.js';
import type { Case } from './cases.js';
import { failed, ok, swiftError, tillerError, type Overrides } from './evidence.js';

const { arguments: NONE } = swiftPod();

/** Swift runs with `given`, and `overrides` is what came of it. */
const runs = (
  given: Partial<SwiftArguments>,
  overrides: Overrides = {},
  pod: Partial<SwiftPodFacts> = {},
): Overrides => {
  const patient = { values: { 'tiller-timeout': '10s' } };
  const arguments_ = { ...NONE, ...given, values: { ...patient.values, ...given.values } };
  return inCluster(
    { swift: { pods: ok([swiftPod({ ...pod, arguments: arguments_ })]) } },
    overrides,
  );
};

const CLOSED: Overrides = {
  swiftTillerVersion: swiftError(503, 14, 'transport is closing'),
  swiftList: failed('not-attempted'),
};
/** As 0.6.0 words it. */
const OLD_CLOSED: Overrides = {
  swift: '0.6.0',
  swiftTillerVersion: swiftError(500, 13, 'transport is closing'),
  swiftList: failed('not-attempted'),
};
const TILLER_SPEAKS_TLS: Overrides = {
  tillerVersion: failed('tls-required', { hop: 'swiftcheck->tiller' }),
  directList: failed('not-attempted'),
};
const DOWN: Overrides = {
  swiftTillerVersion: failed('http-status', { httpStatus: 503 }),
  liveness: failed('http-status', { httpStatus: 503 }),
  swiftList: failed('not-attempted'),
};
const PLAINTEXT = { switches: { 'tiller-insecure-skip-verify': true } } as const;
const direct = (endpoint: string) => ({
  values: { connector: 'direct', 'tiller-endpoint': endpoint },
});

export const ARGUMENT_CASES: Case[] = [
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs(PLAINTEXT, { ...CLOSED, ...TILLER_SPEAKS_TLS }),
    notBy: runs({}, { ...CLOSED, ...TILLER_SPEAKS_TLS }),
  },
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs(PLAINTEXT, CLOSED),
  },
  {
    // A release that speaks no TLS; and one that dials in plaintext without being told to.
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, { ...OLD_CLOSED, ...TILLER_SPEAKS_TLS }),
    notBy: runs({}, OLD_CLOSED),
  },
  {
    // Nothing is known of what Tiller speaks; and what works is not at fault.
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs({}, { ...CLOSED, tillerVersion: tillerError(14, 'unavailable') }),
  },
  {
    code: 'swift-endpoint-scheme',
    raisedBy: runs(direct('http://tiller-deploy:44134'), CLOSED),
    notBy: runs(direct('tiller-deploy:44134'), CLOSED),
  },
  {
    // It is read by the connector direct only.
    code: 'swift-endpoint-scheme',
    raisedBy: runs(direct('dns:///tiller-deploy:44134'), CLOSED),
    notBy: runs(
      { values: { connector: 'incluster', 'tiller-endpoint': 'http://tiller-deploy:44134' } },
      CLOSED,
    ),
  },
  {
    code: 'swift-connector-unknown',
    raisedBy: runs({ values: { connector: 'appscode' } }, DOWN),
    notBy: runs({ values: { connector: 'kubeconfig' } }, DOWN),
  },
  {
    code: 'swift-connector-unknown',
    raisedBy: runs({}, DOWN),
    // It answers, so it did find one: by a file, or because this is another program.
    notBy: runs({}),
  },
  {
    code: 'swift-listens-on-one-address',
    raisedBy: runs({ values: { 'plaintext-addr': '10.1.0.8:9855' } }, CLOSED),
    notBy: runs({ values: { 'plaintext-addr': ':9855' } }, CLOSED),
  },
  {
    code: 'swift-listens-on-one-address',
    raisedBy: runs({ values: { 'plaintext-addr': '[fd00::8]:9855' } }, CLOSED),
    notBy: runs({ values: { 'plaintext-addr': '[::]:9855' } }, CLOSED),
  },
  {
    code: 'swift-waits-too-long',
    raisedBy: runs({ values: { 'tiller-timeout': '5m0s' } }),
    notBy: runs({ values: { 'tiller-timeout': '30s' } }),
  },
  {
    // By default, from 0.7.1 on.
    code: 'swift-waits-too-long',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod()]) } }, { swift: '0.9.0' }),
    notBy: inCluster({ swift: { pods: ok([swiftPod()]) } }, { swift: '0.7.0' }),
  },
  {
    // A shell script hides what the pod runs with.
    code: 'swift-waits-too-long',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod()]) } }),
    notBy: inCluster({
      swift: { pods: ok([swiftPod({ arguments: { ...NONE, readable: false } })]) },
    }),
  },
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ switches: { analytics: true } }, DOWN),
    notBy: runs({ switches: { 'enable-analytics': true } }, DOWN),
  },
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ values: { 'tiller-ca-file': '/ca' } }, { ...DOWN, swift: '0.7.1' }),
    // Which of the two 0.7.2 has is not known.
    notBy: runs({ values: { 'tiller-ca-file': '/ca' } }, { ...DOWN, swift: '0.7.2' }),
  },
];
