// `npm run fuzz [-- RUNS]`: the properties of test/fuzz, each tried that many times (default 50,000).
import { spawnSync } from 'node:child_process';

const [runs = '50000'] = process.argv.slice(2);
const args = ['vitest', 'run', '--project', 'system', '--testTimeout', '0', 'test/fuzz'];
const { status } = spawnSync('npx', args, {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: runs },
});
process.exit(status ?? 1);
