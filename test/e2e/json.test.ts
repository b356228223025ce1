import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';

const schema = JSON.parse(
  readFileSync(new URL('docs/report.schema.json', PACKAGE_ROOT), 'utf8'),
) as object;
const ajv = new Ajv2020({ allErrors: true });
const validate = ajv.compile(schema);
const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-json-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('has a page that names every field of a report, a finding and a policy', () => {
  const page = readFileSync(new URL('docs/json.md', PACKAGE_ROOT), 'utf8');
  const { properties, $defs } = schema as Shape & { $defs: Record<string, Shape> };
  const shapes = [
    properties,
    ...['JsonFinding', 'Standing', 'Policy'].map((name) => $defs[name]?.properties),
  ];
  const fields = [...shapes, properties['changes']?.items?.properties].flatMap((shape) =>
    Object.keys(shape ?? {}),
  );
  expect(fields.length).toBeGreaterThan(30);
  expect(
    fields.filter((field) => !new RegExp(`[\\x60{ ,]${field}[\\x60,} \\n]`).test(page)),
  ).toEqual([]);
});

interface Shape {
  readonly properties: Readonly<Record<string, { readonly items?: Shape }>>;
}

const CASES: { name: string; args: string[]; exitCode: number }[] = [
  { name: 'incident', args: ['probe', '--lab', '--size', '4M'], exitCode: 1 },
  {
    name: 'cured',
    args: ['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--size', '4M'],
    exitCode: 0,
  },
  { name: 'versions', args: ['versions', '--lab'], exitCode: 0 },
  { name: 'corrupted', args: ['probe', '--lab', 'swift@0.11.1', '--data', 'chunks'], exitCode: 1 },
  {
    name: 'over20',
    args: ['probe', '--lab', 'swift@0.12.1,tiller@2.13.0', '--data', 'over20'],
    exitCode: 1,
  },
  {
    name: 'notes',
    args: ['probe', '--lab', 'swift@0.12.1,tiller@2.13.0', '--data', 'notes'],
    exitCode: 1,
  },
  {
    name: 'unreachable',
    args: ['probe', '--tiller', '127.0.0.1:1', '--swift', 'http://127.0.0.1:1'],
    exitCode: 3,
  },
];

describe.each(CASES)('$name', ({ name, args, exitCode }) => {
  const file = join(folder, `${name}.json`);

  it('prints JSON of the published schema, with the exit code of the text', async () => {
    const json = await swiftcheckJson(...args, '--save-evidence', file);
    expect(validate(json.report), ajv.errorsText(validate.errors)).toBe(true);
    expect(json.exitCode).toBe(exitCode);
    expect(json.report.exitCode).toBe(exitCode);
    expect(json.report.evidence).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect(json.report.lab === null).toBe(!args.includes('--lab'));
  });

  it('is judged again offline with the same output and exit code', async () => {
    const text = await swiftcheck(...args, '--save-evidence', file, '--force');
    const again = await swiftcheck('report', file);
    expect(again).toEqual({ ...text, stderr: '' });
    expect(again.exitCode).toBe(exitCode);
    const lines = again.stdout.split('\n');
    expect(lines[0]?.startsWith('LAB RUN of ')).toBe(args.includes('--lab'));
    expect(again.stdout).toContain('(exit ');
    const json = await swiftcheckJson('report', file);
    expect(validate(json.report), ajv.errorsText(validate.errors)).toBe(true);
    expect(json.exitCode).toBe(exitCode);
  });

  it('fails on warnings where asked to', async () => {
    const { report, exitCode: strict } = await swiftcheckJson('report', file, '--fail-on', 'warn');
    const warned = report.findings.some(({ outcome }) => outcome === 'warn');
    expect(strict).toBe(exitCode === 0 && warned ? 1 : exitCode);
  });
});

describe('a file that is not evidence', () => {
  const good = () =>
    JSON.parse(readFileSync(join(folder, 'incident.json'), 'utf8')) as Record<string, unknown>;
  type Spoiling = [string, (evidence: Record<string, unknown>) => unknown];
  /** With other values where `value` gives some. */
  const replaced = (evidence: object, value: (key: string) => unknown): unknown =>
    JSON.parse(JSON.stringify(evidence, (key, was: unknown) => value(key) ?? was));
  it.each<Spoiling>([
    ['no object', () => 'text'],
    ['another schema version', (evidence) => ({ ...evidence, schemaVersion: 99 })],
    ['a missing part', ({ tiller: _tiller, ...rest }) => rest],
    ['a wrong type', (evidence) => ({ ...evidence, startedAt: 7 })],
    ['an unknown field', (evidence) => ({ ...evidence, values: 'secret' })],
    ...[
      ...['yesterday', '', '+275760-09-13T00:00:01Z', '-000001-01-01T00:00:00Z'],
      ...['2020-13-01T00:00:00Z', '2020-01-01T25:00:00Z', '99999-01-01T00:00:00Z'],
    ].map((time): Spoiling => [
      `the time "${time}"`,
      (evidence) => ({ ...evidence, startedAt: time }),
    ]),
    ...['startedAt', 'ms', 'bytes', 'revision', 'count', 'status', 'bodyBytes'].map(
      (field): Spoiling => [
        `1e308 as ${field}`,
        (evidence) => replaced(evidence, (key) => (key === field ? 1e308 : undefined)),
      ],
    ),
    [
      'more bytes than a message of gRPC has',
      (evidence) => replaced(evidence, (key) => (key === 'bytes' ? 2 ** 32 : undefined)),
    ],
    [
      'a URL that is none',
      (evidence) => replaced(evidence, (key) => (key === 'url' ? 'http://[' : undefined)),
    ],
    ...[1.5, 2 ** 31].map((revision): Spoiling => [
      `the revision ${revision}`,
      (evidence) => replaced(evidence, (key) => (key === 'revision' ? revision : undefined)),
    ]),
  ])('refuses %s with one sentence', async (_name, spoil) => {
    const file = join(folder, 'spoilt.json');
    writeFileSync(file, JSON.stringify(spoil(good())));
    const { exitCode, stdout, stderr } = await swiftcheck('report', file);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: .*spoilt\.json .*\.\n$/);
  });

  it('takes the evidence out of a JSON report', async () => {
    const { stdout } = await swiftcheck(
      'report',
      join(folder, 'incident.json'),
      '--format',
      'json',
    );
    const file = join(folder, 'report.json');
    writeFileSync(file, stdout);
    expect((await swiftcheck('report', file, '--format', 'json')).stdout).toBe(stdout);
  });

  it.each([
    ['with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    [
      'in UTF-16, as PowerShell writes it',
      (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    ],
  ])('reads a report %s', async (_form, written) => {
    const { stdout } = await swiftcheck('probe', '--lab', '--format', 'json');
    const file = join(folder, 'marked.json');
    writeFileSync(file, written(stdout));
    expect((await swiftcheck('report', file, '--format', 'json')).stdout).toBe(stdout);
  });

  it('quotes nothing of a file that was named by mistake', async () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'sesame\n');
    for (const args of [
      ['report', file],
      ['probe', '--lab', '--config', file],
    ]) {
      const { exitCode, stderr } = await swiftcheck(...args);
      expect([exitCode, stderr.includes('sesame')]).toEqual([2, false]);
      expect(stderr).toMatch(/line 1, column 1|:1: /);
    }
  });

  it('refuses a file that is not there, or not JSON', async () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{');
    for (const path of [file, join(folder, 'missing.json')]) {
      const { exitCode, stderr } = await swiftcheck('report', path);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(path);
    }
  });
});

describe('the text report', () => {
  it('keeps to 80 columns, but for words that are to be copied', async () => {
    for (const { args } of CASES) {
      const { stdout } = await swiftcheck(...args, '-v');
      // A command keeps its line.
      const long = stdout
        .split('\n')
        .filter((line) => line.length > 80 && !/^ +(?:kubectl|helm|curl|swiftcheck) /.test(line));
      expect(
        long.filter((line) =>
          line
            .trim()
            .split(' ')
            .every((word) => word.length < 60),
        ),
      ).toEqual([]);
    }
  });

  it('colours only where asked to, and never with a meaning of its own', async () => {
    const plain = (await swiftcheck('report', join(folder, 'incident.json'))).stdout;
    const before = process.env['FORCE_COLOR'];
    process.env['FORCE_COLOR'] = '1';
    try {
      const coloured = (await swiftcheck('report', join(folder, 'incident.json'))).stdout;
      expect(coloured).not.toBe(plain);
      expect(stripVTControlCharacters(coloured)).toBe(plain);
      const off = await swiftcheck('report', join(folder, 'incident.json'), '--no-color');
      expect(off.stdout).toBe(plain);
    } finally {
      if (before === undefined) delete process.env['FORCE_COLOR'];
      else process.env['FORCE_COLOR'] = before;
    }
  });
});
