// A cluster of which one answer does not fit the others: the report claims what was read, and nothing else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterwards } from '../support/afterwards.js';
import { raised, swiftcheckJson } from '../support/cli.js';
import { startCluster, type ClusterOptions } from '../support/cluster.js';
import type { Handler } from '../support/http-server.js';
import { kubeFront } from '../support/kube/front.js';
import { writeKubeconfig } from '../support/kube/kubeconfig.js';
import { storedRevision, swiftPod, swiftService, tillerPod } from '../support/kube/objects.js';
import { ADMIN_TOKEN } from '../support/kube/server.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-partial-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const SYSTEM = '/api/v1/namespaces/kube-system';
const json =
  (code: number, body: object): Handler =>
  (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const emptyList = (kind: string) => json(200, { kind: `${kind}List`, metadata: {}, items: [] });
const MAY_NOT = json(403, {
  ...{ kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403 },
  message: 'pods is forbidden: User "jane" cannot list resource "pods" in API group ""',
});
const TILLER = { app: 'helm', name: 'tiller' };
const BROKEN = json(500, {
  ...{ kind: 'Status', status: 'Failure', code: 500 },
  message: 'Internal error occurred: etcdserver: request timed out',
});

/** What a run finds if `answer` stands in for the API server where `path` begins the path. */
async function found(path: string, answer: Handler, options: ClusterOptions = {}) {
  const cluster = await startCluster(folder, {
    pair: 'swift@0.11.1,tiller@2.13.0',
    data: 'small',
    ...options,
  });
  afterwards(() => cluster.close());
  const front = await kubeFront(cluster.kube.port, (line) =>
    line.startsWith(`GET ${path}`) ? answer : null,
  );
  afterwards(() => front.close());
  const user = { token: ADMIN_TOKEN };
  const context = { name: 'test', cluster: { server: front.url }, user };
  const file = writeKubeconfig(join(folder, 'front'), [context]);
  return swiftcheckJson('probe', '--kubeconfig', file);
}

const PODS = [tillerPod({ image: 'tiller:v2.13.0' }), swiftPod({ image: 'appscode/swift:0.11.1' })];

describe('what came between two lists', () => {
  it('is a Tiller of the namespace, and not of another one', async () => {
    const { report, exitCode } = await found(
      `${SYSTEM}/pods?limit=500&labelSelector=app`,
      emptyList('Pod'),
    );
    expect([exitCode, raised(report)]).toEqual([0, []]);
    expect(report.evidence.cluster?.tiller).toMatchObject({
      pods: { value: [{ namespace: 'kube-system' }] },
      chosen: 'tiller-deploy-5c4d7f8b9-abcde',
    });
  });

  it('is no record of another namespace', async () => {
    const { report } = await found(`${SYSTEM}/configmaps`, emptyList('ConfigMap'), {
      data: 'empty',
      objects: { pods: PODS, configmaps: [storedRevision('alpha', 1)] },
    });
    expect(raised(report)).not.toContain('storage-elsewhere');
  });
});

const causeOf = (
  { findings }: Awaited<ReturnType<typeof found>>['report'],
  code: string,
): string | undefined => findings.find((each) => each.code === code)?.cause;

it('pods that the account may not list are not said to be not ready', async () => {
  const { report } = await found(`${SYSTEM}/pods?limit=500`, MAY_NOT, {
    objects: {
      pods: PODS,
      services: [swiftService({ ports: [{ name: 'web', port: 80, targetPort: 'nowhere' }] })],
    },
  });
  expect(raised(report)).toContain('service-without-endpoints');
  expect(causeOf(report, 'service-without-endpoints')).toContain('The run did not see the pods.');
});

it('a pod that is deleted meanwhile is said to be gone', async () => {
  const metadata = { name: 'tiller-gone', namespace: 'kube-system', labels: TILLER };
  const status = { conditions: [{ type: 'Ready', status: 'True' }] };
  const pods = { kind: 'PodList', metadata: {}, items: [{ metadata, status }] };
  const { report, exitCode } = await found(
    `${SYSTEM}/pods?limit=500&labelSelector=app`,
    json(200, pods),
  );
  expect([exitCode, raised(report)]).toEqual([3, ['port-forward-failed']]);
  expect(causeOf(report, 'port-forward-failed')).toContain('The pod was deleted');
});

it('a list of all namespaces that fails is said to fail', async () => {
  const { report, exitCode } = await found('/api/v1/services', BROKEN, {
    objects: { pods: PODS, services: [] },
  });
  expect([exitCode, raised(report)]).toEqual([3, ['api-server-unreachable', 'swift-missing']]);
});
