// Several clusters in one run: a verdict each, evidence each, and the exit code of the worst.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import type { JsonReport } from '../../src/reports/json.js';
import { swiftcheck } from '../support/cli.js';
import { startCluster, type Cluster } from '../support/cluster.js';
import { startSilent, type FaultServer } from '../support/fault-server.js';
import { clusterOf, contextOf, writeKubeconfig } from '../support/kube/kubeconfig.js';

let folder: string;
let incident: Cluster;
let cured: Cluster;
let silent: FaultServer;
let config: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-contexts-'));
  incident = await startCluster(folder);
  cured = await startCluster(folder, { pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' });
  silent = await startSilent();
  config = writeKubeconfig(join(folder, 'config'), [
    contextOf(cured.kube, undefined, 'cured'),
    contextOf(incident.kube, undefined, 'arn:aws:eks:cluster/incident'),
    {
      name: 'silent',
      cluster: { ...clusterOf(cured.kube), server: `https://127.0.0.1:${silent.port}` },
    },
    { name: 'nonsense', cluster: { server: 'nonsense' } },
  ]);
});
afterAll(async () => {
  await Promise.all([incident.close(), cured.close(), silent.close()]);
  rmSync(folder, { recursive: true });
});

interface Several {
  readonly reports: readonly { readonly name: string; readonly report: JsonReport }[];
  readonly exitCode: number;
}

const probe = (...args: string[]) => swiftcheck('probe', '--kubeconfig', config, ...args);
const json = async (...args: string[]) => {
  const ran = await probe(...args, '--format', 'json');
  return { ...ran, whole: JSON.parse(ran.stdout) as Several };
};
const codes = ({ reports }: Several) => reports.map(({ name, report }) => [name, report.exitCode]);

function expectValid(whole: Several): void {
  const ajv = new Ajv2020({ strict: false });
  const schema = new URL('docs/report.schema.json', PACKAGE_ROOT);
  ajv.addSchema(JSON.parse(readFileSync(schema, 'utf8')) as object, 'report');
  const validate = ajv.getSchema('report#/$defs/JsonSet');
  expect(validate?.(whole)).toBe(true);
}

describe('several contexts', () => {
  it('are each judged by themselves; one that does not answer stops none', async () => {
    const { whole, exitCode } = await json('--all-contexts', '--timeout', '2s');
    expect(codes(whole)).toEqual([
      ['cured', 0],
      ['arn:aws:eks:cluster/incident', 1],
      ['silent', 3],
      ['nonsense', 3],
    ]);
    // The failure of one cluster is not behind those that could not be checked.
    expect([exitCode, whole.exitCode]).toEqual([1, 1]);
    expectValid(whole);
    const raised = whole.reports.map(({ report }) =>
      report.findings.flatMap(({ code, outcome, causedBy }) =>
        outcome === 'fail' && causedBy === null ? [code] : [],
      ),
    );
    expect(raised).toEqual([
      [],
      ['list-over-receive-limit'],
      ['api-server-unreachable'],
      ['context-unusable'],
    ]);
  });

  it('show a table at the end, the worst first', async () => {
    const { stdout, exitCode } = await probe('--kube-context', 'c*', '--kube-context', 'arn*');
    expect(exitCode).toBe(1);
    const [, table = ''] = stdout.split('Summary\n');
    expect(table).toBe(
      [
        'FAIL  arn:aws:eks:cluster/incident  Tiller 2.10.0  Swift 0.9.0',
        '      Swift cannot receive the list from Tiller: 4,195,325 bytes, 1,021 over the',
        '      limit of 4 MiB.',
        'ok    cured                         Tiller 2.13.0  Swift 0.11.1',
        '      Nothing found.',
        '',
        '2 checked: 1 passed, 1 failed, 0 incomplete. Exit code 1.',
        '',
      ].join('\n'),
    );
    expect(stdout.indexOf('=== cured')).toBeLessThan(stdout.indexOf('=== arn:aws'));
  });

  it('name each line of -v', async () => {
    const { stderr } = await probe('--kube-context', 'c*', '-v');
    expect(
      stderr
        .trim()
        .split('\n')
        .every((line) => line.startsWith('cured: ')),
    ).toBe(true);
  });

  it('leave a file each, for which report has the same judgement', async () => {
    const evidence = join(folder, 'evidence', 'today');
    const args = ['--kube-context', 'cured', '--kube-context', 'arn*'];
    const { whole } = await json(...args, '--save-evidence', evidence);
    const files = readdirSync(evidence).sort();
    expect(files).toEqual(['arn_aws_eks_cluster_incident.json', 'cured.json']);
    const again = await swiftcheck(
      ...['report', ...files.map((file) => join(evidence, file)), '--format', 'json'],
    );
    const judged = JSON.parse(again.stdout) as Several;
    const byOutcome = ({ reports }: Several) =>
      reports.map(({ report: { findings, exitCode } }) => ({ findings, exitCode })).reverse();
    expect(byOutcome(judged)).toEqual(byOutcome(whole).reverse());
    expect(again.exitCode).toBe(1);
    // The folder stands for all its files.
    const atOnce = await swiftcheck('report', evidence, '--format', 'json');
    expect(atOnce).toEqual(again);
  });

  it('leave the files that can be written, and name the one that cannot', async () => {
    const evidence = join(folder, 'evidence', 'blocked');
    mkdirSync(join(evidence, 'cured.json'), { recursive: true });
    const args = ['--kube-context', 'cured', '--kube-context', 'arn*'];
    const ran = await probe(...args, '--save-evidence', evidence, '--format', 'short');
    expect(ran.stderr).toBe(
      `error: --save-evidence ${join(evidence, 'cured.json')} could not be written: it is a folder.\n`,
    );
    expect(ran.stdout).toContain('=== cured');
    expect(readFileSync(join(evidence, 'arn_aws_eks_cluster_incident.json'), 'utf8')).toMatch(
      /}\n$/,
    );
    expect(ran.exitCode).toBe(1);
  });

  it('are not written over a report of the same run', async () => {
    const evidence = join(folder, 'evidence', 'shared');
    const args = ['--kube-context', 'c*d', '--kube-context', 'arn*', '--save-evidence', evidence];
    const ran = await probe(...args, '--format', `json=${join(evidence, '.', 'cured.json')}`);
    expect(ran.stderr).toContain('are the same file: give each its own file.');
    expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
  });
});

describe('a wrong command line', () => {
  const ALL = ['--kubeconfig', 'CONFIG', '--all-contexts'];
  it.each([
    [['--kubeconfig', 'CONFIG', '--kube-context', 'stage-*'], 'has no context "stage-*"'],
    [[...ALL, '--kube-context', 'cured'], '--all-contexts and --kube-context exclude each other'],
    [[...ALL, '--tiller', '127.0.0.1:1'], '--tiller is the address of one cluster'],
    [[...ALL, '--swift', 'http://127.0.0.1:1'], '--swift is the address of one cluster'],
    [[...ALL, '--size', '1M', '--install', '--yes'], '--install is for one cluster at a time'],
    [[...ALL, '--save-evidence', 'FILE'], '--save-evidence takes a folder'],
    [['--lab', '--all-contexts'], '--lab and --all-contexts exclude each other'],
  ])('%j', async (args, words) => {
    const file = join(folder, 'a-file');
    if (!existsSync(file)) writeFileSync(file, '');
    const named: Record<string, string> = { CONFIG: config, FILE: file };
    const { stderr, exitCode } = await swiftcheck('probe', ...args.map((arg) => named[arg] ?? arg));
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});
