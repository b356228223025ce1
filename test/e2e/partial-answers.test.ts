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
import { storedRevision, swiftPod, tillerPod } from '../support/kube/objects.js';
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

it('a list of all namespaces that fails is said to fail', async () => {
  const { report, exitCode } = await found('/api/v1/services', BROKEN, {
    objects: { pods: PODS, services: [] },
  });
  expect([exitCode, raised(report)]).toEqual([3, ['api-server-unreachable', 'swift-missing']]);
});
