// Each fault of HTTP in place of each answer of an API server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Evidence } from '../../src/evidence/types.js';
import { startCluster, type Cluster } from '../support/cluster.js';
import { kubeFront } from '../support/kube/front.js';
import { writeKubeconfig } from '../support/kube/kubeconfig.js';
import { ADMIN_TOKEN } from '../support/kube/server.js';
import { HTTP_FAULTS } from './http-faults.js';
import { testTable } from './matrix.js';

/** What is asked of it, by the request line, and whether what depends on the answer was seen all the same. */
const CALLS = {
  'list of Services': {
    line: /^GET \/api\/v1\/(namespaces\/[\w-]+\/)?services\?/,
    seen: ({ swift }: Evidence) => swift.list?.ok,
  },
  'list of pods': {
    line: /^GET \/api\/v1\/(namespaces\/[\w-]+\/)?pods\?/,
    seen: ({ tiller }: Evidence) => tiller.list?.ok,
  },
  'service proxy': {
    line: /^GET .*\/proxy\/.*all=true$/,
    seen: ({ swift }: Evidence) => swift.list?.ok,
  },
  'port-forward': {
    line: /^GET .*\/portforward\?/,
    seen: ({ tiller }: Evidence) => tiller.list?.ok,
  },
} as const;
const COLUMNS = ['list of Services', 'list of pods', 'service proxy', 'port-forward'] as const;

let folder: string;
let cluster: Cluster;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-api-faults-'));
  cluster = await startCluster(folder, { pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' });
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

let files = 0;

testTable({
  heading: 'API server',
  faults: HTTP_FAULTS,
  columns: COLUMNS,
  holds: async ({ fault, column }, probe, expect) => {
    const { line, seen } = CALLS[column];
    const front = await kubeFront(cluster.kube.port, (asked) =>
      line.test(asked) ? fault.answer : null,
    );
    try {
      const file = writeKubeconfig(join(folder, `kubeconfig-${(files += 1)}`), [
        { name: 'odd', cluster: { server: front.url }, user: { token: ADMIN_TOKEN } },
      ]);
      const ran = await probe('--kubeconfig', file, '--swift-version', '0.11.1', '--no-storage');
      expect(front.asked.some((asked) => line.test(asked))).toBe(true);
      expect([1, 3]).toContain(ran.exitCode);
      expect(seen(ran.report.evidence)).toBe(false);
    } finally {
      await front.close();
    }
  },
});
