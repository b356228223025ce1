// Command lines of Swift's pods.
import type { SwiftArguments, SwiftPodFacts } from '../../src/evidence/cluster.js';
import { inCluster, swiftPod } from './cluster-evidence.js';
import { failed, ok, swiftError, type Overrides } from './evidence.js';

export const { arguments: NO_ARGUMENTS } = swiftPod();

/** Swift runs with the arguments `given`; `overrides` is the outcome. */
export const runs = (
  given: Partial<SwiftArguments>,
  overrides: Overrides = {},
  pod: Partial<SwiftPodFacts> = {},
): Overrides => {
  const patient = { values: { 'tiller-timeout': '10s' } };
  const arguments_ = { ...NO_ARGUMENTS, ...given, values: { ...patient.values, ...given.values } };
  return inCluster(
    { swift: { pods: ok([swiftPod({ ...pod, arguments: arguments_ })]) } },
    overrides,
  );
};

export const CLOSED: Overrides = {
  swiftTillerVersion: swiftError(503, 14, 'transport is closing'),
  swiftList: failed('not-attempted'),
};
/** As 0.6.0 words it. */
export const OLD_CLOSED: Overrides = {
  swift: '0.6.0',
  swiftTillerVersion: swiftError(500, 13, 'transport is closing'),
  swiftList: failed('not-attempted'),
};
export const TILLER_SPEAKS_TLS: Overrides = {
  tillerVersion: failed('tls-required', { hop: 'swiftcheck->tiller' }),
  directList: failed('not-attempted'),
};
export const DOWN: Overrides = {
  swiftTillerVersion: failed('http-status', { httpStatus: 503 }),
  liveness: failed('http-status', { httpStatus: 503 }),
  swiftList: failed('not-attempted'),
};
export const PLAINTEXT = { switches: { 'tiller-insecure-skip-verify': true } } as const;
export const direct = (endpoint: string) => ({
  values: { connector: 'direct', 'tiller-endpoint': endpoint },
});
