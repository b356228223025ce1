// Who failed: the API server, Swift, or swiftcheck itself.
import { describe, expect, it } from 'vitest';
import { apiServerFailure, isServiceMissing } from '../../src/analysis/api-server-failure.js';
import { clientErrors } from '../../src/analysis/client-errors.js';
import { otherTiller } from '../../src/analysis/other-tiller.js';
import { isSilence, swiftFailure } from '../../src/analysis/swift-failure.js';
import type { ClusterEvidence, SwiftSearch, TillerSearch } from '../../src/evidence/cluster.js';
import type { Failure, FailureKind, Observation } from '../../src/evidence/observation.js';
import { evidence, failed, ok, swiftError, type Overrides } from '../judge/evidence.js';

const AT_API = { hop: 'swiftcheck->api-server' } as const;
const tillerSearch = (rest: Partial<TillerSearch> = {}): TillerSearch => ({
  ...{ namespace: 'kube-system', pods: ok([]), chosen: null },
  ...rest,
});
const swiftSearch = (rest: Partial<SwiftSearch> = {}): SwiftSearch => ({
  ...{ asked: null, namespace: null, services: ok([]), chosen: null, via: 'service-proxy' },
  ...rest,
});
const cluster = (rest: Partial<ClusterEvidence>): ClusterEvidence => ({
  ...{ context: 'prod', source: 'kubeconfig', server: 'https://10.0.0.1', viaProxy: false },
  ...rest,
});
const missingService = (rest = {}) =>
  failed('kubernetes-status', {
    ...{ ...AT_API, httpStatus: 404, message: 'services "swift" not found' },
    ...rest,
  });

describe('the API server', () => {
  const refused = failed('refused', AT_API);

  it.each<[string, Partial<ClusterEvidence>]>([
    ['pods of Tiller', { tiller: tillerSearch({ pods: refused }) }],
    ['pods in other namespaces', { tiller: tillerSearch({ elsewhere: refused }) }],
    ['a port to Tiller', { tiller: tillerSearch({ forward: refused }) }],
    ['Services', { swift: swiftSearch({ services: refused }) }],
    ['pods of Swift', { swift: swiftSearch({ pods: refused }) }],
    ['a port to Swift', { swift: swiftSearch({ forward: refused }) }],
  ])('failed where it could not be asked for %s', (_what, part) => {
    expect(apiServerFailure(cluster(part))).toBe(refused.failure);
  });

  it('did not fail where nothing was asked, all was answered, or another hop failed', () => {
    expect(apiServerFailure(cluster({}))).toBeNull();
    const answered = { tiller: tillerSearch(), swift: swiftSearch({ pods: ok([]) }) };
    expect(apiServerFailure(cluster(answered))).toBeNull();
    const behind = failed('refused', { hop: 'api-server->tiller' });
    expect(apiServerFailure(cluster({ tiller: tillerSearch({ forward: behind }) }))).toBeNull();
  });

  it('answered where it denies the list, and not where it denies a path', () => {
    const of = (rest: Partial<Failure>) =>
      failed('kubernetes-status', { ...AT_API, httpStatus: 403, ...rest });
    const denied = of({ forbidden: { verb: 'list', resource: 'pods', namespace: null } });
    expect(apiServerFailure(cluster({ tiller: tillerSearch({ pods: denied }) }))).toBeNull();
    const pods = of({ message: 'forbidden: User "jane" cannot get path "/k8s/api"' });
    expect(apiServerFailure(cluster({ tiller: tillerSearch({ pods }) }))).toBe(pods.failure);
  });

  it.each<[FailureKind, number | undefined, boolean]>([
    ['not-found', undefined, false],
    ['kubernetes-status', 404, true],
    ['kubernetes-status', 500, true],
    ['http-status', 403, true],
  ])('%s %s to a list means that it failed: %s', (kind, httpStatus, expected) => {
    const pods = failed(kind, { ...AT_API, ...(httpStatus !== undefined && { httpStatus }) });
    const found = apiServerFailure(cluster({ tiller: tillerSearch({ pods }) }));
    expect(found !== null).toBe(expected);
  });

  it('answered where the Service that was asked for is missing, and not where a search ends so', () => {
    const asked = { asked: 'default/swift', services: missingService() };
    expect(apiServerFailure(cluster({ swift: swiftSearch(asked) }))).toBeNull();
    const searched = cluster({ swift: swiftSearch({ ...asked, asked: null }) });
    expect(apiServerFailure(searched)).toBe(asked.services.failure);
  });

  it.each([
    [missingService(), true],
    [missingService({ httpStatus: 403 }), false],
    [missingService({ message: 'the path has services "swift"' }), false],
    [failed('http-status', { httpStatus: 404, message: 'services "swift" not found' }), false],
    [ok([]), false],
  ])('the Service is missing: %j: %s', (services, expected) => {
    expect(isServiceMissing(swiftSearch({ asked: 'default/swift', services }))).toBe(expected);
  });
});

describe('Swift', () => {
  const http = { status: 501, bodyBytes: 1, corsHeaders: false };
  const failureOf = (
    swiftTillerVersion: Observation<never>,
    liveness: NonNullable<Overrides['liveness']> = failed('refused'),
  ) => swiftFailure(evidence({ swiftTillerVersion, liveness }).swift)?.kind ?? null;

  it('was reached where it answered, be it with an error', () => {
    expect(swiftFailure(evidence().swift)).toBeNull();
    expect(failureOf(swiftError(500, 13, 'no'))).toBeNull();
  });

  it('was not reached where neither call was answered', () => {
    expect(failureOf(failed('refused'))).toBe('refused');
    expect(failureOf(failed('timeout'))).toBe('timeout');
  });

  it('was reached where its gateway answers and only its Tiller is silent', () => {
    const alive = { ...ok({}), http };
    expect(failureOf(failed('timeout'), alive)).toBeNull();
    expect(failureOf(failed('refused'), alive)).toBe('refused');
  });

  it.each<[FailureKind, number, boolean]>([
    ['timeout', 0, true],
    ['no-answer', 0, true],
    ['closed', 28_000, true],
    ['closed', 27_999, false],
    ['refused', 60_000, false],
  ])('is silent: %s after %i ms: %s', (kind, ms, expected) => {
    expect(isSilence({ ...failed(kind), ms })).toBe(expected);
  });
});

describe('the Tiller of Swift', () => {
  it.each([
    ['v2.13.0', 'v2.13.0', null],
    ['v2.13.0', '2.13.0', null],
    ['v2.13.0', 'v2.10.0', '2.10.0'],
  ])('is another one: %s and %s: %s', (tiller, viaSwift, expected) => {
    expect(otherTiller(evidence({ tiller, viaSwift }))).toBe(expected);
  });

  it('is not known to be another one where one version is unknown', () => {
    const unknown = failed('timeout');
    expect(otherTiller(evidence({ tillerVersion: unknown, viaSwift: 'v2.1.0' }))).toBeNull();
    expect(otherTiller(evidence({ swiftTillerVersion: unknown }))).toBeNull();
  });
});

describe('errors of swiftcheck itself', () => {
  it('are found wherever they stand, and not within what was answered', () => {
    const defect = failed('client-error');
    const part = {
      one: defect,
      deep: { list: [ok({ inner: defect }), defect] },
      ...{ other: failed('timeout'), none: null, text: 'client-error' },
    };
    expect(clientErrors(part)).toEqual([defect.failure, defect.failure]);
    expect(clientErrors('client-error')).toEqual([]);
    expect(clientErrors(null)).toEqual([]);
  });
});
