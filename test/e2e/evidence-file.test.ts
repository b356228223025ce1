// The file of --save-evidence: for its owner alone, whole or not at all. It replaces another file only if a
// flag allows that.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck } from '../support/cli.js';
import { startCluster, type Cluster } from '../support/cluster.js';
import { startHttp } from '../support/http-server.js';

const bin = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));
const LAB = ['versions', '--lab', 'swift@0.11.1,tiller@2.13.0'];
const OLD = 'somebody else’s';

let root: string;
let folder: string;
let cluster: Cluster;
const file = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(file(name), 'utf8');
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'swiftcheck-evidence-'));
  cluster = await startCluster(root);
});
afterAll(async () => {
  await cluster.close();
  rmSync(root, { recursive: true });
});
beforeEach(() => (folder = mkdtempSync(join(root, 'test-'))));

const save = (name: string, ...more: string[]) =>
  swiftcheck(...LAB, '--save-evidence', file(name), ...more);
const saveAll = (name: string, ...more: string[]) =>
  swiftcheck(
    ...['versions', ...cluster.flags, '--all-contexts', '--save-evidence', file(name), ...more],
  );

describe('is for its owner alone', () => {
  it.each(['000', '022', '077'])('with a umask of %s, and so is the folder of several', (umask) => {
    const run = (args: readonly string[]) =>
      spawnSync('sh', ['-c', `umask ${umask}; exec node "$0" "$@"`, bin, ...args]);
    expect(run([...LAB, '--save-evidence', file('one.json')]).status).toBe(0);
    expect(statSync(file('one.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['one.json']);
    const loopback = ['--tiller-namespace', 'none', '--timeout', '1s', '--max-time', '1s'];
    const at = ['--save-evidence', file('many')];
    const config = file('kubeconfig');
    writeFileSync(config, readFileSync(join(root, 'kubeconfig')));
    run(['versions', '--kubeconfig', config, '--all-contexts', ...loopback, ...at]);
    expect(statSync(file('many')).mode & 0o777).toBe(0o700);
    expect(readdirSync(file('many'))).toEqual(['test.json']);
    expect(statSync(file('many/test.json')).mode & 0o777).toBe(0o600);
  });
});

describe('leaves a place alone that is already taken', () => {
  it('by a file, unless it may be replaced', async () => {
    writeFileSync(file('one.json'), OLD, { mode: 0o644 });
    const refused = await save('one.json');
    expect(refused).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error: --save-evidence: ${file('one.json')} exists already: give another file, or replace it with --force.\n`,
    });
    expect(read('one.json')).toBe(OLD);
    expect((await save('one.json', '--force')).exitCode).toBe(0);
    expect(JSON.parse(read('one.json'))).toMatchObject({ schemaVersion: 1 });
    expect(statSync(file('one.json')).mode & 0o777).toBe(0o600);
  });

  it('by a file within the folder of several', async () => {
    mkdirSync(file('many'));
    writeFileSync(file('many/test.json'), OLD);
    const before = cluster.kube.asked.length;
    const refused = await saveAll('many');
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain(`${file('many/test.json')} exists already`);
    expect(cluster.kube.asked).toHaveLength(before);
    await saveAll('many', '--force');
    expect(JSON.parse(read('many/test.json'))).toMatchObject({ schemaVersion: 1 });
  });

  it('by a file in place of the folder of several', async () => {
    writeFileSync(file('many'), OLD);
    const refused = await saveAll('many', '--force');
    expect(refused).toMatchObject({
      ...{ exitCode: 2, stdout: '' },
      stderr: `error: --save-evidence takes a folder for several clusters, and ${file('many')} is no folder.\n`,
    });
    expect(read('many')).toBe(OLD);
  });

  it.each([[[]], [['--force']]])('by a link, with %j', async (more) => {
    writeFileSync(file('other.json'), OLD);
    symlinkSync('other.json', file('link.json'));
    symlinkSync('none.json', file('dangling.json'));
    mkdirSync(file('others'));
    symlinkSync('others', file('folder'));
    mkdirSync(file('many'));
    symlinkSync('../other.json', file('many/test.json'));
    for (const name of ['link.json', 'dangling.json']) {
      const refused = await save(name, ...more);
      expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toBe(
        `error: --save-evidence: ${file(name)} is a symbolic link, and swiftcheck does not write evidence through a link: give the file itself.\n`,
      );
    }
    for (const name of ['folder', 'folder/', 'many']) {
      const refused = await saveAll(name, ...more);
      expect([refused.exitCode, refused.stdout], name).toEqual([2, '']);
      expect(refused.stderr, name).toContain(
        'is a symbolic link, and swiftcheck does not write evidence through',
      );
    }
    expect(read('other.json')).toBe(OLD);
    expect([existsSync(file('none.json')), readdirSync(file('others'))]).toEqual([false, []]);
  });

  it.skipIf(!existsSync('/dev/stdout'))('by what leads to standard output', async () => {
    const refused = await swiftcheck(...LAB, '--save-evidence', '/dev/stdout');
    expect(refused.stderr).toContain('/dev/stdout is a symbolic link');
    expect(refused.exitCode).toBe(2);
  });

  /** A run whose Swift does something before it answers. */
  const meanwhile = async (task: () => void, ...more: string[]) => {
    const swift = await startHttp((_request, response) => {
      if (!existsSync(file('done'))) task();
      writeFileSync(file('done'), '');
      response.writeHead(404).end();
    });
    const at = ['--tiller', '127.0.0.1:1', '--swift', swift.url];
    try {
      return await swiftcheck('versions', ...at, '--save-evidence', file('one.json'), ...more);
    } finally {
      await swift.close();
    }
  };

  it('since the run began, and nothing is left beside it', async () => {
    const ran = await meanwhile(() => writeFileSync(file('one.json'), OLD));
    expect(ran.stderr).toContain(
      `--save-evidence ${file('one.json')} could not be written: it is there already.\n`,
    );
    expect([read('one.json'), ran.exitCode]).toEqual([OLD, 3]);
    expect(readdirSync(folder).sort()).toEqual(['done', 'one.json']);
  });

  it('since then by a link: it fails, or takes the place of the link', async () => {
    writeFileSync(file('other.json'), OLD);
    const link = () => symlinkSync('other.json', file('one.json'));
    expect((await meanwhile(link)).stderr).toContain('could not be written');
    rmSync(file('done'));
    rmSync(file('one.json'));
    expect((await meanwhile(link, '--force')).stderr).toBe('');
    expect(read('other.json')).toBe(OLD);
    expect(JSON.parse(read('one.json'))).toMatchObject({ schemaVersion: 1 });
  });
});

it('is never half there: a reader with the old file open keeps the whole old file', async () => {
  writeFileSync(file('one.json'), OLD);
  const open = openSync(file('one.json'), 'r');
  try {
    await save('one.json', '--force');
    expect(readFileSync(open, 'utf8')).toBe(OLD);
    expect(JSON.parse(read('one.json'))).toMatchObject({ schemaVersion: 1 });
    expect(readdirSync(folder)).toEqual(['one.json']);
  } finally {
    closeSync(open);
  }
});

it('leaves nothing where it does not fit', () => {
  // A limit on the size of files stands for a full disk, amid the file.
  const command = 'ulimit -f 1; trap "" XFSZ; exec node "$0" "$@"';
  const args = ['probe', '--lab', '--data', 'many', '--save-evidence', file('one.json')];
  const { stderr } = spawnSync('sh', ['-c', command, bin, ...args], { encoding: 'utf8' });
  expect(stderr).toContain(`error: --save-evidence ${file('one.json')} could not be written: `);
  expect(readdirSync(folder)).toEqual([]);
});

it('is not given up half written for a signal', async () => {
  const program = `
    import { withoutSignals } from '${join(fileURLToPath(PACKAGE_ROOT), 'src/cli/interrupts.ts')}';
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      withoutSignals(() => process.kill(process.pid, name));
    }
    console.log(String(process.listenerCount('SIGTERM')));`;
  const script = join(folder, 'program.mjs');
  const input = '\0program';
  const load = (id: string) => (id === input ? program : null);
  const plugins = [
    { name: 'program', resolveId: (id: string) => (id === input ? id : null), load },
  ];
  await build({ input, plugins, platform: 'node', output: { file: script } });
  const { stdout, signal } = spawnSync('node', [script], { encoding: 'utf8' });
  expect([stdout, signal]).toEqual(['0\n', null]);
});

it('is what --force is about', async () => {
  const refused = await swiftcheck(...LAB, '--force');
  expect(refused.stderr).toBe(
    'error: --force lets --save-evidence replace a file, and needs --save-evidence.\n',
  );
  expect(refused.exitCode).toBe(2);
});

it('of another version is refused, however long the version is', async () => {
  writeFileSync(file('long'), JSON.stringify({ schemaVersion: 'x'.repeat(1_000_000) }));
  const { exitCode, stderr } = await swiftcheck('report', file('long'));
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/has schemaVersion "x+…; this swiftcheck reads \d+\.\n$/);
  expect(stderr.length).toBeLessThan(400);
});

it('without its fields is refused with the one that is missing', async () => {
  writeFileSync(file('bare'), JSON.stringify({ schemaVersion: 1 }));
  const { exitCode, stderr } = await swiftcheck('report', file('bare'));
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `error: ${file('bare')} is not evidence: it must have required property 'tool'.\n`,
  );
});

it('with an empty version, which no run keeps, is refused with its place', async () => {
  await swiftcheck(...LAB, '--save-evidence', file('empty'));
  const text = readFileSync(file('empty'), 'utf8');
  writeFileSync(file('empty'), text.replace(/"semVer":\s*"[^"]*"/, '"semVer": ""'));
  const { exitCode, stderr } = await swiftcheck('report', file('empty'));
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/empty.* is not evidence: \/tiller\/version.*semVer must NOT have fewer/);
});
