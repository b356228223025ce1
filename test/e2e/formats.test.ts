// Several reports of one run, each where it was asked for, all with the same exit code.
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { swiftcheck } from '../support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('writes each to its file, and the text to stdout', async () => {
  const json = ['--format', `json=${join(folder, 'report.json')}`];
  const short = ['--format', `short=${join(folder, 'report.txt')}`];
  const ran = await swiftcheck('probe', '--lab', ...json, ...short);
  expect(ran.stdout).toMatch(/^LAB RUN of /);
  expect(ran.exitCode).toBe(1);
  expect(JSON.parse(read('report.json'))).toMatchObject({ exitCode: 1, command: 'probe' });
  expect(read('report.txt')).toMatch(/^✖ FAIL {2}Swift cannot receive the list [^]*\(exit 1\)$/m);
});

it('lets a format without a file take the place of the text', async () => {
  const text = ['--format', `text=${join(folder, 'whole.txt')}`];
  const ran = await swiftcheck('probe', '--lab', '--format', 'short', ...text);
  expect(ran.stdout).toMatch(/^LAB RUN \(Swift 0\.9\.0, Tiller 2\.10\.0, data set seed\)\n/);
  expect(ran.stdout).toContain('[list-over-receive-limit]');
  expect(read('whole.txt')).toMatch(/^LAB RUN of /);
});

it.each([
  ['the flag', ['--docs-url', 'https://docs.example.org/'], ''],
  ['the configuration', [], 'docsUrl: https://docs.example.org\n'],
])('links findings to the pages at the address of %s', async (_, flags, config) => {
  const file = join(folder, 'docs-url.yaml');
  writeFileSync(file, config === '' ? 'failOn: fail\n' : config);
  const run = ['probe', '--lab', '-o', 'json', '--config', file, ...flags];
  expect((await swiftcheck(...run)).stdout).toContain(
    '"docs": "https://docs.example.org/findings/list-over-receive-limit.html"',
  );
});

it.each(['docs', 'ftp://a.example', 'https://u:p@a.example', 'https://a.example/?q'])(
  'takes no --docs-url %s',
  async (address) => {
    const { exitCode, stderr } = await swiftcheck('probe', '--lab', '--docs-url', address);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('An http:// or https:// address is expected');
  },
);

it('takes - for stdout, as other programs do', async () => {
  const ran = await swiftcheck('probe', '--lab', '--format', 'html=-');
  expect(ran.stdout).toMatch(/^<!DOCTYPE html>/);
  expect(existsSync('-')).toBe(false);
});

describe('one file under two names', () => {
  const home = process.cwd();
  let work: string;
  beforeEach(async () => {
    work = mkdtempSync(join(folder, 'shared-'));
    process.chdir(work);
    mkdirSync('sub');
    writeFileSync('there.json', 'kept');
    linkSync('there.json', 'again.json');
    symlinkSync('there.json', 'link.json');
    symlinkSync('later.json', 'loose.json');
    symlinkSync('.', 'here');
    writeFileSync('config.yaml', 'failOn: fail\n');
    writeFileSync('token', 'abc');
    await swiftcheck('probe', '--lab', '--save-evidence', 'sub/seen.json');
  });
  afterEach(() => process.chdir(home));

  const both = (html: string, json: string) => [
    '--format',
    `html=${html}`,
    '--format',
    `json=${json}`,
  ];
  it.each([
    ['the same words', both('new', 'new')],
    ['another spelling', both('new', './new')],
    ['a way around', both('new', 'sub/../new')],
    ['the whole path', both('new', 'PWD/new')],
    ['a link to it', both('there.json', 'link.json')],
    ['a second link', both('there.json', 'again.json')],
    ['a link to what is not there yet', both('loose.json', 'later.json')],
    ['a link to its folder', both('new', 'here/new')],
    ['the evidence', ['--save-evidence', 'new', '--format', 'json=./new']],
  ])('is refused before the run connects: %s', async (_what, args) => {
    const ran = await swiftcheck('probe', '--lab', ...args.map((arg) => arg.replace('PWD', work)));
    expect(ran.stderr).toMatch(
      /^error: --.+ and --.+ are the same file: give each its own file\.\n$/,
    );
    expect([ran.stdout, ran.exitCode]).toEqual(['', 2]);
    expect(readFileSync('there.json', 'utf8')).toBe('kept');
    expect(existsSync('new')).toBe(false);
  });

  it.each([
    [
      'its configuration',
      ['preflight', '--config', 'config.yaml', '--format', 'json=sub/../config.yaml'],
    ],
    [
      'its baseline',
      ['preflight', '--baseline', 'sub/seen.json', '--save-evidence', './sub/seen.json'],
    ],
    [
      'a file of its baseline',
      ['preflight', '--baseline', 'sub', '--format', 'json=sub/seen.json'],
    ],
  ])('is refused where a run reads it: %s', async (_what, args) => {
    const before = readFileSync(
      args[2] === 'config.yaml' ? 'config.yaml' : 'sub/seen.json',
      'utf8',
    );
    const ran = await swiftcheck(...args, '--lab');
    expect(ran.stderr).toMatch(
      /^error: --.* would replace .*, which this run reads: specify another/,
    );
    expect([ran.stdout, ran.exitCode]).toEqual(['', 2]);
    expect(readFileSync(args[2] === 'config.yaml' ? 'config.yaml' : 'sub/seen.json', 'utf8')).toBe(
      before,
    );
  });

  it('is refused where it is evidence to be judged, or a secret', async () => {
    const report = await swiftcheck('report', 'sub', '--format', 'json=sub/seen.json');
    expect(report.stderr).toContain('would replace sub/seen.json, which this run reads');
    const token = await swiftcheck(
      ...['versions', '--tiller', '127.0.0.1:1', '--swift', 'http://127.0.0.1:1'],
      ...['--token-file', 'token', '--format', 'short=token'],
    );
    expect(token.stderr).toContain('would replace token, which this run reads');
    expect(readFileSync('token', 'utf8')).toBe('abc');
  });
});

describe('nothing beyond ASCII', () => {
  afterEach(() => void vi.unstubAllEnvs());

  const unknown = 'Fehler: größer als erlaubt';
  it.each([
    ['versions', ['versions', '--lab']],
    ['the chart of probe', ['probe', '--lab']],
    ['explain, of all codes', ['explain']],
    ['explain, of a page', ['explain', 'list-over-receive-limit']],
    ['explain, of a text that is not known', ['explain', unknown]],
    ['explain, of a text', ['explain', `größer {"code":11,"message":"EOF"}`]],
    ['matrix', ['matrix']],
  ])('where asked for, and in a C locale: %s', async (_, args) => {
    vi.stubEnv('LC_ALL', 'C');
    const inC = await swiftcheck(...args);
    expect(inC.stdout + inC.stderr).toMatch(/^\p{ASCII}+$/u);
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    const asked = await swiftcheck(...args, '--ascii');
    expect(asked.stdout + asked.stderr).toMatch(/^\p{ASCII}+$/u);
  });

  it('holds in each format that people read, and changes no other', async () => {
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    const evidence = join(folder, 'evidence.json');
    const reason = 'list-over-receive-limit until 2999-12-31: größer, später';
    await swiftcheck('preflight', '--lab', '--ignore', reason, '--save-evidence', evidence);
    const printed = async (format: string, ...flags: string[]) =>
      (await swiftcheck('report', evidence, '--format', format, ...flags)).stdout;
    for (const format of FORMAT_NAMES) {
      const [as, asked] = [await printed(format), await printed(format, '--ascii')];
      // Metrics hold no words of a policy.
      if (format !== 'openmetrics') expect([format, as.includes('größer')]).toEqual([format, true]);
      if (['text', 'short', 'markdown', 'github'].includes(format)) {
        expect([format, asked]).toEqual([format, expect.stringMatching(/^\p{ASCII}+$/u)]);
        expect(asked).toContain('gr\\u{f6}\\u{df}er, sp\\u{e4}ter');
      } else {
        expect(asked).toBe(as);
      }
    }
  });

  it.each<[Partial<Record<'LC_ALL' | 'LC_CTYPE' | 'LANG', string>>, boolean]>([
    [{ LC_ALL: 'C' }, true],
    [{ LC_ALL: 'POSIX' }, true],
    [{ LC_ALL: 'tr_TR.ISO-8859-9' }, true],
    [{ LANG: 'de_DE.ISO-8859-15@euro' }, true],
    [{ LANG: 'de_DE.utf8@euro' }, false],
    [{ LANG: 'tr_TR' }, false],
    [{ LC_CTYPE: 'POSIX' }, true],
    [{ LANG: 'C' }, true],
    [{ LANG: 'POSIX' }, true],
    // The first of them that says something decides.
    [{ LC_ALL: '', LC_CTYPE: 'C', LANG: 'en_US.UTF-8' }, true],
    [{ LC_ALL: 'C.UTF-8', LC_CTYPE: 'POSIX', LANG: 'C' }, false],
    [{ LC_CTYPE: 'de_DE.UTF-8', LANG: 'POSIX' }, false],
    [{ LANG: 'POSIX.UTF-8' }, false],
    [{}, false],
  ])('is what the locale asks for: %j', async (locale, plain) => {
    for (const name of ['LC_ALL', 'LC_CTYPE', 'LANG'] as const) vi.stubEnv(name, locale[name]);
    const { stderr } = await swiftcheck('explain', unknown);
    expect(/^\p{ASCII}+$/u.test(stderr)).toBe(plain);
  });

  it('is said of text alone: elsewhere the characters stay', async () => {
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    const { stderr } = await swiftcheck('explain', unknown);
    expect(stderr).toContain('…');
    const probe = await swiftcheck('probe', '--lab', '-v');
    expect(probe.stdout).toContain('█');
    const { stdout } = await swiftcheck('matrix', '--ascii', '--format', 'json');
    expect(stdout).toBe((await swiftcheck('matrix', '--format', 'json')).stdout);
  });
});
