// A failure that was seen beside something that was not: exit code 1 wins, and the verdict says both.
import { describe, expect, it } from 'vitest';
import { jsonForm } from '../../src/reports/json.js';
import { worstExitCode } from '../../src/reports/types.js';
import { judge, type Judgement } from '../../src/judge/judge.js';
import { TILLER_DOWN } from './cases-causes.js';
import { inCluster, swiftPod } from './cluster-evidence.js';
import { OPTIONS } from '../support/report-cases.js';
import {
  SEED,
  direct,
  evidence,
  failed,
  kubernetesStatus,
  ok,
  release,
  swiftError,
  tooLarge,
  type Overrides,
} from './evidence.js';

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0' },
  directList: ok(direct([SEED])),
  swiftList: tooLarge(4_195_325, 4_194_304),
};
/** Swift refuses the list for its size, and Tiller was not reached from here. */
const HALF: Overrides = { ...INCIDENT, ...TILLER_DOWN };
const PULL = { kind: 'image-pull', reason: 'ImagePullBackOff', message: '' } as const;
const asked = (failure: ReturnType<typeof failed>): Overrides => ({
  ...{ swiftTillerVersion: failure, liveness: failure },
  swiftList: failed('not-attempted'),
});
const NO_ENDPOINTS = asked(
  kubernetesStatus(503, 'no endpoints available for service "helm-api:http"'),
);
const REFUSED = asked(
  kubernetesStatus(
    503,
    'error trying to reach service: dial tcp 10.1.0.8:9855: connection refused',
  ),
);
const FORBIDDEN = asked(kubernetesStatus(403, 'services "helm-api" is forbidden'));
const judged = (overrides: Overrides): Judgement => judge(evidence(overrides), 'fail');

describe('a failure beside what could not be examined', () => {
  it('counts, and the verdict says both', () => {
    const judgement = judged(HALF);
    expect(judgement.exitCode).toBe(1);
    expect(judgement.verdict.outcome).toBe('failed');
    expect(judgement.verdict.incomplete).toBe(true);
    expect(judgement.verdict.sentence).toMatch(
      /^Swift cannot receive the list from Tiller.*\. Not everything could be checked: Tiller cannot be reached at 127\.0\.0\.1:44134\.$/,
    );
    const { verdict, exitCode, findings } = jsonForm(judgement, OPTIONS);
    expect({ exitCode, incomplete: verdict.incomplete }).toEqual({ exitCode: 1, incomplete: true });
    expect(findings.filter(({ unexamined }) => unexamined).map(({ code }) => code)).toEqual([
      'tiller-unreachable',
    ]);
  });

  it('is complete where all was examined', () => {
    expect(judged(INCIDENT)).toMatchObject({ exitCode: 1, verdict: { incomplete: false } });
    expect(judged({})).toMatchObject({ exitCode: 0, verdict: { incomplete: false } });
    expect(judged(TILLER_DOWN)).toMatchObject({
      exitCode: 3,
      verdict: { outcome: 'incomplete', incomplete: true },
    });
  });

  it('names each endpoint that could not be examined', () => {
    const { verdict } = judged({ ...TILLER_DOWN, ...asked(failed('refused')) });
    expect(verdict.sentence).toMatch(
      /^Could not check: Tiller cannot be reached at .+; Swift cannot be reached at .+\.$/,
    );
    expect(judged(TILLER_DOWN).verdict.sentence).not.toContain(';');
  });

  it('does not count where it is ignored', () => {
    const ignore = [{ code: 'list-over-receive-limit', reason: 'x', expires: '2999-01-01' }];
    const others = ['list-over-unknown-limit', 'list-over-gateway-limit'].map((code) => ({
      ...{ code, reason: 'x', expires: '2999-01-01' },
    }));
    const policy = { failOn: 'fail' as const, ignore: [...ignore, ...others] };
    const { exitCode, verdict } = judge(evidence({ ...HALF, command: 'preflight', policy }));
    expect([exitCode, verdict.outcome]).toEqual([3, 'incomplete']);
  });

  it('counts beside a demand of a policy with an unknown answer', () => {
    const policy = { failOn: 'fail' as const, require: { swift: '0.9.0' } };
    const { exitCode, verdict } = judge(
      evidence({ ...INCIDENT, swift: null, command: 'preflight', policy }),
    );
    expect(exitCode).toBe(1);
    expect(verdict.sentence).toContain(
      'Not everything could be checked: whether this holds: The policy allows the version of Swift.',
    );
  });

  it('counts as a warning with --fail-on warn', () => {
    const tagged = { swift: '0.9.0', tiller: 'v2.10.0', swiftList: failed('timeout') };
    const { exitCode, verdict } = judge(evidence(tagged), 'warn');
    expect([exitCode, verdict.outcome, verdict.incomplete]).toEqual([1, 'failed', true]);
    expect(judge(evidence(tagged), 'fail').exitCode).toBe(3);
  });

  it('wins over another target without a verdict', () => {
    const named = (...all: Overrides[]) =>
      all.map((overrides, index) => ({ name: `${index}`, judgement: judged(overrides) }));
    expect(worstExitCode(named(TILLER_DOWN, INCIDENT, {}))).toBe(1);
    expect(worstExitCode(named({}, TILLER_DOWN, {}))).toBe(3);
    expect(worstExitCode(named({}, {}))).toBe(0);
  });
});

describe('a Swift that is seen to be down', () => {
  const raised = (overrides: Overrides, code: string) =>
    judged(overrides).findings.find((one) => one.code === code && one.standing?.counts);

  it.each<[string, Overrides, string]>([
    [
      'no pod is ready',
      inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }, NO_ENDPOINTS),
      'swift-not-ready',
    ],
    [
      'no pod is ready, and the path to Swift is forbidden',
      inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }, FORBIDDEN),
      'swift-not-ready',
    ],
    ['its Service has no endpoint', inCluster({}, NO_ENDPOINTS), 'service-without-endpoints'],
    [
      'its Service selects no pod and has no endpoint',
      inCluster({ swift: { pods: ok([]) } }, NO_ENDPOINTS),
      'service-without-endpoints',
    ],
    ['it ends at its start, nothing listens', inCluster({}, REFUSED), 'swift-connector-unknown'],
    [
      'its gateway does not reach its server',
      { swiftTillerVersion: swiftError(503, 14, 'all SubConns are in TransientFailure') },
      'swift-gateway-cannot-reach-itself',
    ],
    [
      'Tiller is down, and Swift says so',
      { ...TILLER_DOWN, swiftTillerVersion: swiftError(408, 4, 'context deadline exceeded') },
      'swift-cannot-reach-tiller',
    ],
  ])('%s: exit code 1', (_what, overrides, code) => {
    expect(raised(overrides, code)).toBeDefined();
    expect(judged(overrides)).toMatchObject({ exitCode: 1, verdict: { outcome: 'failed' } });
  });

  it.each<[string, Overrides]>([
    ['its arguments would end it, and it was not asked', inCluster({}, FORBIDDEN)],
    [
      'its Service selects no pod, and the path to Swift is forbidden',
      inCluster({ swift: { pods: ok([]) } }, FORBIDDEN),
    ],
    // The name of the port in the URL may be wrong.
    ['a URL that was given names no endpoint', { viaApiServer: true, ...NO_ENDPOINTS }],
    [
      'the Service that the URL names is not there',
      { viaApiServer: true, ...asked(kubernetesStatus(404, 'services "helm-api" not found')) },
    ],
    [
      'the Service that was asked for is not there',
      inCluster(
        {
          swift: {
            asked: 'kube-system/helm-api',
            chosen: null,
            services: kubernetesStatus(404, 'services "helm-api" not found'),
          },
        },
        asked(failed('not-found')),
      ),
    ],
  ])('is not proven where %s: exit code 3', (_what, overrides) => {
    expect(judged(overrides)).toMatchObject({
      exitCode: 3,
      verdict: { outcome: 'incomplete', incomplete: true },
    });
  });
});

describe('the verdict without a failure', () => {
  const UNDOCUMENTED = 'Swift 0.11.1 is not documented for Tiller 2.14.0';
  it.each<[Overrides, string]>([
    [{}, 'Nothing found.'],
    [{ command: 'versions' }, 'Nothing found (the releases were not listed; probe does that).'],
    [{ tiller: 'v2.14.0' }, `No failure found, but 1 warning: ${UNDOCUMENTED}.`],
    [
      { tiller: 'v2.14.0', stored: [release('big', 5 * 1024 * 1024)] },
      `No failure found, but 2 warnings: ${UNDOCUMENTED}, and more.`,
    ],
  ])('%o: %s', (overrides, sentence) => {
    expect(judged(overrides)).toMatchObject({
      exitCode: 0,
      verdict: { outcome: 'passed', sentence },
    });
  });
});
