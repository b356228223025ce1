// What `swiftcheck rbac` prints, held against every call that is made: each is listed, none is needless.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { FEATURES, LEAST, PERMISSIONS, type Feature } from '../../src/manifests/permissions.js';
import { raised, swiftcheck, swiftcheckJson, unknown } from '../support/cli.js';
import { startCluster, type Cluster, type ClusterOptions } from '../support/cluster.js';
import type { Rule } from '../support/kube/access.js';
import { contextOf, writeKubeconfig } from '../support/kube/kubeconfig.js';
import {
  storedRevision,
  swiftPod,
  swiftService,
  tillerPod,
  type KubeObjects,
} from '../support/kube/objects.js';
import { ADMIN_TOKEN, type AskedOfKube } from '../support/kube/server.js';

const HELM = 'helm-world';
const SWIFT = 'swift-world';

interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  readonly objects?: KubeObjects;
  readonly features: readonly Feature[];
  readonly swiftNamespace?: string;
  /** To which the rights are limited. */
  readonly service?: string;
}

const STORED = { configmaps: [storedRevision('alpha', 1), storedRevision('beta', 1)] };
const AWAY: KubeObjects = {
  pods: [tillerPod(), swiftPod({ namespace: SWIFT })],
  services: [swiftService({ namespace: SWIFT })],
};

const SCENARIOS: readonly Scenario[] = [
  { name: 'versions', args: ['versions'], features: LEAST },
  {
    name: 'probe',
    args: ['probe'],
    objects: STORED,
    features: [...LEAST, 'storage-sizes'],
  },
  {
    name: 'probe of what is stored nowhere',
    args: ['probe'],
    features: [...LEAST, 'storage-sizes', 'storage-everywhere'],
  },
  { name: 'probe --no-storage', args: ['probe', '--no-storage'], features: LEAST },
  {
    name: 'probe --size',
    args: ['probe', '--size', '64K', '--no-storage'],
    features: [...LEAST, 'dry-run'],
  },
  {
    name: '--swift-via port-forward',
    args: ['versions', '--swift-via', 'port-forward'],
    features: ['discovery', 'port-forward', 'swift-port-forward'],
  },
  {
    name: 'a Swift that is named, in another namespace',
    args: ['versions', '--swift-service', `${SWIFT}/helm-api`],
    objects: AWAY,
    features: LEAST,
    swiftNamespace: SWIFT,
  },
  ...['', ':http'].map((port): Scenario => ({
    name: `a Swift to which the rights are limited${port}`,
    args: ['probe', '--no-storage', '--size', '64K', '--swift-service', `${SWIFT}/helm-api${port}`],
    objects: AWAY,
    features: [...LEAST, 'dry-run'],
    service: `${SWIFT}/helm-api${port}`,
  })),
  {
    name: 'a Swift in another namespace',
    args: ['versions'],
    objects: AWAY,
    features: [...LEAST, 'discovery-everywhere'],
    swiftNamespace: SWIFT,
  },
  {
    name: 'a Swift in another namespace, known by its image',
    args: ['versions'],
    objects: {
      ...AWAY,
      services: [swiftService({ namespace: SWIFT, name: 'proxy' })],
    },
    features: [...LEAST, 'discovery-everywhere'],
    swiftNamespace: SWIFT,
  },
  {
    name: 'a Tiller in another namespace',
    args: ['versions'],
    objects: { pods: [tillerPod({ namespace: HELM }), swiftPod()] },
    features: [...LEAST, 'discovery-everywhere'],
  },
];

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-rbac-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The rules that are printed for these features, as the fake API server takes them. */
async function printed(
  features: readonly Feature[],
  { swiftNamespace = 'kube-system', service }: Pick<Scenario, 'swiftNamespace' | 'service'> = {},
) {
  const { stdout } = await swiftcheck(
    ...['rbac', ...features.flatMap((feature) => ['--feature', feature])],
    ...['--swift-namespace', swiftNamespace],
    ...(service === undefined ? [] : ['--swift-service', service]),
  );
  return parseAllDocuments(stdout).flatMap((document) => {
    const { metadata, rules } = document.toJS() as {
      metadata: { namespace?: string };
      rules: Rule[];
    };
    return rules.map(({ verbs, resources, resourceNames }) => ({
      ...{ verbs, resources, ...metadata },
      ...(resourceNames && { resourceNames }),
    }));
  });
}

async function inCluster<T>(
  { objects }: Pick<Scenario, 'objects'>,
  users: ClusterOptions['users'],
  look: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const cluster = await startCluster(folder, {
    ...{ pair: 'swift@0.11.1,tiller@2.13.0', data: 'small', objects: objects ?? {} },
    ...(users && { users }),
  });
  try {
    return await look(cluster);
  } finally {
    await cluster.close();
  }
}

/** The calls with credentials. No role has to allow the one call without credentials. */
function asked({ kube }: Cluster): AskedOfKube[] {
  return kube.asked.filter(({ user }) => user !== 'system:anonymous' && user !== null);
}

function words({ info }: AskedOfKube): string {
  if ('path' in info) return `${info.verb} ${info.path}`;
  return `${info.verb} ${info.resource} in ${info.namespace ?? 'all namespaces'}`;
}

const asAdmin = (scenario: Scenario) =>
  inCluster(scenario, undefined, async (cluster) => {
    const { report } = await swiftcheckJson(...scenario.args, ...cluster.flags);
    return { codes: raised(report), unknowns: unknown(report), calls: asked(cluster).map(words) };
  });

describe.each(SCENARIOS)('$name', (scenario) => {
  it('makes only calls that its features list, and finds the same with these features alone', async () => {
    const admin = await asAdmin(scenario);
    const jane = { name: 'jane', rules: await printed(scenario.features, scenario) };
    const least = await inCluster(scenario, { tokens: { jane } }, async (cluster) => {
      const file = writeKubeconfig(join(folder, 'jane'), [contextOf(cluster.kube, 'jane')]);
      const { report } = await swiftcheckJson(...scenario.args, '--kubeconfig', file);
      const refused = asked(cluster).filter(({ allowed }) => !allowed);
      return { codes: raised(report), unknowns: unknown(report), refused: refused.map(words) };
    });
    expect(admin.calls.length).toBeGreaterThan(3);
    expect(least).toEqual({ codes: admin.codes, unknowns: admin.unknowns, refused: [] });
  });
});

it('lists nothing that no run needs', async () => {
  const calls = new Set<string>();
  for (const scenario of SCENARIOS)
    for (const call of (await asAdmin(scenario)).calls) calls.add(call);
  const needed = [...calls].map((call) => call.replace(/ in .*$/, ''));
  const everywhere = [...calls].filter((call) => call.endsWith('in all namespaces'));
  for (const feature of FEATURES) {
    for (const { scope, resource, verbs } of PERMISSIONS[feature].permissions) {
      // An upgrade to WebSocket is a GET; newer API servers ask for `create` as well.
      const asked_ = resource === 'pods/portforward' ? (['get'] as const) : verbs;
      for (const verb of asked_) {
        expect(needed).toContain(`${verb} ${resource}`);
        if (scope === 'cluster')
          expect(everywhere).toContain(`${verb} ${resource} in all namespaces`);
      }
    }
  }
});

describe('with less', () => {
  const allowed = async (features: readonly Feature[], ...args: string[]) => {
    const jane = { name: 'jane', rules: await printed(features) };
    return inCluster({ objects: STORED }, { tokens: { jane } }, async ({ kube }) => {
      const file = writeKubeconfig(join(folder, 'jane'), [contextOf(kube, 'jane')]);
      return swiftcheckJson(...args, '--kubeconfig', file);
    });
  };

  it('says which right it misses to look at what is stored, and judges the rest', async () => {
    const { report, exitCode } = await allowed(LEAST, 'probe');
    expect(exitCode).toBe(0);
    const unknowns = report.findings.filter(({ outcome }) => outcome === 'unknown');
    expect(unknowns.map(({ code }) => code)).toEqual([
      ...['storage-near-limit', 'history-unbounded', 'record-unreadable'],
    ]);
    for (const { reason } of unknowns) {
      expect(reason).toMatch(/cannot list resource "(configmaps|secrets)"/);
    }
  });

  it('needs no right to read the Service that is named with its port', async () => {
    const { report } = await allowed(
      ['service-proxy'],
      ...['versions', '--swift-service', 'kube-system/helm-api:http'],
    );
    expect(report.evidence.swift.tillerVersion.ok).toBe(true);
    expect(raised(report)).toContain('forbidden-in-cluster');
    expect(report.exitCode).toBe(3);
  });

  it('never shows the token', async () => {
    const ran = await inCluster({}, undefined, ({ flags }) => swiftcheck('probe', ...flags, '-v'));
    expect(`${ran.stdout}${ran.stderr}`).not.toContain(ADMIN_TOKEN);
  });
});
