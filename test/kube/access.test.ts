// Who may ask the fake API server what, in the words of Kubernetes 1.20.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { ask } from '../support/kube/ask.js';
import { swiftPod, swiftService, tillerPod } from '../support/kube/objects.js';
import { startKube, type KubeServer } from '../support/kube/server.js';

const READER = {
  name: 'system:serviceaccount:ops:reader',
  rules: [
    { verbs: ['list'], resources: ['pods'], namespace: 'kube-system' },
    { verbs: ['get'], resources: ['pods'], resourceNames: ['tiller'], namespace: 'kube-system' },
    { verbs: ['get'], resources: ['services/proxy'], resourceNames: ['helm-api:http'] },
  ],
};

let kube: KubeServer;
beforeAll(async () => {
  kube = await startKube({
    objects: { pods: [tillerPod({ name: 'tiller' }), swiftPod()], services: [swiftService()] },
    users: {
      tokens: { reader: READER },
      certificates: { 'swiftcheck throwaway client': { name: 'operator', rules: READER.rules } },
    },
  });
});
afterAll(() => kube.close());

const IN = '/api/v1/namespaces/kube-system';
const as = (token: string | null) => ({ token });

describe('authentication', () => {
  it('recognises a user by the token', async () => {
    expect((await ask(kube, `${IN}/pods`, as('reader'))).status).toBe(200);
    expect(kube.asked.at(-1)).toMatchObject({ user: READER.name, allowed: true });
  });

  it('refuses a token that no user has', async () => {
    const { status, body } = await ask(kube, `${IN}/pods`, as('expired'));
    expect([status, body['message'], body['reason']]).toEqual([
      401,
      'Unauthorized',
      'Unauthorized',
    ]);
    expect(kube.asked.at(-1)).toMatchObject({ user: null, allowed: false });
  });

  it("recognises a user by a client's certificate of the right authority", async () => {
    const { client } = kube.certificates;
    expect((await ask(kube, `${IN}/pods`, { ...as(null), ...client })).status).toBe(200);
    expect(kube.asked.at(-1)).toMatchObject({ user: 'operator', allowed: true });
    const other = (await makeCertificates()).client;
    expect((await ask(kube, `${IN}/pods`, { ...as(null), ...other })).status).toBe(401);
  });

  it('takes a client without either as anonymous', async () => {
    const { body } = await ask(kube, `${IN}/pods`, as(null));
    expect(body['message']).toBe(
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "kube-system"',
    );
    expect((await ask(kube, '/api', as(null))).body['message']).toBe(
      'forbidden: User "system:anonymous" cannot get path "/api"',
    );
  });
});

describe('what is refused', () => {
  const who = `User "${READER.name}"`;
  it.each([
    [
      'GET',
      '/api/v1/pods',
      `pods is forbidden: ${who} cannot list resource "pods" in API group "" at the cluster scope`,
      { kind: 'pods' },
    ],
    [
      'GET',
      `${IN}/secrets?labelSelector=OWNER%3DTILLER`,
      `secrets is forbidden: ${who} cannot list resource "secrets" in API group "" in the namespace "kube-system"`,
      { kind: 'secrets' },
    ],
    [
      'GET',
      `${IN}/pods/other`,
      `pods "other" is forbidden: ${who} cannot get resource "pods" in API group "" in the namespace "kube-system"`,
      { name: 'other', kind: 'pods' },
    ],
    [
      'GET',
      `${IN}/services/helm-api:80/proxy/`,
      `services "helm-api:80" is forbidden: ${who} cannot get resource "services/proxy" in API group "" in the namespace "kube-system"`,
      { name: 'helm-api:80', kind: 'services' },
    ],
    [
      'POST',
      `${IN}/services/helm-api:http/proxy/tiller`,
      `services "helm-api:http" is forbidden: ${who} cannot create resource "services/proxy" in API group "" in the namespace "kube-system"`,
      { name: 'helm-api:http', kind: 'services' },
    ],
  ])('%s %s', async (method, path, message, details) => {
    const { status, body } = await ask(kube, path, { ...as('reader'), method });
    expect([status, body]).toEqual([
      403,
      {
        ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
        ...{ message, reason: 'Forbidden', details, code: 403 },
      },
    ]);
    expect(kube.asked.at(-1)).toMatchObject({ user: READER.name, allowed: false });
  });
});

describe('what is allowed', () => {
  it('by name', async () => {
    expect((await ask(kube, `${IN}/pods/tiller`, as('reader'))).status).toBe(200);
    // Nobody listens behind this Service: the answer is the proxy's, not RBAC's.
    const proxied = await ask(kube, `${IN}/services/helm-api:http/proxy/`, as('reader'));
    expect(proxied.status).toBe(500);
  });

  it('is kept as RBAC sees it', () => {
    expect(kube.asked.at(-1)).toMatchObject({
      method: 'GET',
      path: `${IN}/services/helm-api:http/proxy/`,
      info: {
        ...{ verb: 'get', resource: 'services/proxy' },
        ...{ namespace: 'kube-system', name: 'helm-api:http' },
      },
      allowed: true,
    });
  });
});
