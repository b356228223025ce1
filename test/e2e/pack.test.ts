// The tarball, installed in an empty folder as npm does it, runs.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { krewProblems, type KrewManifest } from '../support/krew.js';

const root = fileURLToPath(PACKAGE_ROOT);
const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-pack-'));
const installed = join(folder, 'node_modules', 'swiftcheck');
const env = { NO_COLOR: '1', FORCE_COLOR: undefined };

beforeAll(async () => {
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack made nothing: ${stdout}`);
  cpSync(join(folder, tarball), join(folder, 'swiftcheck.tgz'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true }\n');
  // No test may depend on the network.
  await execa('npm', ['install', '--offline', '--no-audit', './swiftcheck.tgz'], { cwd: folder });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const npx = (...args: string[]) =>
  execa('npx', ['--no-install', 'swiftcheck', ...args], { cwd: folder, env, reject: false });

describe('the packed tarball', () => {
  it('runs the lab from an empty folder', async () => {
    const ran = await npx('probe', '--lab');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('HTTP 403, gRPC code 8');
    const bin = join(folder, 'node_modules', '.bin', 'swiftcheck');
    const direct = await execa(bin, ['probe', '--lab'], { cwd: folder, env, reject: false });
    expect(direct.stderr).toBe('');
    expect(direct.exitCode).toBe(1);
  });

  it('judges evidence and says its version', async () => {
    await npx('versions', '--lab', '--save-evidence', 'evidence.json');
    const ran = await npx('report', 'evidence.json');
    expect(ran.exitCode, ran.stderr).toBe(0);
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    expect((await npx('--version')).stdout).toBe(version);
  });

  it('ships only what runs', () => {
    const shipped = readdirSync(installed).sort();
    expect(shipped).toEqual(
      [
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'LICENSE',
        'NOTICE',
        'README.md',
        'bin',
        'dist',
        'docs',
        'fixtures',
        'package.json',
        'proto',
        'src',
      ].sort(),
    );
    const pagesOfChecks = readdirSync(join(installed, 'src'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    expect(pagesOfChecks.filter((name) => !name.endsWith('.md'))).toEqual([]);
    const fixtures = readdirSync(join(installed, 'fixtures'), { recursive: true });
    expect(fixtures.map(String).sort()).toEqual([
      'ground-truth',
      join('ground-truth', 'datasets.json'),
    ]);
    const sources = readdirSync(join(installed, 'dist'), { recursive: true }).map(String);
    const unwanted = /(?<!\.d)\.tsx?$|\.tsbuildinfo$|^\./;
    expect(sources.filter((name) => unwanted.test(name))).toEqual([]);
  });
});

describe('an installation', () => {
  it('is one package of a few megabytes', () => {
    const brought = readdirSync(join(folder, 'node_modules')).filter(
      (name) => !name.startsWith('.'),
    );
    expect(brought).toEqual(['swiftcheck']);
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const bytes = files.reduce(
      (sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size,
      0,
    );
    expect(bytes).toBeLessThan(12 * 1024 * 1024);
  });
});

describe('the plugin of kubectl', () => {
  it('is described as krew demands, and lies where its manifest says', async () => {
    const script = join(root, '.ci', 'krew.mjs');
    const url = 'https://example.com/swiftcheck.tgz';
    const { stdout } = await execa('node', [script, join(folder, 'swiftcheck.tgz'), url]);
    const manifest = parse(stdout) as KrewManifest;
    expect(krewProblems('swiftcheck', manifest)).toEqual([]);
    expect(krewProblems('other', { ...manifest, kind: 'Role', spec: { platforms: [{}] } })).toEqual(
      ['kind', 'name', 'shortDescription', 'version', 'uri', 'sha256', 'bin', 'selector'],
    );
    const [platform] = manifest.spec.platforms ?? [];
    const moved = mkdtempSync(join(folder, 'krew-'));
    await execa('tar', [
      '-xzf',
      join(folder, 'swiftcheck.tgz'),
      '--strip-components=1',
      '-C',
      moved,
    ]);
    const ran = await execa(join(moved, platform?.bin ?? ''), ['help', 'lab'], { env });
    expect(ran.stdout).toMatch(/^Usage: kubectl swiftcheck lab/);
  });
});

/** Versions of npm's package `node`: the oldest supported one, and those that are supported longest. */
const NODES = ['20.18.1', '22', '24'];

describe('an installation with another Node', () => {
  it.each(NODES)('%s: is quiet, and runs', async (version) => {
    const target = mkdtempSync(join(folder, 'node-'));
    writeFileSync(join(target, 'package.json'), '{ "private": true }\n');
    const fetched = await execa('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], {
      ...{ cwd: target, reject: false, timeout: 120_000 },
    });
    // No registry answers here: there is no other Node to try.
    if (fetched.exitCode !== 0) {
      expect(existsSync(join(target, 'node_modules', '.bin', 'node'))).toBe(false);
      return;
    }
    const path = `${join(target, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`;
    const here = { cwd: target, env: { ...env, PATH: path }, reject: false } as const;
    const tarball = join(folder, 'swiftcheck.tgz');
    const installed = await execa('npm', ['install', '--offline', '--no-audit', tarball], here);
    expect([installed.exitCode, installed.stderr]).toEqual([
      0,
      expect.not.stringMatching(/EBADENGINE|deprecated/),
    ]);
    const swiftcheck = (...args: string[]) =>
      execa('npx', ['--no-install', 'swiftcheck', ...args], here);
    expect((await execa('node', ['--version'], here)).stdout).toContain(version);
    const ran = await swiftcheck('probe', '--lab');
    expect([ran.exitCode, ran.stderr]).toEqual([1, '']);
    // The second time from what is kept.
    const again = await swiftcheck('probe', '--lab', 'swift@0.11.1,tiller@2.13.0');
    expect([again.exitCode, again.stderr]).toEqual([0, '']);
  });
});

describe('the pages of the packed tarball', () => {
  const pages = () =>
    ['README.md', ...readdirSync(join(installed, 'docs'), { recursive: true }).map(String)]
      .filter((name) => name.endsWith('.md'))
      .map((name) => (name === 'README.md' ? name : join('docs', name)));

  it('are those of the repository, with the pictures', () => {
    const docs = (folder: string) => readdirSync(join(folder, 'docs'), { recursive: true }).sort();
    expect(docs(installed)).toEqual(docs(root));
    expect(pages()).toContain(join('docs', 'preflight.md'));
  });

  it('lead to each other, to the schemas and to the pictures', () => {
    const links = pages().flatMap((page) =>
      [...readFileSync(join(installed, page), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => ({ page, target, path: join(installed, dirname(page), target) })),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ path }) => !existsSync(path))).toEqual([]);
  });
});

describe('the library', () => {
  it('runs the program of docs/api.md, compiled against its own types', async () => {
    const [, program = ''] = /```ts\n([^]*?)```/.exec(
      readFileSync(join(installed, 'docs', 'api.md'), 'utf8'),
    ) ?? [''];
    const project = join(folder, 'program');
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }\n');
    writeFileSync(join(project, 'program.ts'), program);
    const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node'];
    const types = ['--typeRoots', join(root, 'node_modules', '@types')];
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    const compiled = await execa(tsc, [...options, ...types, '--skipLibCheck', 'program.ts'], {
      cwd: project,
      reject: false,
    });
    expect(compiled.stdout).toBe('');
    const ran = await execa('node', ['program.js'], { cwd: project, env, reject: false });
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toContain('list-over-receive-limit swift->tiller certain\n');
    expect(ran.stdout).toContain('(exit 1)');
    expect(ran.exitCode).toBe(1);
  });

  it.each([
    ['publint', ['--strict', installed]],
    ['attw', ['--profile', 'esm-only', join(folder, 'swiftcheck.tgz')]],
  ])('is published as %s asks', async (tool, args) => {
    const ran = await execa(join(root, 'node_modules', '.bin', tool), args, { reject: false });
    expect(ran.exitCode, ran.stdout + ran.stderr).toBe(0);
  });
});
