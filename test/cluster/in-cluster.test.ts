// A run in a pod: the service account's files and environment in place of a kubeconfig.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withEndpoints, type DiscoveryRequest } from '../../src/cluster/endpoints.js';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.js';
import type { Evidence } from '../../src/evidence/types.js';
import { gather } from '../../src/gather/gather.js';
import { judge } from '../../src/judge/judge.js';
import { swiftAccess } from '../../src/targets/swift.js';
import { startCluster } from '../support/cluster.js';
import { testRun } from '../support/run.js';

const FOLDER = 'var/run/secrets/kubernetes.io/serviceaccount';
const TOKEN = 'of-the-service-account';
const namespace = 'kube-system';
const SWIFTCHECK = {
  name: 'system:serviceaccount:kube-system:swiftcheck',
  rules: [
    { verbs: ['get', 'list'], resources: ['pods', 'services', 'services/proxy'], namespace },
    { verbs: ['get', 'create'], resources: ['pods/portforward'], namespace },
  ],
};
const WISH: DiscoveryRequest = {
  tiller: { find: { namespace, tls: null } },
  swift: {
    find: { asked: null, namespace, via: 'service-proxy', given: swiftAccess({}, null) },
  },
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'swiftcheck-pod-'));
  mkdirSync(join(root, FOLDER), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('finds and probes both endpoints as the service account', async () => {
  const cluster = await startCluster(root, { users: { tokens: { [TOKEN]: SWIFTCHECK } } });
  try {
    const { port, certificates } = cluster.kube;
    writeFileSync(join(root, FOLDER, 'ca.crt'), certificates.ca.cert);
    writeFileSync(join(root, FOLDER, 'token'), TOKEN);
    writeFileSync(join(root, FOLDER, 'namespace'), namespace);
    const env = {
      HOME: root,
      KUBERNETES_SERVICE_HOST: '127.0.0.1',
      KUBERNETES_SERVICE_PORT: String(port),
    };
    const access = loadKubeconfig({ env, root }).access();
    const run = testRun();
    const plan = { command: 'probe', lab: null, payload: null } as const;
    const evidence: Evidence = await withEndpoints(access, WISH, run, (found) =>
      gather({ ...plan, ...found }, run),
    );
    const { findings, exitCode } = judge(evidence, 'fail');
    expect(exitCode).toBe(1);
    expect(findings.find(({ code }) => code === 'list-over-receive-limit')?.outcome).toBe('fail');
    expect(evidence.cluster).toMatchObject({ source: 'service-account' });
    expect(JSON.stringify(evidence)).not.toContain(TOKEN);
  } finally {
    await cluster.close();
  }
});
