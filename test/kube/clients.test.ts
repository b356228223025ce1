// The fake API server as other people's clients see it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreV1Api, KubeConfig, VersionApi } from '@kubernetes/client-node';
import { execa, execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttp, type HttpTestServer } from '../support/http-server.js';
import {
  base64,
  clusterOf,
  contextOf,
  writeKubeconfig,
  type ContextOptions,
} from '../support/kube/kubeconfig.js';
import { swiftPod, swiftService, tillerPod } from '../support/kube/objects.js';
import { ADMIN_TOKEN, startKube, type KubeServer } from '../support/kube/server.js';

const kubectlIsThere = !execaSync('kubectl', ['version', '--client'], { reject: false }).failed;

let folder: string;
let kube: KubeServer;
let swift: HttpTestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-kube-'));
  swift = await startHttp((_request, response) => response.writeHead(501).end('{"code":12}'));
  kube = await startKube({
    objects: {
      pods: [swiftPod(), tillerPod({ name: 'tiller-a' }), tillerPod({ name: 'tiller-b' })],
      services: [swiftService()],
    },
    users: {
      tokens: {
        [ADMIN_TOKEN]: { name: 'admin', rules: [{ verbs: ['*'], resources: ['*'] }] },
        weak: { name: 'weak', rules: [] },
      },
      certificates: {
        'swiftcheck throwaway client': {
          name: 'operator',
          rules: [{ verbs: ['list'], resources: ['pods'] }],
        },
      },
    },
    network: { '10.1.0.8:9855': Number(new URL(swift.url).port) },
  });
  const { client } = kube.certificates;
  const contexts: ContextOptions[] = [
    contextOf(kube),
    contextOf(kube, 'weak', 'weak'),
    contextOf(kube, 'expired', 'expired'),
    {
      name: 'certificate',
      cluster: clusterOf(kube),
      user: {
        'client-certificate-data': base64(client.cert),
        'client-key-data': base64(client.key),
      },
    },
  ];
  writeKubeconfig(join(folder, 'config'), contexts);
});
afterAll(async () => {
  await Promise.all([kube.close(), swift.close()]);
  rmSync(folder, { recursive: true });
});

describe('@kubernetes/client-node', () => {
  const client = (context: string) => {
    const config = new KubeConfig();
    config.loadFromFile(join(folder, 'config'));
    config.setCurrentContext(context);
    return config;
  };

  it('lists in pages, with a token and with a certificate', async () => {
    for (const context of ['test', 'certificate']) {
      const api = client(context).makeApiClient(CoreV1Api);
      const selector = { labelSelector: 'app=helm,name=tiller', limit: 1 };
      const first = await api.listNamespacedPod({ namespace: 'kube-system', ...selector });
      const _continue = first.metadata?._continue ?? '';
      expect(first.items.map(({ metadata }) => metadata?.name)).toEqual(['tiller-a']);
      const second = await api.listPodForAllNamespaces({ ...selector, _continue });
      expect(second.items.map(({ metadata }) => metadata?.name)).toEqual(['tiller-b']);
    }
  });

  it('reads the version, and errors as Status', async () => {
    const { gitVersion } = await client('test').makeApiClient(VersionApi).getCode();
    expect(gitVersion).toBe('v1.20.15');
    const api = client('weak').makeApiClient(CoreV1Api);
    await expect(api.listNamespacedPod({ namespace: 'kube-system' })).rejects.toThrow(
      /HTTP-Code: 403[^]*pods is forbidden: User \\+"weak\\+" cannot list/,
    );
  });
});

describe(kubectlIsThere ? 'kubectl' : 'kubectl (not on this machine: nothing to try)', () => {
  const kubectl = (context: string, ...args: string[]) =>
    execa('kubectl', ['--context', context, ...args], {
      env: { HOME: folder, KUBECONFIG: join(folder, 'config') },
      reject: false,
    });

  it.runIf(kubectlIsThere)('lists by label, and in pages', async () => {
    const pods = ['get', 'pods', '-o', 'name'];
    const byLabel = await kubectl('test', ...pods, '-n', 'kube-system', '-l', 'app in (helm)');
    expect(byLabel.stdout.split('\n')).toEqual(['pod/tiller-a', 'pod/tiller-b']);
    const paged = await kubectl('certificate', ...pods, '--all-namespaces', '--chunk-size=1');
    expect(paged.stdout.split('\n')).toHaveLength(3);
    expect(kube.asked.filter(({ path }) => path.includes('continue='))).not.toEqual([]);
  });

  it.runIf(kubectlIsThere)('goes through the service proxy', async () => {
    const path = '/api/v1/namespaces/kube-system/services/helm-api:http/proxy/';
    const { stderr } = await kubectl('test', 'get', '--raw', path);
    expect(stderr).toContain('("{\\"code\\":12}")');
    const missing = await kubectl('test', 'get', '--raw', path.replace('helm-api', 'missing'));
    expect(missing.stderr).toContain('Error from server (NotFound): services "missing" not found');
  });

  it.runIf(kubectlIsThere)('is refused in words that it knows', async () => {
    const list = ['get', 'pods', '-n', 'kube-system'];
    const weak = await kubectl('weak', ...list);
    expect(weak.stderr).toContain(
      'Error from server (Forbidden): pods is forbidden: User "weak" cannot list resource "pods"',
    );
    const expired = await kubectl('expired', ...list);
    expect(expired.stderr).toContain('You must be logged in to the server');
  });
});
