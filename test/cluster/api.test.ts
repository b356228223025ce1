// Reading from an API server: pages, credentials, proxies, and what its refusals say.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { KubeApi, type ListRequest } from '../../src/cluster/api.js';
import { readPod } from '../../src/cluster/pods.js';
import type { Observation } from '../../src/evidence/observation.js';
import { makeCertificates } from '../../src/lab/certificates.js';
import { startClosedPort } from '../support/fault-server.js';
import { always, startHttp } from '../support/http-server.js';
import { clusterAccess } from '../support/kube/cluster-access.js';
import { startConnectProxy } from '../support/kube/connect-proxy.js';
import { base64, clusterOf, contextOf, type ContextOptions } from '../support/kube/kubeconfig.js';
import { storedRevision, swiftPod, tillerPod } from '../support/kube/objects.js';
import { startKube, type KubeServer } from '../support/kube/server.js';
import { testRun } from '../support/run.js';

const TILLERS = ['a', 'b', 'c', 'd', 'e'];
const PODS: ListRequest = {
  ...{ resource: 'pods', namespace: 'kube-system', labelSelector: 'app=helm,name=tiller' },
};

let kube: KubeServer;
beforeAll(async () => {
  const reader = { name: 'reader', rules: [{ verbs: ['list'], resources: ['pods'] }] };
  kube = await startKube({
    objects: {
      pods: [swiftPod(), ...TILLERS.map((name) => tillerPod({ name }))],
      configmaps: [storedRevision('harbor', 1, 5_000)],
    },
    users: { tokens: { reader }, certificates: { 'swiftcheck throwaway client': reader } },
  });
});
afterAll(() => kube.close());

async function withApi<T>(
  context: ContextOptions,
  use: (api: KubeApi) => Promise<T>,
  options: Parameters<typeof testRun>[0] = {},
): Promise<T> {
  const api = new KubeApi(clusterAccess(context), testRun(options));
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

const reader = () => contextOf(kube, 'reader');
const name = (item: unknown) => readPod(item)?.name ?? null;
const listPods = (context: ContextOptions) => withApi(context, (api) => api.list(PODS, name));
function failure(observation: Observation<unknown>) {
  return observation.ok ? null : observation.failure;
}

describe('a list', () => {
  it('is whole, however small its pages', async () => {
    for (const pageSize of [1, 2, 5, 500]) {
      const list = await withApi(reader(), (api) => api.list({ ...PODS, pageSize }, name));
      expect(list).toMatchObject({ ok: true, value: TILLERS });
    }
  });

  it('asks for the selected alone, once a page', async () => {
    const before = kube.asked.length;
    await withApi(reader(), (api) => api.list({ ...PODS, pageSize: 3 }, name));
    const asked = kube.asked.slice(before).map(({ path }) => new URL(path, kube.url));
    expect(asked.map(({ pathname }) => pathname)).toEqual(
      Array(2).fill('/api/v1/namespaces/kube-system/pods'),
    );
    const parameters = asked.map(({ searchParams }) => Object.fromEntries(searchParams));
    const selected = { limit: '3', labelSelector: PODS.labelSelector };
    expect(parameters).toEqual([
      selected,
      { ...selected, continue: expect.any(String) as unknown },
    ]);
  });

  it('begins again where its pages are gone, and then gives up', async () => {
    const paged = () => withApi(reader(), (api) => api.list({ ...PODS, pageSize: 2 }, name));
    kube.expirePages(1);
    expect(await paged()).toMatchObject({ ok: true, value: TILLERS });
    kube.expirePages(2);
    expect(failure(await paged())).toMatchObject({ kind: 'kubernetes-status', httpStatus: 410 });
  });

  it('is reported as one call', async () => {
    const run = testRun();
    const api = new KubeApi(clusterAccess(reader()), run);
    await api.list({ ...PODS, namespace: null, pageSize: 2 }, name);
    await api.close();
    expect(
      run.calls.map((call) => [call.name, call.phase, 'outcome' in call ? call.outcome : '']),
    ).toEqual([
      ['Kubernetes list pods in all namespaces', 'started', ''],
      ['Kubernetes list pods in all namespaces', 'ended', 'ok'],
    ]);
  });

  it('may be of names and labels alone', async () => {
    const users = { tokens: { t: { name: 'u', rules: [{ verbs: ['*'], resources: ['*'] }] } } };
    const objects = { configmaps: [storedRevision('harbor', 1, 5_000)] };
    for (const metadataVersions of [['v1', 'v1beta1'], ['v1beta1']] as const) {
      const server = await startKube({ users, objects, metadataVersions });
      const wanted = {
        resource: 'configmaps',
        namespace: 'kube-system',
        metadataOnly: true,
      } as const;
      const items = await withApi(contextOf(server, 't'), (api) =>
        api.list(wanted, (item) => item),
      );
      expect(JSON.stringify(items)).not.toContain('xxx');
      expect(items).toMatchObject({
        ok: true,
        value: [{ metadata: { name: 'harbor.v1', labels: { NAME: 'harbor' } } }],
      });
      await server.close();
    }
  });
});

describe('a list of names', () => {
  it.each([[['v1', 'v1beta1']], [['v1beta1']]] as const)(
    'is whole also where there are more than a page, by %j',
    async (metadataVersions) => {
      const users = { tokens: { t: { name: 'u', rules: [{ verbs: ['*'], resources: ['*'] }] } } };
      for (const count of [2, 3, 4, 7]) {
        const revisions = Array.from({ length: count }, (_, index) => index + 1);
        const configmaps = revisions.map((revision) => storedRevision('harbor', revision));
        const server = await startKube({ users, objects: { configmaps }, metadataVersions });
        const listed = await withApi(contextOf(server, 't'), (api) =>
          api.list(
            { resource: 'configmaps', namespace: null, metadataOnly: true, pageSize: 3 },
            () => 1,
          ),
        );
        expect(listed).toMatchObject({ ok: true, value: revisions.map(() => 1) });
        await server.close();
      }
    },
  );
});

describe('the server is reached', () => {
  it('with a certificate', async () => {
    const { client } = kube.certificates;
    const user = {
      'client-certificate-data': base64(client.cert),
      'client-key-data': base64(client.key),
    };
    expect(await listPods({ name: 'c', cluster: clusterOf(kube), user })).toMatchObject({
      ok: true,
    });
  });

  it('without verification, or under the expected name of the server', async () => {
    const user = { token: 'reader' };
    const insecure = { server: kube.url, 'insecure-skip-tls-verify': true };
    expect(await listPods({ name: 'c', cluster: insecure, user })).toMatchObject({ ok: true });
    const named = await startKube({
      certificates: await makeCertificates({ names: ['kube.example'] }),
      users: { tokens: { reader: { name: 'r', rules: [{ verbs: ['*'], resources: ['*'] }] } } },
    });
    const cluster = clusterOf(named);
    expect(failure(await listPods({ name: 'c', cluster, user }))).toMatchObject({
      kind: 'tls-name-mismatch',
      hop: 'swiftcheck->api-server',
    });
    const expected = { ...cluster, 'tls-server-name': 'kube.example' };
    expect(await listPods({ name: 'c', cluster: expected, user })).toMatchObject({ ok: true });
    await named.close();
  });

  it('through the proxy of the kubeconfig', async () => {
    const proxy = await startConnectProxy();
    const { name: context, user, cluster } = reader();
    const proxied = {
      name: context,
      ...(user && { user }),
      cluster: { ...cluster, 'proxy-url': proxy.url },
    };
    expect(await listPods(proxied)).toMatchObject({ ok: true, value: TILLERS });
    expect(proxy.tunnels).toEqual([`127.0.0.1:${kube.port}`]);
    await proxy.close();
    expect(failure(await listPods(proxied))).toMatchObject({ kind: 'unreachable' });
  });

  it('in clear, as behind kubectl proxy', async () => {
    const server = await startHttp(
      always(200, 'application/json', '{"kind":"PodList","items":[]}'),
    );
    expect(await listPods({ name: 'c', cluster: { server: server.url } })).toMatchObject({
      ok: true,
      value: [],
    });
    await server.close();
  });
});

describe('what the server refuses', () => {
  it('names the permission that is missing', async () => {
    const secrets: ListRequest = { resource: 'secrets', namespace: 'team-a' };
    expect(failure(await withApi(reader(), (api) => api.list(secrets, name)))).toEqual({
      hop: 'swiftcheck->api-server',
      kind: 'kubernetes-status',
      httpStatus: 403,
      message:
        'secrets is forbidden: User "reader" cannot list resource "secrets" in API group "" in the namespace "team-a"',
      forbidden: { verb: 'list', resource: 'secrets', namespace: 'team-a' },
    });
    const get = { resource: 'services', namespace: 'team-a', name: 'swift' } as const;
    expect(failure(await withApi(reader(), (api) => api.get(get, name)))).toMatchObject({
      forbidden: { verb: 'get', resource: 'services', namespace: 'team-a' },
    });
  });

  it('is reported in the words of the server: no credentials, a missing object', async () => {
    expect(failure(await listPods(contextOf(kube, 'expired')))).toMatchObject({
      ...{ kind: 'kubernetes-status', httpStatus: 401, message: 'Unauthorized' },
    });
    const everything = { name: 'admin', rules: [{ verbs: ['*'], resources: ['*'] }] };
    const server = await startKube({ users: { tokens: { t: everything } } });
    const get = { resource: 'services', namespace: 'a', name: 'swift' } as const;
    const missing = await withApi(contextOf(server, 't'), (api) => api.get(get, name));
    expect(failure(missing)).toMatchObject({
      ...{ httpStatus: 404, message: 'services "swift" not found' },
    });
    await server.close();
  });

  it.each([
    [
      404,
      'text/html',
      '<html>nginx</html>',
      'http-status',
      'HTTP 404, text/html: "<html>nginx</html>"',
    ],
    [502, 'application/json', '{"code":8,"message":"m"}', 'http-status', 'HTTP 502: "{"code":8,'],
    [302, 'text/html', '', 'http-status', 'HTTP 302, text/html with an empty body'],
    [200, 'text/html', '<html>log in</html>', 'not-json', 'is not a JSON object'],
    [200, 'application/json', '[]', 'not-json', 'is not a JSON object'],
    [200, 'application/json', '{"items":', 'not-json', 'is not a JSON object'],
  ])('is no Status: %i %s %s', async (status, type, body, kind, words) => {
    const server = await startHttp(always(status, type, body));
    const observation = await listPods({ name: 'c', cluster: { server: server.url } });
    expect(failure(observation)).toMatchObject({ kind, httpStatus: status });
    expect(failure(observation)?.message).toContain(words);
    await server.close();
  });
});

describe('a server that is busy', () => {
  const BUSY = { kind: 'Status', code: 429, message: 'the server has received too many requests' };
  /** Refuses so many requests. */
  async function busy(refusals: number, status: number, after: string | null) {
    let left = refusals;
    const server = await startHttp((_request, response) => {
      left -= 1;
      const headers = { 'content-type': 'application/json' };
      if (left < 0) response.writeHead(200, headers).end('{"kind":"PodList","items":[]}');
      else {
        response.writeHead(status, { ...headers, ...(after !== null && { 'retry-after': after }) });
        response.end(JSON.stringify({ ...BUSY, code: status }));
      }
    });
    onTestFinished(server.close);
    const cluster = { server: server.url };
    const list = await listPods({ name: 'busy', cluster, user: {} });
    return { list, asked: server.asked.length };
  }

  it.each([429, 500, 503])('and says when, is asked again (%i)', async (status) => {
    const { list, asked } = await busy(2, status, '0');
    expect(list).toMatchObject({ ok: true, value: [] });
    expect(asked).toBe(3);
  });

  it.each([
    [429, null, 1],
    [429, 'Wed, 21 Oct 2026 07:28:00 GMT', 1],
    [429, '3600', 1],
    [404, '0', 1],
    [429, '0', 3],
  ])('is not asked for ever: %i with Retry-After %s', async (status, after, requests) => {
    const { list, asked } = await busy(9, status, after);
    expect(failure(list)).toMatchObject({ httpStatus: status });
    expect(asked).toBe(requests);
  });
});

describe('a server that cannot be asked', () => {
  it('is reported by what is wrong with the connection', async () => {
    const { port } = await startClosedPort();
    const closed = { name: 'c', cluster: { server: `https://127.0.0.1:${port}` } };
    expect(failure(await listPods(closed))).toMatchObject({ kind: 'refused' });
    const untrusted = { name: 'c', cluster: { server: kube.url }, user: { token: 'reader' } };
    const before = kube.asked.length;
    expect(failure(await listPods(untrusted))).toMatchObject({ kind: 'tls-untrusted' });
    expect(kube.asked).toHaveLength(before);
  });

  const pem = (text: string) => Buffer.from(text).toString('base64');
  it.each([
    ['an authority that is no PEM', { 'certificate-authority-data': pem('hello') }, {}],
    ['an authority that is no base64', { 'certificate-authority-data': '%%%' }, {}],
    [
      'a certificate that is none',
      {},
      { 'client-certificate-data': pem('s3cret'), 'client-key-data': pem('s3cret') },
    ],
  ])('for %s, which is its own and not that of the server', async (_name, cluster, user) => {
    const before = kube.asked.length;
    const unusable = { name: 'c', cluster: { server: kube.url, ...cluster }, user };
    const failed = failure(await listPods(unusable));
    expect(failed?.kind).toBe('credentials');
    const message = failed?.message ?? '';
    expect(message).toMatch(
      /the (certificate-authority holds no|client-certificate and client-key)/,
    );
    expect(message).not.toContain('s3cret');
    expect(kube.asked).toHaveLength(before);
  });

  it('for want of credentials: none of their text is shown, nor what the program says', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', 'console.error("token expired\\u001b[2J"); process.exit(1)'],
    };
    expect(failure(await listPods({ ...reader(), user: { exec } }))).toMatchObject({
      kind: 'credentials',
      message: expect.stringMatching(
        /^Context test gives no usable credentials: \S+ ended with exit code 1\. Its output may hold a secret, so no report shows the output\. Run the exec plugin of the kubeconfig by hand\.$/,
      ) as unknown,
    });
    expect(failure(await listPods({ ...reader(), user: { token: 'a\u0001b' } }))).toMatchObject({
      kind: 'credentials',
      message:
        'Context test gives no usable credentials: the header authorization holds a character that HTTP does not send.',
    });
    const missing = { 'client-certificate': '/none.crt', 'client-key': '/none.key' };
    expect(failure(await listPods({ ...reader(), user: missing }))).toMatchObject({
      kind: 'credentials',
    });
  });

  it('is not waited for longer than a call may take', async () => {
    const silent = await startHttp(() => undefined);
    const context = { name: 'c', cluster: { server: silent.url } };
    const list = (options: object) => withApi(context, (api) => api.list(PODS, name), options);
    expect(failure(await list({ timeoutMs: 300 }))).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('within 300 ms') as unknown,
    });
    const interrupted = AbortSignal.abort();
    expect(failure(await list({ interrupted }))).toMatchObject({ kind: 'not-attempted' });
    await silent.close();
  });

  it('sends no more than is taken', async () => {
    const tiny = await withApi(reader(), (api) => api.list(PODS, name), { ceilingBytes: 100 });
    expect(failure(tiny)).toMatchObject({ kind: 'over-ceiling' });
  });
});
