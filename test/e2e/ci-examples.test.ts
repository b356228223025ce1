// The examples for other services, in a repository with nothing else, against a lab. Those of GitHub are
// in ci-github.test.ts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { toolVersion } from '../../src/util/package-info.js';
import { blockOf, blocksOf } from '../support/ci/blocks.js';
import { runGitlabJob } from '../support/ci/gitlab.js';
import { CLONE, Repository } from '../support/ci/repository.js';
import { swiftcheck } from '../support/cli.js';
import { READERS } from '../support/format-readers.js';
import { junitComplaints } from '../support/validate.js';

const PAGE = 'docs/ci.md';
const INCIDENT = { pair: '', exitCode: 1, codes: ['list-over-receive-limit'] };
const CURED = { pair: 'swift@0.11.1,tiller@2.13.0', exitCode: 0, codes: [] };
const BOTH = [
  ['red on the incident', INCIDENT],
  ['green on the pair that cures it', CURED],
] as const;

let repository: Repository;
let lab: Lab | null = null;
beforeAll(() => Repository.prepare(), 240_000);
beforeEach(() => {
  repository = new Repository();
});
afterEach(async () => {
  repository.close();
  await lab?.close();
  lab = null;
});

/** Writes what the page says that stands beside the pipeline, with the addresses of a lab. */
async function configured(page: string, pair: string): Promise<void> {
  const text = blocksOf(page).find((block) => block.text.startsWith('# swiftcheck.config.yaml'));
  const { endpoints, ...policy } = parse(text?.text ?? '') as { endpoints: object };
  expect(Object.keys(endpoints)).toEqual(['tiller', 'swift', 'swiftVersion']);
  lab = await startLab({ ...labPair(pair), data: dataSet('seed') });
  repository.configure(lab, policy);
}

const saved = (path: string) => readFileSync(join(repository.folder, path), 'utf8');
/** The codes that a JSON report says make the run fail. */
const counting = (json: string) =>
  (
    JSON.parse(json) as { findings: { code: string; standing: { counts: boolean } | null }[] }
  ).findings
    .filter(({ standing }) => standing?.counts === true)
    .map(({ code }) => code);

describe.each([[PAGE, 'GitLab CI']])('the job of GitLab in %s', (page, heading) => {
  const [job] = blocksOf(page).filter(
    (block) => block.heading === heading && block.text.startsWith('# .gitlab-ci.yml'),
  );

  it.each(BOTH)('is %s', async (_, { pair, exitCode, codes }) => {
    await configured(page, pair);
    const ran = await runGitlabJob(job?.text ?? '', repository);
    expect([ran.exitCode, ran.stderr]).toEqual([exitCode, '']);
    expect(await junitComplaints(ran.junit)).toEqual([]);
    const issues = JSON.parse(ran.codequality) as Record<string, unknown>[];
    const critical = issues.filter(({ severity }) => severity === 'critical');
    expect(critical.map((issue) => issue['check_name'])).toEqual(codes);
    for (const issue of issues) {
      // https://docs.gitlab.com/ci/testing/code_quality/: what GitLab reads.
      expect(issue).toMatchObject({
        ...{ description: expect.any(String) as string, fingerprint: expect.any(String) as string },
        location: { path: 'swiftcheck.config.yaml', lines: { begin: 1 } },
      });
    }
    expect(READERS.junit(ran.junit)).toEqual({
      ...READERS.gitlab(ran.codequality),
      exitCode,
    });
  });
});

describe('a shell', () => {
  const flags = ['-e'];

  it.each(BOTH)('runs the script of the page, %s', async (_, { pair, exitCode, codes }) => {
    await configured(PAGE, pair);
    const script = blockOf(PAGE, 'Plain shell', 'sh');
    const ran = await repository.bash(flags, script, {});
    expect([ran.exitCode, ran.stderr]).toEqual([exitCode, '']);
    expect(counting(saved('swiftcheck.json'))).toEqual(codes);
    const said = exitCode === 0 ? 'Swift can be relied on.' : 'Swift fails, or will: see above.';
    expect(ran.stdout.endsWith(`${said}\n`)).toBe(true);
  });
});

describe('the Jenkinsfile', () => {
  const text = blockOf(PAGE, 'Jenkins', 'groovy');
  const steps = [...text.matchAll(/\bsh (?:'''([^]*?)'''|'([^'\n]*)')/g)].map(
    ([, long, short]) => long ?? short ?? '',
  );

  it('has brackets that close', () => {
    const open: string[] = [];
    const code = text.replace(/'''[^]*?'''|'[^'\n]*'|\/\/.*/g, '');
    for (const [bracket] of code.matchAll(/[[\](){}]/g)) {
      const at = '([{'.indexOf(bracket);
      if (at >= 0) open.push(')]}'[at] ?? '');
      else expect(open.pop()).toBe(bracket);
    }
    expect(open).toEqual([]);
    expect(code.match(/\bsh\b/g)).toHaveLength(steps.length);
  });

  it.each(BOTH)('runs its steps, %s', async (_, { pair, exitCode, codes }) => {
    await configured(PAGE, pair);
    const env = { JENKINS_URL: 'http://127.0.0.1:1/', WORKSPACE: repository.folder };
    const codesOfSteps: number[] = [];
    for (const step of steps) {
      // As the durable task plugin does it.
      codesOfSteps.push((await repository.bash(['-xe'], step, env)).exitCode);
    }
    expect(codesOfSteps).toEqual([0, exitCode]);
    const [, junit = ''] = /junit '([^']+)'/.exec(text) ?? [];
    expect(await junitComplaints(saved(junit))).toEqual([]);
    const [, artifacts = ''] = /artifacts: '([^']+)'/.exec(text) ?? [];
    expect(artifacts.split(', ').filter((path) => saved(path) === '')).toEqual([]);
    expect(counting(saved('swiftcheck.json'))).toEqual(codes);
  });
});

interface Container {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args: readonly string[];
}

describe('a container', () => {
  /** What the image runs, with these arguments: they mean something, and can be asked of a lab. */
  async function runs({ image, command, args }: Container): Promise<void> {
    expect(image).toBe(`registry.example/swiftcheck:${toolVersion()}`);
    const dockerfile = readFileSync(join(CLONE, 'Dockerfile'), 'utf8');
    const [, entrypoint = ''] = /^ENTRYPOINT (.*)$/m.exec(dockerfile) ?? [];
    expect(command ?? JSON.parse(entrypoint)).toEqual(JSON.parse(entrypoint));
    const [name, ...flags] = args;
    expect(name).toBe('preflight');
    const ran = await swiftcheck('preflight', ...flags, '--print-config');
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
  }

  it('is run by Argo Workflows', async () => {
    interface Workflow {
      readonly spec: {
        readonly entrypoint: string;
        readonly templates: readonly {
          readonly name: string;
          readonly container: Container & {
            readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
          };
          readonly outputs: { readonly artifacts: readonly { readonly path: string }[] };
        }[];
        readonly volumes: readonly { readonly name: string }[];
      };
    }
    const workflow = parse(blockOf(PAGE, 'Argo Workflows', 'yaml')) as Workflow;
    expect(workflow).toMatchObject({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow' });
    const { entrypoint, templates, volumes } = workflow.spec;
    const [template] = templates;
    expect(template?.name).toBe(entrypoint);
    if (!template) return;
    await runs(template.container);
    const [mount] = template.container.volumeMounts;
    expect(volumes.map(({ name }) => name)).toEqual([mount?.name]);
    for (const { path } of template.outputs.artifacts) {
      expect(path.startsWith(`${mount?.mountPath ?? ''}/`)).toBe(true);
      expect(template.container.args.join(' ')).toContain(`=${path}`);
    }
  });

  it('is run by Tekton', async () => {
    interface Task {
      readonly kind: string;
      readonly metadata: { readonly name: string };
      readonly spec: {
        readonly steps: readonly Container[];
        readonly workspaces: readonly { readonly name: string; readonly mountPath: string }[];
        readonly taskRef: { readonly name: string };
      };
    }
    const [task, run] = parseAllDocuments(blockOf(PAGE, 'Tekton', 'yaml')).map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS() as Task;
    });
    expect([task?.kind, run?.kind]).toEqual(['Task', 'TaskRun']);
    expect(run?.spec.taskRef.name).toBe(task?.metadata.name);
    const [workspace] = task?.spec.workspaces ?? [];
    expect(run?.spec.workspaces.map(({ name }) => name)).toEqual([workspace?.name]);
    const [step] = task?.spec.steps ?? [];
    if (!step) throw new Error('the task has no step');
    await runs(step);
    expect(step.args.join(' ')).toContain(`=${workspace?.mountPath ?? ''}/`);
  });

  it('is run by a CronJob, and what it may is applied with it', async () => {
    const script = blockOf(PAGE, 'Every morning, in the cluster', 'sh');
    const ran = await repository.bash(['-eo', 'pipefail'], script, {});
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
    const applied = parseAllDocuments(
      readFileSync(join(repository.home, 'applied.yaml'), 'utf8'),
    ).map((document) => document.toJS() as { kind: string; spec?: unknown });
    expect(applied.map(({ kind }) => kind)).toContain('RoleBinding');
    const { spec } = applied.at(-1) ?? {};
    const { schedule, jobTemplate } = spec as {
      schedule: string;
      jobTemplate: { spec: { template: { spec: { containers: Container[] } } } };
    };
    expect(schedule).toBe('0 6 * * 1-5');
    for (const container of jobTemplate.spec.template.spec.containers) await runs(container);
  });

  it('has an account with the rights that it needs', async () => {
    const script = blockOf(PAGE, 'Argo Workflows', 'sh');
    const ran = await repository.bash(['-eo', 'pipefail'], script, {});
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
    const applied = readFileSync(join(repository.home, 'applied.yaml'), 'utf8');
    expect(applied).toContain('    name: swiftcheck\n    namespace: ci\n');
    expect(existsSync(join(repository.home, 'kubectl-calls'))).toBe(true);
  });
});

describe('docs/kubernetes.md', () => {
  const scripts = blocksOf('docs/kubernetes.md')
    .filter(
      ({ heading, language }) => heading === 'Run swiftcheck in the cluster' && language === 'sh',
    )
    .map(({ text }) => text);

  it('applies a Job, an independent Job and a CronJob', async () => {
    const made = scripts.filter((script) => script.includes('swiftcheck manifests'));
    expect(made).toHaveLength(3);
    for (const script of made) {
      const ran = await repository.bash(['-eo', 'pipefail'], script, {});
      expect([script, ran.exitCode, ran.stderr]).toEqual([script, 0, '']);
    }
    const applied = parseAllDocuments(
      readFileSync(join(repository.home, 'applied.yaml'), 'utf8'),
    ).map((document) => document.toJS() as { kind: string; apiVersion: string });
    expect(applied.filter(({ kind }) => kind === 'Job')).toHaveLength(1);
    expect(applied.find(({ kind }) => kind === 'CronJob')?.apiVersion).toBe('batch/v1beta1');
  });

  it.each(['Complete', 'Failed'])('waits until a Job is over: %s', async (condition) => {
    const [wait = ''] = scripts.filter((script) => script.startsWith('until kubectl'));
    // Not over at the first call.
    const kubectl = `kubectl() {
      echo "$*" >> "$HOME/calls"
      if [[ $3 == get && $(grep -c ' get job' "$HOME/calls") -gt 1 ]]; then echo ${condition}; fi
    }
    sleep() { :; }
    `;
    const ran = await repository.bash(['-e'], kubectl + wait, {});
    expect([ran.exitCode, ran.stdout]).toEqual([0, `${condition}\n`]);
    const calls = readFileSync(join(repository.home, 'calls'), 'utf8').trimEnd().split('\n');
    expect(calls.map((call) => call.split(' ').slice(0, 4).join(' '))).toEqual([
      ...['-n kube-system get job', '-n kube-system get job', '-n kube-system logs job/swiftcheck'],
    ]);
  });
});
