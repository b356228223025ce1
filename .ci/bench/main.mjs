// `npm run bench -- [ROUNDS] [--write]`: how long whole runs take, as shares of what they are compared with in the same rounds. It
// measures and asserts nothing, and with --write renews docs/performance.md: a machine under load is no fault of the code.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, memoryOf } from './measure.mjs';
import { buildLeast } from './least.mjs';
import { writePage } from './page.mjs';
import { BIN, releases, startCluster, startLab } from './servers.mjs';

const args = process.argv.slice(2);
const rounds = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 15);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-bench-'));
const env = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(folder, 'cache') };
const NODE = { command: [process.execPath, '-e', '0'] };
const open = [];

const tool = (args, codes) => ({ command: [process.execPath, BIN, ...args], codes });
/** The command of a file that calls gRPC and HTTP and nothing else. */
const calls =
  (file) =>
  (what, { tiller, swift }) => ({ command: [process.execPath, file, what, tiller, swift] });
const minimal = calls(fileURLToPath(new URL('minimal.mjs', import.meta.url)));
/** The same, made as swiftcheck is made: it bounds what a run can reach. */
const least = calls(await buildLeast(folder));
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const rows = [];

function report(what, goal, value, met, { detail = '', bound = '' } = {}) {
  rows.push({ what, goal, value, met: met ? 'met' : 'not met', bound });
  console.log(
    `${met ? ' ' : '!'} ${what.padEnd(52)} ${goal.padEnd(34)} ${value.padEnd(14)} ${bound.padEnd(10)} ${detail}`,
  );
}

const ms = ({ wall, cpu }) => `${Math.round(wall * 1000)} ms, CPU ${Math.round(cpu * 1000)} ms`;

/** Each program against the base, by the time of the processors, and what gRPC and HTTP alone take of it. */
function ratios(programs, base, most, goal, bounding) {
  const measured = measure({ base, ...programs, ...(bounding && { bounding }) }, rounds, env);
  const bound = bounding ? `${(measured.bounding.cpu / measured.base.cpu).toFixed(2)} x` : '';
  for (const [name, result] of Object.entries(programs).map(([key]) => [key, measured[key]])) {
    const [cpu, wall] = [result.cpu / measured.base.cpu, result.wall / measured.base.wall];
    const value = `${cpu.toFixed(2)} x (${wall.toFixed(2)} x)`;
    const detail = `${ms(result)}; base ${ms(measured.base)}`;
    report(name, goal, value, cpu <= most, { detail, bound });
  }
  return measured;
}

async function bench() {
  console.log(
    `Medians of ${rounds} rounds, Node ${process.version}. Ratios: time of the processors (time that passes).\n`,
  );
  ratios(
    {
      '--version': tool(['--version']),
      '--help': tool(['--help']),
      'a usage error': tool(['probe', '--nothing'], [2]),
    },
    ...[NODE, 1.2, '<= 1.2 x node -e 0'],
  );
  const small = await opened(startLab(folder, 'small', releases(3, { size: '2K' })));
  ratios(
    { 'versions, addresses given': tool(['versions', ...small.addresses]) },
    ...[NODE, 2.5, '<= 2.5 x node -e 0', least('versions', small)],
  );

  const cluster = await opened(startCluster(folder));
  ratios(
    {
      'versions through the API server': tool(['versions', ...cluster.addresses], [0, 1, 3]),
      'probe through the API server': tool(['probe', ...cluster.addresses], [0, 1, 3]),
    },
    ...[NODE, 4, '<= 4 x node -e 0'],
  );

  const evidence = join(folder, 'evidence.json');
  const large = await opened(startLab(folder, 'large', releases(6, { size: '4M' })));
  const probe = tool(['probe', ...large.addresses, '--save-evidence', evidence, '--force'], [0, 1]);
  ratios({ 'probe of 24 MiB': probe }, minimal('list', large), 1.3, '<= 1.3 x gRPC and HTTP alone');
  if (has('helm') && has('curl')) {
    const line = `helm --host ${large.tiller} ls --all; curl -s '${large.swift}/tiller/v2/releases/json?all=true'`;
    ratios(
      { 'probe of 24 MiB, to helm': probe },
      { command: ['sh', '-c', line] },
      1.3,
      '<= 1.3 x helm and curl',
    );
  }
  const memory = memoryOf(probe, env);
  const leastMemory = memoryOf(least('list', large), env);
  await small.close();
  const huge = await opened(startLab(folder, 'huge', releases(50, { size: '4M' })));
  const hugeProbe = tool(['probe', ...huge.addresses], [0, 1]);
  const hugeMemory = memoryOf(hugeProbe, env);
  const leastHugeMemory = memoryOf(least('list', huge), env);
  if (memory !== null) {
    report('memory, 24 MiB', '<= 100 MiB', `${memory.toFixed(0)} MiB`, memory <= 100, {
      bound: `${leastMemory.toFixed(0)} MiB`,
    });
    const share = hugeMemory / memory;
    report(
      'memory, 200 MiB in ten messages',
      '<= 1.2 x of 24 MiB',
      `${share.toFixed(2)} x`,
      share <= 1.2,
      {
        detail: `${hugeMemory.toFixed(0)} MiB`,
        bound: `${(leastHugeMemory / leastMemory).toFixed(2)} x`,
      },
    );
  }

  const overBytes = await series([1, 2, 6, 12, 25, 50], (count) => releases(count, { size: '4M' }));
  const overRevisions = await series([1250, 2500, 5000, 10_000], (count) =>
    releases(count, { size: '2K', revisionsEach: 100 }),
  );
  const perByte = ({ cpu, bytes }) => (cpu - overBytes.node.cpu) / bytes;
  const share = perByte(overRevisions.points.at(-1)) / perByte(overBytes.points[2]);
  report(
    '10,000 revisions of 2 KiB, for each byte',
    '<= 1.2 x 6 of 4 MiB',
    `${share.toFixed(1)} x`,
    share <= 1.2,
  );
  const [half, whole] = overRevisions.points.slice(-2);
  const growth = (whole.cpu - half.cpu) / (half.cpu - overRevisions.points[1].cpu) / 2;
  report(
    'time over revisions, 5,000 to 10,000',
    'linear: <= 1.2 x',
    `${growth.toFixed(2)} x`,
    growth <= 1.2,
  );

  ratios(
    {
      'explain CODE': tool(['explain', 'list-truncated']),
      'explain TEXT': tool(['explain', '{"code":11,"message":"EOF"}']),
      matrix: tool(['matrix']),
      'report of saved evidence': tool(['report', evidence], [0, 1]),
    },
    ...[NODE, 1.5, '<= 1.5 x node -e 0'],
  );
  install();
  const demo = measure(
    { demo: { command: ['npm', 'run', '--silent', '--prefix', root, 'demo'] } },
    Math.min(rounds, 5),
    env,
  );
  report('npm run demo, warm', '<= 1.5 s', `${demo.demo.wall.toFixed(2)} s`, demo.demo.wall <= 1.5);
  return { rows, overBytes, overRevisions };
}

/** The cost of a probe over what is stored. */
async function series(counts, stored) {
  const labs = [];
  for (const count of counts) {
    const lab = await opened(startLab(folder, `series-${count}`, stored(count)));
    labs.push({ count, ...lab });
  }
  const programs = Object.fromEntries(
    labs.map((lab) => [lab.count, tool(['probe', ...lab.addresses], [0, 1])]),
  );
  const measured = measure({ node: NODE, ...programs }, Math.min(rounds, 7), env);
  const points = counts.map((count) => {
    const bytes = stored(count).reduce(
      (sum, { files: [size] }) => sum + (size === '4M' ? 2 ** 22 : 2 ** 11),
      0,
    );
    return { count, bytes, ...measured[count] };
  });
  for (const lab of labs) await lab.close();
  return { points, node: measured.node };
}

function install() {
  const target = join(folder, 'installed');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  execFileSync('npm', [
    'install',
    '--silent',
    '--offline',
    '--no-audit',
    '--prefix',
    target,
    join(folder, tarball),
  ]);
  const files = readdirSync(join(target, 'node_modules'), { recursive: true, withFileTypes: true });
  const bytes = files.reduce(
    (sum, file) => sum + (file.isFile() ? statSync(join(file.parentPath, file.name)).size : 0),
    0,
  );
  const packages = files.filter(
    ({ name, parentPath }) =>
      name === 'package.json' && /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(parentPath),
  );
  const megabytes = bytes / 1e6;
  report(
    'npm install of the tarball',
    '<= 25 MB, <= 40 packages',
    `${megabytes.toFixed(1)} MB, ${packages.length}`,
    megabytes <= 25 && packages.length <= 40,
  );
}

async function opened(server) {
  const running = await server;
  let closed = false;
  const close = async () => {
    if (!closed) await running.close();
    closed = true;
  };
  open.push(close);
  return { ...running, close };
}

try {
  const result = await bench();
  if (args.includes('--write')) writePage({ ...result, rounds, node: process.version });
} finally {
  for (const close of open) await close();
  rmSync(folder, { recursive: true });
}
