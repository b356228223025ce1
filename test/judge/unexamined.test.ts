// A run in which an endpoint was not examined has no exit code 0, whatever else it came to.
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import type { ClusterEvidence, SwiftSearch, TillerSearch } from '../../src/evidence/cluster.js';
import type { Policy } from '../../src/evidence/policy.js';
import type { Failure, FailureKind, Hop } from '../../src/evidence/observation.js';
import type { Evidence } from '../../src/evidence/types.js';
import { FINDING_CODES, isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { CASES } from './cases.js';
import { inCluster, swiftPod, tillerPod } from './cluster-evidence.js';
import { evidence, failed, ok, type Overrides } from './evidence.js';

const KINDS: FailureKind[] = [
  ...(['unresolvable', 'refused', 'unreachable', 'timeout', 'no-answer', 'closed'] as const),
  ...(['tls-required', 'tls-not-spoken', 'tls-untrusted', 'tls-name-mismatch'] as const),
  ...(['tls-expired', 'tls-client-certificate-rejected', 'tls-failed'] as const),
  ...(['other-protocol', 'grpc-status', 'swift-error', 'kubernetes-status'] as const),
  ...(['http-status', 'not-json', 'wrong-answer', 'redirected', 'port-forward'] as const),
  ...(['not-found', 'kubeconfig', 'credentials', 'over-ceiling', 'deadline'] as const),
  ...(['interrupted', 'not-attempted'] as const),
];
const HOPS: Hop[] = [
  ...(['swiftcheck->tiller', 'swiftcheck->swift', 'swiftcheck->api-server'] as const),
  ...(['api-server->tiller', 'api-server->swift'] as const),
];

const failure: fc.Arbitrary<Failure> = fc.record(
  {
    hop: fc.constantFrom(...HOPS),
    kind: fc.constantFrom(...KINDS),
    message: fc.constantFrom(
      ...['no.', 'services "helm-api" not found', 'transport is closing', 'Unauthorized'],
      ...['the server could not find the requested resource', 'context deadline exceeded'],
    ),
    httpStatus: fc.constantFrom(200, 204, 400, 401, 403, 404, 410, 500, 502, 503),
    grpcCode: fc.nat(16),
  },
  { requiredKeys: ['hop', 'kind', 'message'] },
);
const lost = failure.map((each) => ({ ok: false as const, ms: 1, failure: each }));
const orLost = <T>(value: T) => fc.oneof(fc.constant(ok(value)), lost);

const tillerSearch: fc.Arbitrary<TillerSearch> = fc.record(
  {
    namespace: fc.constant('kube-system'),
    pods: fc.oneof(lost, fc.constantFrom(ok([]), ok([tillerPod()]))),
    elsewhere: orLost([]),
    chosen: fc.constantFrom(null, 'tiller-1'),
    forward: orLost({}),
  },
  { requiredKeys: ['namespace', 'pods', 'chosen'] },
);
const [HEALTHY] = [inCluster({}).cluster?.swift];
if (!HEALTHY) throw new Error('the healthy cluster has a search for Swift');
const { services } = HEALTHY;
const swiftSearch: fc.Arbitrary<SwiftSearch> = fc.record(
  {
    asked: fc.constantFrom(null, 'kube-system/helm-api'),
    namespace: fc.constantFrom(null, 'kube-system'),
    services: fc.oneof(lost, fc.constantFrom(ok([]), services)),
    pods: fc.oneof(lost, fc.constantFrom(ok([]), ok([swiftPod()]))),
    chosen: fc.constantFrom(null, 'kube-system/helm-api'),
    via: fc.constantFrom('service-proxy', 'port-forward'),
    forward: orLost({ pod: 'swift-1', port: 9855 }),
  },
  { requiredKeys: ['asked', 'namespace', 'services', 'chosen', 'via'] },
);
const cluster: fc.Arbitrary<ClusterEvidence> = fc.record(
  {
    ...{ context: fc.constant('test'), source: fc.constant('kubeconfig' as const) },
    ...{ server: fc.constant('https://127.0.0.1:6443'), viaProxy: fc.boolean() },
    ...{ tiller: tillerSearch, swift: swiftSearch },
  },
  { requiredKeys: ['context', 'source', 'server', 'viaProxy'] },
);
/** Ignores every code there is. */
const IGNORING: Policy = {
  failOn: 'fail',
  ignore: FINDING_CODES.map((code) => ({ code, reason: 'Known.', expires: '2030-01-01' })),
};

const run: fc.Arbitrary<Overrides> = fc.record(
  {
    command: fc.constantFrom('versions', 'probe', 'preflight'),
    ...{ tillerVersion: lost, swiftTillerVersion: lost, liveness: lost },
    ...{ directList: lost, swiftList: lost, cluster, viaApiServer: fc.boolean() },
  },
  { requiredKeys: ['command'] },
);

const unexamined = ({ tiller, swift }: Evidence) => !tiller.version.ok || !swift.tillerVersion.ok;

describe('an endpoint that was not examined', () => {
  it('is never passed by', () => {
    fc.assert(
      fc.property(run.map(evidence).filter(unexamined), (from) => {
        const { exitCode, verdict, findings } = judge(from, 'fail');
        expect(exitCode).not.toBe(0);
        expect(verdict.outcome).not.toBe('passed');
        expect(verdict.sentence).not.toMatch(/^Nothing found|^No failure found/);
        expect(findings.some(isRaised)).toBe(true);
      }),
      { numRuns: inject('thorough') ? 2000 : 300 },
    );
  });

  it('is not passed by where a policy ignores every finding, unless Swift itself answered', () => {
    const silent = fc.record({
      ...{ tillerVersion: lost, cluster: fc.option(cluster, { nil: undefined }) },
      command: fc.constant('preflight' as const),
    });
    fc.assert(
      fc.property(silent, ({ cluster: found, ...overrides }) => {
        const given = { ...overrides, ...(found && { cluster: found }), policy: IGNORING };
        expect(judge(evidence(given)).exitCode).toBe(3);
      }),
      { numRuns: inject('thorough') ? 1000 : 150 },
    );
  });

  it('is Swift, whose only pod is not ready, also where a policy ignores that', () => {
    const notReady = CASES.find(({ code }) => code === 'swift-not-ready')?.raisedBy ?? {};
    const search: Partial<SwiftSearch> = { ...notReady.cluster?.swift, via: 'port-forward' };
    const missing = failed('not-found', { hop: 'swiftcheck->api-server' });
    const { findings, exitCode } = judge(
      evidence({
        ...inCluster({ swift: search }),
        ...{ swiftTillerVersion: missing, liveness: missing, swiftList: failed('not-attempted') },
        policy: IGNORING,
      }),
    );
    expect(exitCode).toBe(3);
    expect(findings.filter(isRaised).map(({ code }) => code)).toContain('swift-unreachable');
  });

  it('is reported once: only the search that says why is raised for it', () => {
    const { findings } = judge(
      evidence(CASES.find(({ code }) => code === 'tiller-missing')?.raisedBy),
      'fail',
    );
    const codes = findings.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code);
    expect(codes).toEqual(['tiller-missing']);
  });
});
