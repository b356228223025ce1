// A repository with nothing but the workflow that a page shows, on a runner, against a lab.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { blockOf, blocksOf } from '../support/ci/blocks.js';
import { ACTION, runWorkflow } from '../support/ci/github.js';
import { actionComplaints, workflowComplaints } from '../support/ci/parser.js';
import { Repository } from '../support/ci/repository.js';
import { startCluster } from '../support/cluster.js';
import { junitComplaints, sarifComplaints } from '../support/validate.js';

const INCIDENT = '';
const CURED = 'swift@0.11.1,tiller@2.13.0';
const [README_STEP] = blocksOf('README.md').filter(({ text }) => text.includes('.github/'));
const WITH_ACTION = blockOf('docs/ci.md', 'GitHub Actions, with the action', 'yaml');
const WITHOUT = blockOf('docs/ci.md', 'GitHub Actions, without it', 'yaml');
const step = README_STEP?.text ?? '';
const { endpoints: _, ...readmePolicy } = parse(
  blocksOf('docs/ci.md').find(({ text }) => text.startsWith('# swiftcheck.config.yaml'))?.text ??
    '',
) as { endpoints: object };

const labs: Lab[] = [];
async function lab(pair: string, data = 'seed'): Promise<Lab> {
  const running = await startLab({ ...labPair(pair), data: dataSet(data) });
  labs.push(running);
  return running;
}

let repository: Repository;
beforeAll(() => Repository.prepare(), 240_000);
beforeEach(() => {
  repository = new Repository();
});
afterEach(async () => {
  repository.close();
  await Promise.all(labs.splice(0).map((running) => running.close()));
});

const read = (path: string) => readFileSync(path, 'utf8');

it.each([
  ['README.md', step],
  ['docs/ci.md, with the action', WITH_ACTION],
  ['docs/ci.md, without it', WITHOUT],
])('%s: is a workflow to the parser of GitHub', async (_, content) => {
  expect(content).toMatch(/^# \.github\/workflows\//);
  expect(await workflowComplaints(content)).toEqual([]);
  expect(await workflowComplaints(content.replace('steps:', 'step:'))).not.toEqual([]);
});

it('publishes with a workflow that is one to the parser of GitHub', async () => {
  const publish = read('.github/workflows/publish.yaml');
  expect(await workflowComplaints(publish)).toEqual([]);
  expect(await workflowComplaints(publish.replace('runs-on:', 'run-on:'))).not.toEqual([]);
});

it('is an action to the parser of GitHub, and no input of it is ever code', () => {
  expect(actionComplaints(ACTION)).toEqual([]);
  expect(actionComplaints(ACTION.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  for (const [, script] of ACTION.matchAll(/^ +run: (?:\|\n)?([^]*?)(?=^ +- |(?![^]))/gm)) {
    expect(script).not.toContain('${{');
  }
});

describe("the README's step", () => {
  it('turns red on the incident, with an annotation that a reviewer understands', async () => {
    repository.configure(await lab(INCIDENT), readmePolicy);
    repository.write('.github/workflows/swiftcheck.yaml', step);
    const { conclusion, commands, summary } = await runWorkflow(step, repository);
    expect(conclusion).toBe('failure');
    const [error, ...others] = commands.filter(({ name }) => name === 'error');
    expect(others).toEqual([]);
    expect(error?.properties).toEqual({
      title: 'swiftcheck: list-over-receive-limit',
      ...{ file: 'swiftcheck.config.yaml', line: '1' },
    });
    // Which hop, which numbers, why, and what to do.
    expect(error?.message).toMatch(
      /^Swift cannot receive the list from Tiller: [\d,]+ bytes, [\d,]+ over the limit of 4 MiB$/m,
    );
    expect(error?.message).toContain('\nhop: swiftcheck -> Swift gateway -> Swift -X-> Tiller\n');
    expect(error?.message).toContain('it is not about permissions');
    expect(error?.message).toMatch(
      /^next: Upgrade Swift to 0\.11\.1 .*\n {2}kubectl .* swift=appscode\/swift:0\.11\.1$/m,
    );
    expect(summary).toContain('## swiftcheck preflight: FAIL');
    expect(summary).toContain('`list-over-receive-limit`');
    expect(summary).not.toContain('LAB RUN');
  });

  it('is green on the pair that fixes the incident', async () => {
    repository.configure(await lab(CURED), readmePolicy);
    const { conclusion, commands, summary } = await runWorkflow(step, repository);
    expect(conclusion).toBe('success');
    expect(commands.filter(({ name }) => name === 'error')).toEqual([]);
    expect(summary).toContain('Exit code 0.');
  });
});

describe('the whole workflow with the action', () => {
  it('uploads what it reported, also after a failure', async () => {
    repository.configure(await lab(INCIDENT));
    const { conclusion, uploads, outputs, commands } = await runWorkflow(WITH_ACTION, repository);
    expect(conclusion).toBe('failure');
    expect(commands.map(({ properties }) => properties['title'])).toContain(
      'swiftcheck: list-over-receive-limit',
    );
    const { report = '', ...rest } = outputs['swiftcheck'] ?? {};
    expect(rest).toEqual({ 'exit-code': '1', verdict: 'failed' });
    expect(readdirSync(report).sort()).toEqual([
      ...['swiftcheck.html', 'swiftcheck.json', 'swiftcheck.sarif', 'swiftcheck.xml'],
    ]);
    expect(sarifComplaints(read(join(report, 'swiftcheck.sarif')))).toEqual([]);
    expect(await junitComplaints(read(join(report, 'swiftcheck.xml')))).toEqual([]);
    expect(uploads).toEqual([
      ['github/codeql-action/upload-sarif@v4', join(report, 'swiftcheck.sarif')],
      ['actions/upload-artifact@v6', report, join(repository.folder, 'evidence.json')],
    ]);
  });

  it('says by its outputs what each exit code is', async () => {
    const running = await lab(CURED, 'small');
    repository.configure(running);
    const passed = await runWorkflow(WITH_ACTION, repository);
    expect(passed.outputs['swiftcheck']).toMatchObject({ 'exit-code': '0', verdict: 'passed' });
    repository.configure(running, { headrom: '20%' });
    const misspelt = await runWorkflow(WITH_ACTION, repository);
    expect(misspelt.log).toContain('did you mean headroom?');
    expect(misspelt).toMatchObject({ conclusion: 'failure', uploads: [] });
    expect(misspelt.outputs['swiftcheck']).toEqual({
      ...{ 'exit-code': '2', verdict: 'usage-error', report: '' },
    });
    repository.configure({ ...running, swiftUrl: 'http://127.0.0.1:1' });
    const absent = await runWorkflow(WITH_ACTION, repository);
    expect(absent.outputs['swiftcheck']).toMatchObject({
      ...{ 'exit-code': '3', verdict: 'incomplete' },
    });
  });

  it('takes inputs as they are, whatever stands in them', async () => {
    const hostile = '$(touch "$HOME/run");`touch "$HOME/run"`;"; touch "$HOME/run"; \'* ~ $HOME';
    const folder = `with space ${hostile.replaceAll('/', '|')}`;
    mkdirSync(join(repository.folder, folder));
    repository.configure(await lab(CURED), { maxRelease: '1K' }, join(folder, `policy $(id).yaml`));
    const workflow = (args: readonly string[]) =>
      JSON.stringify({
        on: 'push',
        jobs: {
          preflight: {
            'runs-on': 'self-hosted',
            steps: [
              {
                ...{ uses: 'OWNER/swiftcheck@v0.1.0', id: 'swiftcheck' },
                with: {
                  ...{ config: 'policy $(id).yaml', 'working-directory': folder },
                  args: args.join('\n'),
                },
              },
            ],
          },
        },
      });
    const ignore = `--ignore=release-too-large until 2999-12-31: ${hostile}`;
    const ran = await runWorkflow(workflow([ignore, '', '--format=markdown=a b.md']), repository);
    expect(ran.conclusion).toBe('success');
    const accepted = ran.commands.find(({ message }) => message.includes(hostile));
    // From the root of the repository, wherever it runs.
    expect(accepted?.properties).toMatchObject({ file: `${folder}/policy $(id).yaml`, line: '1' });
    expect(read(join(repository.folder, folder, 'a b.md'))).toContain('release-too-large');
    // A line that is no flag is an argument that the command does not know, not a command of a shell.
    const refused = await runWorkflow(workflow([hostile]), repository);
    expect(refused.outputs['swiftcheck']).toMatchObject({ verdict: 'usage-error' });
    expect(readdirSync(repository.home)).not.toContain('run');
  });
});

describe('the workflow without the action', () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());
  afterAll(() => {
    close = undefined;
  });

  const inCluster = async (pair: string) => {
    const folder = repository.beside('admin');
    const cluster = await startCluster(folder, { pair });
    close = () => cluster.close();
    return runWorkflow(WITHOUT, repository, { KUBECONFIG: read(join(folder, 'kubeconfig')) });
  };

  it('finds the incident in the cluster of its secret', async () => {
    const { conclusion, commands, summary, uploads } = await inCluster(INCIDENT);
    expect(conclusion).toBe('failure');
    expect(
      commands.filter(({ name }) => name === 'error').map(({ properties }) => properties['title']),
    ).toEqual(['swiftcheck: list-over-receive-limit']);
    expect(summary).toContain('## swiftcheck preflight: FAIL');
    expect(uploads).toHaveLength(2);
    expect(sarifComplaints(read(join(repository.folder, 'swiftcheck.sarif')))).toEqual([]);
  });

  it('is green in the cluster of the pair that fixes the incident', async () => {
    expect((await inCluster(CURED)).conclusion).toBe('success');
  });
});
