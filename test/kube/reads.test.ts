// The fake API server, held to what Kubernetes publishes about its API.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedRevision, swiftPod, swiftService, tillerPod } from '../support/kube/objects.js';
import { startKube, type KubeServer } from '../support/kube/server.js';
import { ask, items, names } from '../support/kube/ask.js';

let kube: KubeServer;
beforeAll(async () => {
  kube = await startKube({
    objects: {
      pods: [
        swiftPod(),
        tillerPod({ name: 'tiller-b' }),
        tillerPod({ name: 'tiller-a', labels: { app: 'helm', name: 'tiller', tier: 'canary' } }),
        tillerPod({ name: 'tiller-c', namespace: 'team-a' }),
      ],
      services: [swiftService()],
      configmaps: [storedRevision('harbor', 1), storedRevision('harbor', 2)],
    },
  });
});
afterAll(() => kube.close());

const PODS = '/api/v1/namespaces/kube-system/pods';

describe('lists', () => {
  it('of one namespace are sorted by name and typed as a list', async () => {
    const { body } = await ask(kube, PODS);
    expect(body).toMatchObject({ kind: 'PodList', apiVersion: 'v1' });
    expect(names(body)).toEqual(['swift-6b7c8d9f5-fghij', 'tiller-a', 'tiller-b']);
    expect(items(body).every((item) => !('kind' in item))).toBe(true);
  });

  it('of all namespaces come by namespace, then name', async () => {
    const { body } = await ask(kube, '/api/v1/pods?labelSelector=app%3Dhelm');
    expect(names(body)).toEqual(['tiller-a', 'tiller-b', 'tiller-c']);
  });

  it.each([
    ['labelSelector', 'app=helm,name=tiller', ['tiller-a', 'tiller-b']],
    ['labelSelector', 'app==helm,tier!=canary', ['tiller-b']],
    ['labelSelector', 'app in (helm, swift),!tier', ['swift-6b7c8d9f5-fghij', 'tiller-b']],
    ['labelSelector', 'app notin (helm)', ['swift-6b7c8d9f5-fghij']],
    ['labelSelector', 'tier', ['tiller-a']],
    ['fieldSelector', 'metadata.name=tiller-b', ['tiller-b']],
    ['fieldSelector', 'status.phase!=Running', []],
  ])('select by %s %s', async (parameter, selector, expected) => {
    const { body } = await ask(kube, `${PODS}?${parameter}=${encodeURIComponent(selector)}`);
    expect(names(body)).toEqual(expected);
  });

  it.each([
    'labelSelector=app%3D%3D%3Dx',
    'fieldSelector=spec.colour%3Dred',
    'fieldSelector=x',
    'continue=no-token&limit=1',
  ])('refuse %s', async (query) => {
    const { status, body } = await ask(kube, `${PODS}?${query}`);
    expect([status, body['kind'], body['reason']]).toEqual([400, 'Status', 'BadRequest']);
  });

  it('come in pages that hold each object once', async () => {
    const seen: string[] = [];
    const remaining: unknown[] = [];
    let token = '';
    do {
      const { body } = await ask(kube, `${PODS}?limit=2&continue=${token}`);
      const { metadata } = body as { metadata: { continue?: string; remainingItemCount?: number } };
      expect(items(body).length).toBeLessThanOrEqual(2);
      seen.push(...names(body));
      remaining.push(metadata.remainingItemCount);
      token = metadata.continue ?? '';
    } while (token !== '');
    expect(seen).toEqual(['swift-6b7c8d9f5-fghij', 'tiller-a', 'tiller-b']);
    expect(remaining).toEqual([1, undefined]);
  });

  it('say where a page is gone', async () => {
    const { body: first } = await ask(kube, `${PODS}?limit=1`);
    const token = (first as { metadata: { continue: string } }).metadata.continue;
    kube.expirePages(1);
    const { status, body } = await ask(kube, `${PODS}?limit=1&continue=${token}`);
    expect([status, body['reason'], body['code']]).toEqual([410, 'Expired', 410]);
    expect((await ask(kube, `${PODS}?limit=1&continue=${token}`)).status).toBe(200);
  });
});

describe('metadata alone', () => {
  const CONFIG_MAPS = '/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER';
  const as = (version: string) =>
    `application/json;as=PartialObjectMetadataList;v=${version};g=meta.k8s.io`;

  it.each(['v1', 'v1beta1'])('as %s holds no data', async (version) => {
    const { body } = await ask(kube, CONFIG_MAPS, { accept: as(version) });
    expect(body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: `meta.k8s.io/${version}`,
    });
    expect(names(body)).toEqual(['harbor.v1', 'harbor.v2']);
    expect(items(body).map((item) => Object.keys(item).sort())).toEqual([
      ['apiVersion', 'kind', 'metadata'],
      ['apiVersion', 'kind', 'metadata'],
    ]);
    expect(items(body)[0]?.metadata.labels).toMatchObject({ OWNER: 'TILLER', VERSION: '1' });
  });

  it('is given in the form that an older server has', async () => {
    const old = await startKube({ metadataVersions: ['v1beta1'] });
    try {
      const both = await ask(old, CONFIG_MAPS, { accept: `${as('v1')},${as('v1beta1')}` });
      expect(both.body).toMatchObject({ apiVersion: 'meta.k8s.io/v1beta1' });
      const newest = await ask(old, CONFIG_MAPS, { accept: as('v1') });
      expect([newest.status, newest.body['reason']]).toEqual([406, 'NotAcceptable']);
    } finally {
      await old.close();
    }
  });
});

describe('single objects and paths', () => {
  it('come with their kind', async () => {
    const { body } = await ask(kube, `${PODS}/tiller-a`);
    expect(body).toMatchObject({ kind: 'Pod', apiVersion: 'v1', metadata: { name: 'tiller-a' } });
  });

  it('make endpoints of Services and pods', async () => {
    const { body } = await ask(kube, '/api/v1/namespaces/kube-system/endpoints/helm-api');
    expect(body).toMatchObject({
      kind: 'Endpoints',
      subsets: [{ addresses: [{ ip: '10.1.0.8' }], ports: [{ name: 'http', port: 9855 }] }],
    });
  });

  it('that are not there are a Status', async () => {
    const { status, body } = await ask(kube, `${PODS}/missing`);
    expect([status, body]).toEqual([
      404,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'pods "missing" not found',
        reason: 'NotFound',
        details: { name: 'missing', kind: 'pods' },
        code: 404,
      },
    ]);
    expect((await ask(kube, '/api/v1/gadgets')).body['message']).toBe(
      'the server could not find the requested resource',
    );
    expect((await ask(kube, `${PODS}/tiller-a`, { method: 'DELETE' })).status).toBe(405);
  });

  it('show the version to every client', async () => {
    const { status, body } = await ask(kube, '/version', { token: null });
    expect([status, body]).toMatchObject([200, { major: '1', gitVersion: 'v1.20.15' }]);
  });
});
