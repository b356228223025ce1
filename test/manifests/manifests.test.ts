import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { FEATURES, PERMISSIONS } from '../../src/manifests/permissions.js';
import { swiftcheck } from '../support/cli.js';

interface Parsed {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: { apiGroups: string[]; resources: string[]; verbs: string[]; resourceNames?: string[] }[];
  roleRef?: { kind: string; name: string };
  subjects?: object[];
  spec?: Record<string, unknown>;
}

const IMAGE = ['--image', 'registry.example/swiftcheck:0.1.0'];

async function printed(...[name = '', ...more]: string[]): Promise<Parsed[]> {
  const args = name === 'manifests' ? [name, ...IMAGE, ...more] : [name, ...more];
  const { stdout, stderr, exitCode } = await swiftcheck(...args);
  expect([exitCode, stderr]).toEqual([0, '']);
  return parseAllDocuments(stdout).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Parsed;
  });
}

/** `NAMESPACE RESOURCE VERB`, `*` for the whole cluster. */
function granted(manifests: readonly Parsed[]): string[] {
  return manifests
    .flatMap(({ metadata, rules = [] }) =>
      rules.flatMap(({ resources, verbs }) =>
        resources.flatMap((resource) =>
          verbs.map((verb) => `${metadata.namespace ?? '*'} ${resource} ${verb}`),
        ),
      ),
    )
    .sort();
}

describe('swiftcheck manifests deployment', () => {
  const workload = async (...args: string[]) => {
    const manifests = await printed('manifests', 'deployment', ...args);
    const found = manifests.find(({ kind }) => kind === 'Deployment');
    if (!found) throw new Error('a Deployment');
    return { manifests, found, container: containerOf(found) };
  };

  it('runs one watch that Kubernetes asks for its health', async () => {
    const { manifests, found, container } = await workload();
    expect(found).toMatchObject({ apiVersion: 'apps/v1', spec: { replicas: 1 } });
    expect(container['args']).toEqual(['watch', '--listen', '0.0.0.0:9090']);
    expect(container).toMatchObject({
      ports: [{ containerPort: 9090 }],
      livenessProbe: { httpGet: { path: '/healthz', port: 9090 } },
    });
    // The rights of a Job that probes.
    expect(granted(manifests)).toEqual(granted(await printed('manifests', 'job')));
  });

  it('has the port of the watch that was asked for, or none', async () => {
    const asked = await workload('--', 'watch', '--listen', '0.0.0.0:8080', '--interval', '60m');
    expect(asked.container).toMatchObject({ ports: [{ containerPort: 8080 }] });
    const silent = await workload('--', 'watch');
    expect(silent.container).not.toHaveProperty('livenessProbe');
  });

  it.each([
    [
      ['manifests', 'deployment', ...IMAGE, '--', 'probe'],
      'probe is not a command that watches; it is watch',
    ],
    [
      ['manifests', 'deployment', ...IMAGE, '--', 'watch', '--listen', '0'],
      '--listen needs a port other than 0',
    ],
    [['manifests', 'job', ...IMAGE, '--', 'watch'], 'watch is not a command that checks'],
    [
      ['manifests', 'deployment', ...IMAGE, '--schedule', '0 6 * * *'],
      '--schedule is for a cronjob',
    ],
  ])('%j is a usage error', async (args, words) => {
    const { exitCode, stderr } = await swiftcheck(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});

function containerOf({ spec }: Parsed): Record<string, unknown> {
  const { template } = spec as { template: { spec: { containers: Record<string, unknown>[] } } };
  const [container] = template.spec.containers;
  if (!container) throw new Error('a container');
  return container;
}

describe('swiftcheck rbac', () => {
  it('grants the least by default, and nothing in the whole cluster', async () => {
    const manifests = await printed(
      'rbac',
      ...['--tiller-namespace', 'tiller-world', '--swift-namespace', 'proxies'],
    );
    expect(granted(manifests)).toEqual([
      'proxies pods list',
      'proxies services get',
      'proxies services list',
      'proxies services/proxy get',
      'tiller-world pods list',
      'tiller-world pods/portforward create',
      'tiller-world pods/portforward get',
    ]);
    expect(manifests.every(({ kind }) => kind === 'Role')).toBe(true);
  });

  it('limits the rights to a Service that is named, as far as RBAC can', async () => {
    const manifests = await printed(
      'rbac',
      ...['--feature', 'discovery', '--feature', 'service-proxy', '--feature', 'dry-run'],
      ...['--swift-service', 'proxies/helm-api:http'],
    );
    const rules = manifests
      .filter(({ metadata }) => metadata.namespace === 'proxies')
      .flatMap(({ rules = [] }) => rules)
      .map(({ resources, verbs, resourceNames }) => [...resources, ...verbs, resourceNames]);
    const proxy = ['helm-api:http', 'https:helm-api:http'];
    expect(rules).toEqual([
      ['services', 'get', ['helm-api']],
      ['pods', 'list', undefined],
      ['services/proxy', 'get', proxy],
      ['services/proxy', 'create', proxy],
    ]);
  });

  it('says of each right what it allows beyond its use', async () => {
    const { stdout } = await swiftcheck('rbac', '--all');
    const comments = stdout.replaceAll('\n# ', ' ');
    for (const feature of FEATURES) expect(comments).toContain(PERMISSIONS[feature].beyond);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(FEATURES)('%s: grants just what the list of permissions names', async (feature) => {
    const manifests = await printed(
      'rbac',
      ...['--feature', feature, '--tiller-namespace', 't', '--swift-namespace', 's'],
    );
    const places = { 'tiller-namespace': 't', 'swift-namespace': 's', cluster: '*' };
    expect(granted(manifests)).toEqual(
      PERMISSIONS[feature].permissions
        .flatMap(({ scope, resource, verbs }) =>
          verbs.map((verb) => `${places[scope]} ${resource} ${verb}`),
        )
        .sort(),
    );
  });

  it('binds each role to the subject that is named', async () => {
    const manifests = await printed('rbac', '--all', '--subject', 'serviceaccount:ci/checker');
    const roles = manifests.filter(({ kind }) => kind.endsWith('Role'));
    const bindings = manifests.filter(({ kind }) => kind.endsWith('RoleBinding'));
    expect(bindings.map(({ roleRef }) => [roleRef?.kind, roleRef?.name])).toEqual(
      roles.map(({ kind, metadata }) => [kind, metadata.name]),
    );
    for (const { subjects } of bindings) {
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'checker', namespace: 'ci' }]);
    }
  });

  it('keeps what a subject is called a string, whatever it looks like', async () => {
    const [, binding] = await printed('rbac', '--subject', 'user:yes: #no\n- x');
    expect(binding?.subjects).toMatchObject([{ kind: 'User', name: 'yes: #no\n- x' }]);
  });

  it.each([
    [['rbac', '--feature', 'everything'], /Features are discovery/],
    [['rbac', '--subject', 'jane'], /serviceaccount:NAMESPACE\/NAME/],
    [['rbac', '--tiller-namespace', 'Kube_System'], /A namespace is/],
    [['rbac', '--all', '--feature', 'discovery'], /cannot be used with/],
    [['manifests', 'pod', '--', 'versions'], /job, cronjob/],
    [['manifests', 'job'], /--image is missing: build the image/],
    [['manifests', 'job', ...IMAGE, '--schedule', '0 6 * * *'], /--schedule is for a cronjob/],
    [
      ['manifests', 'job', ...IMAGE, '--swift-namespace', 'proxies'],
      /--swift-service proxies\/NAME/,
    ],
    [['manifests', 'cronjob', '--schedule', 'daily'], /five fields/],
    [['manifests', 'job', '--image', 'a b'], /An image is/],
    [['manifests', 'job', '--kube-version', '2'], /written 1\.20/],
    [
      ['manifests', 'job', ...IMAGE, '--', 'frobnicate'],
      /after --: frobnicate is not a command that checks; these are probe, check, versions, prefl/,
    ],
    [['manifests', 'job', ...IMAGE, '--', 'prob', '-v'], /Did you mean probe\?/],
    [['manifests', 'job', ...IMAGE, '--', 'lab'], /lab is not a command that checks/],
    [
      ['manifests', 'job', ...IMAGE, '--', 'probe', '--frobnicate'],
      /after --: unknown option '--frobnicate'/,
    ],
    [['manifests', 'job', ...IMAGE, '--', 'probe', '--size', '4X'], /after --: .*Sizes are/],
    [['manifests', 'job', ...IMAGE, '--', 'probe', '--help'], /after --: this does not check/],
    [
      ['manifests', 'job', ...IMAGE, '--', 'probe', '--size', '4M', '--install'],
      /after --: --install needs --yes/,
    ],
  ])('%j is a usage error that names the right form', async (args, says) => {
    const { exitCode, stdout, stderr } = await swiftcheck(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });
});

describe('swiftcheck manifests', () => {
  it.each([
    ['1.18', 'batch/v1beta1', false],
    ['1.20', 'batch/v1beta1', true],
    ['v1.21.4', 'batch/v1', true],
    ['1.25', 'batch/v1', true],
    ['1.31', 'batch/v1', true],
  ])('writes a cronjob that Kubernetes %s takes', async (version, apiVersion, seccomp) => {
    const cronjob = (
      await printed('manifests', 'cronjob', '--kube-version', version, '--', 'versions')
    ).at(-1);
    expect(cronjob).toMatchObject({ apiVersion, kind: 'CronJob' });
    expect(JSON.stringify(cronjob).includes('seccompProfile')).toBe(seccomp);
  });

  it('writes a cronjob for every cluster since 1.21 by default', async () => {
    const cronjob = (await printed('manifests', 'cronjob')).at(-1);
    expect(cronjob).toMatchObject({
      apiVersion: 'batch/v1',
      spec: { schedule: '0 6 * * *' },
    });
  });

  it('runs without root, without a writable root, within limits, once', async () => {
    const job = (await printed('manifests', 'job', '--namespace', 'ops', '--', 'versions')).at(-1);
    expect(job).toMatchObject({
      apiVersion: 'batch/v1',
      metadata: { namespace: 'ops' },
      spec: {
        backoffLimit: 0,
        template: {
          spec: {
            serviceAccountName: 'swiftcheck',
            restartPolicy: 'Never',
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                args: ['versions'],
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
                resources: { limits: { memory: '512Mi' } },
              },
            ],
          },
        },
      },
    });
  });

  it('binds its own account to what is asked for and to nothing else', async () => {
    const manifests = await printed(
      'manifests',
      ...['job', '--namespace', 'ops', '--feature', 'storage-sizes', '--', 'versions'],
    );
    expect(manifests[0]).toMatchObject({ kind: 'ServiceAccount', metadata: { namespace: 'ops' } });
    const bindings = manifests.filter(({ kind }) => kind.endsWith('Binding'));
    expect([...new Set(bindings.map(({ metadata }) => metadata.name))]).toEqual([
      'swiftcheck-storage-sizes',
    ]);
    for (const { subjects } of bindings) {
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'swiftcheck', namespace: 'ops' }]);
    }
  });

  it.each([
    [[], ['probe', '--format', 'json'], ['discovery', 'service-proxy', 'port-forward']],
    [
      ['probe', '--size', '4M'],
      ['probe', '--size', '4M'],
      ['discovery', 'service-proxy', 'dry-run', 'port-forward'],
    ],
    [
      ['versions', '--swift-via=port-forward'],
      ['versions', '--swift-via=port-forward'],
      ['discovery', 'port-forward', 'swift-port-forward'],
    ],
    [
      ['versions', '--tiller', 'tiller-deploy:44134'],
      ['versions', '--tiller', 'tiller-deploy:44134'],
      ['discovery', 'service-proxy'],
    ],
    [
      ['check', '--host', 'tiller-deploy:44134'],
      ['check', '--host', 'tiller-deploy:44134'],
      ['discovery', 'service-proxy'],
    ],
    [
      ['probe', '--tiller=t:44134', '--swift', 'http://s'],
      ['probe', '--tiller=t:44134', '--swift', 'http://s'],
      [],
    ],
  ])('%j: runs %j with the rights that it implies', async (args, run, features) => {
    const manifests = await printed('manifests', 'job', '--', ...args);
    const roles = manifests
      .filter(({ kind }) => kind === 'Role')
      .map(({ metadata }) => metadata.name);
    expect([...new Set(roles)]).toEqual(features.map((feature) => `swiftcheck-${feature}`));
    expect(JSON.stringify(manifests.at(-1))).toContain(`"args":${JSON.stringify(run)}`);
  });

  it('gives the run the place of Tiller, and takes a Swift elsewhere by its name only', async () => {
    const named = ['--', 'versions', '--swift-service', 'proxies/swift'];
    const manifests = await printed(
      ...['manifests', 'job', '--tiller-namespace', 'tiller-world'],
      ...['--swift-namespace', 'proxies', ...named],
    );
    expect(JSON.stringify(manifests.at(-1))).toContain(
      '"args":["versions","--swift-service","proxies/swift","--tiller-namespace","tiller-world"]',
    );
    expect(granted(manifests)).toContain('proxies services/proxy get');
  });

  it('grants rights in the namespace that the run itself gives', async () => {
    const manifests = await printed(
      ...['manifests', 'job', '--swift-namespace', 'b', '--', 'versions', '-n', 'b'],
    );
    expect(JSON.stringify(manifests.at(-1))).toContain('"args":["versions","-n","b"]');
    expect(granted(manifests)).toContain('b pods/portforward create');
    expect(granted(manifests).filter((right) => !right.startsWith('b '))).toEqual([]);
  });

  it('keeps each argument as it is, in YAML 1.1 and 1.2, past the variables of Kubernetes', async () => {
    const words = [
      ...[
        'on',
        'yes',
        '0b11',
        '0o17',
        '1_000',
        '190:20:30',
        '=',
        '<<',
        '$(HOME)',
        '$$',
        'a\u2028b',
      ],
      ...['\u0085', '\ufeffa', '\u007f', '\u{e0001}', 'a\nb: c', ' ', '~', '# a', "it's", '"'],
    ];
    const args = words.flatMap((word) => ['--kube-context', word]);
    const { stdout } = await swiftcheck('manifests', 'job', ...IMAGE, '--', 'versions', ...args);
    for (const version of ['1.1', '1.2'] as const) {
      const job = parseAllDocuments(stdout, { version }).at(-1) as { toJS: () => Parsed };
      const expanded = (containerOf(job.toJS())['args'] as string[]).map((word) =>
        word.replace(/\$(\$|\(\w+\))/g, (_all, next) => (next === '$' ? '$' : 'expanded')),
      );
      expect(expanded).toEqual(['versions', ...args]);
    }
    expect(stdout).not.toMatch(/[\u007f-\u009f\u2028\ufeff]/);
  });

  it.each([
    ['--token', 's3cret'],
    ['-H', 'Authorization: Bearer s3cret'],
    ['--header', 'x-api-key: s3cret'],
    ['--swift', 'https://jane:s3cret@swift.example'],
    ['--swift', 'https://swift.example/?token=s3cret'],
  ])('refuses the credential of %s', async (...flags) => {
    const given = ['--tiller', 'tiller:44134', '--swift', 'https://swift.example', ...flags];
    const { stdout, stderr, exitCode } = await swiftcheck(
      ...['manifests', 'job', ...IMAGE, '--', 'versions', ...given],
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('can be a credential, and a manifest shows what it holds');
    expect(stderr).not.toContain('s3cret');
  });

  it('keeps a header that holds no credential', async () => {
    const manifests = await printed(
      ...['manifests', 'job', '--', 'versions', '--swift', 'http://s', '-H', 'Host: a'],
    );
    expect(JSON.stringify(manifests)).toContain('Host: a');
  });

  it('runs what stands after --', async () => {
    const job = (await printed('manifests', 'job', '--', 'versions', '--fail-on', 'warn', '-v')).at(
      -1,
    );
    expect(job).toMatchObject({
      spec: {
        template: { spec: { containers: [{ args: ['versions', '--fail-on', 'warn', '-v'] }] } },
      },
    });
  });
});
