// `swiftcheck plan` from a file, from endpoints and in the lab, and what its page shows.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analysis.js';
import type { DiffReport } from '../../src/diff/types.js';
import { judge } from '../../src/judge/judge.js';
import { DATA_SETS } from '../../src/lab/data-set-names.js';
import { callsAtLimits, differencesIn, rehearsalOf } from '../../src/plan/rehearsal.js';
import type { PlanReport, PlanSet } from '../../src/plan/types.js';
import { planPage } from '../../src/plan/words.js';
import { pageText } from '../../src/reports/blocks.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { evidence, SEED, SMALL } from '../judge/evidence.js';
import { swiftOf, tillerOf } from '../predict/ground-truth.js';
import { blocksOf } from '../support/ci/blocks.js';
import { playSession } from '../support/ci/console.js';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startCluster } from '../support/cluster.js';

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-plan-'));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const schemas = new Map<string, ValidateFunction>();
function schema(name: 'plan' | 'diff'): ValidateFunction {
  const known = schemas.get(name);
  if (known) return known;
  const text = readFileSync(new URL(`docs/${name}.schema.json`, PACKAGE_ROOT), 'utf8');
  const made = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(text) as object);
  schemas.set(name, made);
  return made;
}
const validate = schema('plan');

async function planned(...args: string[]): Promise<{ plan: PlanReport; exitCode: number }> {
  const { stdout, stderr, exitCode } = await swiftcheck('plan', ...args, '--format', 'json');
  expect(stderr).toBe('');
  const plan = JSON.parse(stdout) as PlanReport;
  validate(plan);
  expect(validate.errors).toBeNull();
  expect(plan.exitCode).toBe(exitCode);
  return { plan, exitCode };
}

const sessions = ['README.md', 'docs/plan.md', 'docs/diff.md'].flatMap((page) =>
  blocksOf(page)
    .filter(({ language, heading }) => language === 'console' && heading !== 'Check a cluster')
    .map(({ heading, text }) => ({ page, heading, text })),
);
it.each(sessions)('$page, $heading: a session goes as it is shown', async ({ text }) => {
  for (const [, file = ''] of text.matchAll(/--save-evidence (\S+)/g))
    rmSync(file, { force: true });
  await playSession(text);
});

it('diff gives JSON of its schema', async () => {
  const files = ['one.json', 'two.json'];
  await swiftcheck('probe', '--lab', '--save-evidence', 'one.json', '--force');
  await swiftcheck('probe', '--lab', '--data', 'notes', '--save-evidence', 'two.json', '--force');
  const { stdout, exitCode } = await swiftcheck('diff', ...files, '-o', 'json');
  const diff = JSON.parse(stdout) as DiffReport;
  expect(exitCode).toBe(diff.exitCode);
  schema('diff')(diff);
  expect(schema('diff').errors).toBeNull();
  expect(diff.releases.length).toBe(8);
});

describe.each(DATA_SETS)('with the releases of %s', (set) => {
  it('gives in the lab what it predicts', async () => {
    const pair = 'swift@0.9.0,tiller@2.10.0';
    const { plan } = await planned('--lab', pair, '--data', set, '--rehearse');
    // If Tiller cannot send a release, only the size of the release is known.
    if (set === 'over20') {
      expect(plan).toMatchObject({ exitCode: 3, steps: [] });
      return;
    }
    expect(plan.missing).toBeNull();
    const [first, ...others] = plan.rehearsals ?? [];
    expect(first).toMatchObject({ swift: '0.9.0', tiller: '2.10.0' });
    expect(others.map(({ swift, tiller }) => [swift, tiller])).toEqual(
      plan.steps.map(({ after }) => [after.swift, after.tiller]),
    );
    expect(plan.rehearsals?.flatMap(differencesIn)).toEqual([]);
    const text = pageText(planPage(plan), { colour: false, ascii: false, width: 80 });
    const wide = text.split('\n').filter((line) => line.length > 80);
    expect(wide.filter((line) => !/^ +(kubectl|swiftcheck) /.test(line))).toEqual([]);
    // The last column of a row stays in its row.
    expect(text).not.toMatch(/^ *(same|DIFFERENT)$/m);
    // Each asked for what callsAtLimits names, of which there is at least one where anything is stored.
    const asked = plan.rehearsals?.map(({ answers }) => answers.length > 0);
    expect(asked).toEqual(plan.rehearsals?.map(() => set !== 'empty'));
  });
});

it('says so where the lab does something else', () => {
  const pair = { swift: swiftOf('0.11.1'), tiller: tillerOf('2.13.0') };
  // harbor's content, and its history, are too large for this Swift.
  const calls = callsAtLimits(pair, SEED);
  expect(
    calls.map(({ call, name }) => `${call} of ${name === 'harbor' ? 'it' : 'another'}`),
  ).toEqual(['content of another', 'content of it', 'history of another', 'history of it']);
  const passing = calls.map(() => ({ httpStatus: 200, grpcCode: 0, message: null }));
  const made = rehearsalOf(pair, SEED, judge(evidence({ stored: SMALL })), passing);
  expect(made.answers.map(({ differences }) => differences.length > 0)).toEqual([
    ...[false, true, false, true],
  ]);
  expect(differencesIn(made)).toContain('content of harbor, gRPC code: predicted 8, rehearsed 0');
  expect(made.differences).toEqual([
    'HTTP status: predicted 200, rehearsed none',
    'other revisions, or in another order',
  ]);
  const other = { swift: swiftOf('0.9.0'), tiller: tillerOf('2.10.0') };
  const results = callsAtLimits(other, SEED).map(() => ({
    ...{ httpStatus: 200, grpcCode: 0, message: null },
  }));
  const wrong = rehearsalOf(other, SEED, judge(evidence({ stored: SEED })), results);
  expect(wrong.differences).toEqual([
    'HTTP status: predicted 403, rehearsed none',
    'gRPC code: predicted 8, rehearsed 0',
    'error: predicted grpc: received message larger than max (4195325 vs. 4194304), rehearsed none',
    'revisions: predicted 0, rehearsed 3',
  ]);
});

it('plans the same from endpoints as from their evidence', async () => {
  const cluster = await startCluster(folder);
  try {
    const file = join(folder, 'cluster.json');
    const live = await planned(...cluster.flags, '--save-evidence', file);
    const later = await planned(file);
    expect(later.plan).toEqual(live.plan);
    expect(later.plan.present).not.toBeNull();
    expect(later.plan.evidence.context).not.toBeNull();
  } finally {
    await cluster.close();
  }
});

it('plans several contexts, each under its name', async () => {
  const cluster = await startCluster(folder);
  try {
    const { stdout } = await swiftcheck(
      ...['plan', ...cluster.flags.filter((flag) => flag !== '--kube-context'), '-o', 'json'],
      '--all-contexts',
    );
    const set = JSON.parse(stdout) as PlanSet;
    validate(set);
    expect(validate.errors).toBeNull();
    expect(set.plans.length).toBeGreaterThan(0);
  } finally {
    await cluster.close();
  }
});

it('takes the version of Swift that the evidence lacks', async () => {
  const { report } = await swiftcheckJson('probe', '--lab', '--data', 'small');
  const { swift, ...rest } = report.evidence;
  const undeclared = { ...swift, target: { ...swift.target, declaredVersion: null } };
  const file = join(folder, 'undeclared.json');
  writeFileSync(file, JSON.stringify({ ...rest, swift: undeclared }));
  expect(analyse({ ...rest, swift: undeclared }).swift.releases.length).toBeGreaterThan(1);
  const unknown = await planned(file);
  expect(unknown.plan.missing).toContain('--swift-version');
  expect(unknown.exitCode).toBe(3);
  const known = await planned(file, '--swift-version', '0.9.0');
  expect(known.plan.present).toMatchObject({ swift: '0.9.0', tiller: '2.10.0' });
});

it.each([
  [['plan', 'none.json'], 'none.json'],
  [['plan', 'before.json', '--lab'], 'leave out the file, or --lab'],
  [['plan', 'before.json', '--token', 't'], 'leave out the file, or --token'],
  [['plan', 'before.json', '--tls-verify'], 'leave out the file, or --tls-verify'],
  [['plan', '--data', 'seed'], 'needs --lab'],
  [['diff', 'one.json'], "missing required argument 'after'"],
  [['diff', 'one.json', 'none.json'], 'none.json'],
  [['plan', '--format', 'html'], 'Allowed choices are text, json, markdown'],
])('%j is a usage error', async (args, words) => {
  const { exitCode, stderr, stdout } = await swiftcheck(...args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
});

describe('of a list that fails', () => {
  const said = async (data: string) =>
    (await swiftcheck('plan', '--lab', '--data', data)).stdout.replaceAll(/\s+/g, ' ');

  it('says that no size is the reason if nothing is stored', async () => {
    expect(await said('empty')).toContain(
      'What stays broken, and by how much list Swift answers a list without releases with an error.',
    );
  });

  it('does not say that no call passes if only no page of whole releases does', async () => {
    const releases = Array.from({ length: 30 }, (_, index) => ({
      ...{ name: 'app', revision: index + 1, files: ['300K'] },
    }));
    writeFileSync('long.json', JSON.stringify({ releases }));
    expect(await said('long.json')).toContain('paging no call holds all revisions of a release');
  });
});
