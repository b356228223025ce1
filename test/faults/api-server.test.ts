// Each fault of HTTP in place of each answer of an API server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it, type ExpectStatic } from 'vitest';
import type { Evidence } from '../../src/evidence/types.js';
import { startCluster, type Cluster } from '../support/cluster.js';
import { kubeFront } from '../support/kube/front.js';
import { writeKubeconfig } from '../support/kube/kubeconfig.js';
import { ADMIN_TOKEN } from '../support/kube/server.js';
import { HTTP_FAULTS } from './http-faults.js';
import {
  boundedRun,
  cellsOf,
  expectDocumented,
  HEALTHY,
  outcome,
  type Outcomes,
} from './matrix.js';

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
type Call = keyof typeof CALLS;
const COLUMNS = ['list of Services', 'list of pods', 'service proxy', 'port-forward'] as const;
type HttpFault = (typeof HTTP_FAULTS)[number];

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

const outcomes: Outcomes = new Map(HTTP_FAULTS.map(({ name }) => [name, new Map()]));
let files = 0;

async function holds(fault: HttpFault, call: Call, expect: ExpectStatic) {
  const { line, seen } = CALLS[call];
  const front = await kubeFront(cluster.kube.port, (asked) =>
    line.test(asked) ? fault.answer : null,
  );
  try {
    const file = writeKubeconfig(join(folder, `kubeconfig-${(files += 1)}`), [
      { name: 'odd', cluster: { server: front.url }, user: { token: ADMIN_TOKEN } },
    ]);
    const flags = ['--kubeconfig', file, '--swift-version', '0.11.1', '--no-storage'];
    const ran = await boundedRun(fault.stalls === true, ...flags, ...(fault.flags ?? []));
    outcomes.get(fault.name)?.set(call, outcome(ran, HEALTHY));
    expect(front.asked.some((asked) => line.test(asked))).toBe(true);
    expect([1, 3]).toContain(ran.exitCode);
    expect(seen(ran.report.evidence)).toBe(false);
  } finally {
    await front.close();
  }
}

const cells = (stalls: boolean) =>
  cellsOf(
    HTTP_FAULTS.filter((fault) => (fault.stalls === true) === stalls),
    COLUMNS,
  );

describe('an answer', () => {
  it.for(cells(false))('$call: $name', ({ fault, call }, { expect }) => holds(fault, call, expect));
});

describe.concurrent('a stall', () => {
  it.for(cells(true))('$call: $name', ({ fault, call }, { expect }) => holds(fault, call, expect));
});

it('is documented', () => expectDocumented('API server', COLUMNS, outcomes));
