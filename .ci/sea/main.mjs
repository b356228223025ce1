// `npm run sea`: dist/sea/swiftcheck, one executable that holds swiftcheck and the Node that made it. macOS and Windows
// want it signed again.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inject } from 'postject';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const FOLDER = 'dist/sea';
const EXECUTABLE = `${FOLDER}/swiftcheck${process.platform === 'win32' ? '.exe' : ''}`;
const below = (folder, pattern) =>
  readdirSync(folder, { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => pattern.test(name));

// Each file of the package that a run reads.
const files = [
  'package.json',
  'proto/descriptors.json',
  'fixtures/ground-truth/datasets.json',
  ...below('dist/chunks', /\.cjs$/),
  ...below('docs', /\.schema\.json$/),
  ...below('src/checks', /\.md$/),
];

mkdirSync(FOLDER, { recursive: true });
const config = {
  main: '.ci/sea/run.cjs',
  output: `${FOLDER}/swiftcheck.blob`,
  disableExperimentalSEAWarning: true,
  assets: Object.fromEntries(files.map((file) => [file, file])),
};
writeFileSync(`${FOLDER}/config.json`, JSON.stringify(config));
execFileSync(process.execPath, ['--experimental-sea-config', `${FOLDER}/config.json`], {
  stdio: 'ignore',
});
copyFileSync(process.execPath, EXECUTABLE);
chmodSync(EXECUTABLE, 0o755);
await inject(EXECUTABLE, 'NODE_SEA_BLOB', readFileSync(config.output), {
  sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
  ...(process.platform === 'darwin' && { machoSegmentName: 'NODE_SEA' }),
});
console.log(EXECUTABLE);
