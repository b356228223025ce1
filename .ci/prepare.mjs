// Sets a fresh clone up: installs what is missing, builds what is stale. Quick when nothing is.
// Plain Node, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) sum.update(file).update('\0').update(readFileSync(file)).update('\0');
  return sum.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile())
    .sort();
}

/** Runs `make` unless `stamp` says that it was done for these very contents. */
function unlessDone(stamp, contents, make) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === contents) return;
  make();
  writeFileSync(stamp, contents);
}

unlessDone('node_modules/.swiftcheck-installed', hash(['package.json', 'package-lock.json']), () =>
  run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund']),
);
unlessDone(
  'dist/.swiftcheck-built',
  hash([
    ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
    ...[...filesBelow('.ci/bundle'), ...filesBelow('src')],
  ]),
  () => run(npm, ['run', '--silent', 'build']),
);
