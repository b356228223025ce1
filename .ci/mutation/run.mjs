// `npm run test:mutation -- ROOM…` changes a room of src/ in small steps, one at a time, and runs the unit tests of
// that room on each change. A change that no test notices is a question to the tests. A run takes minutes to
// hours, and is no part of `npm test`.
import { spawnSync } from 'node:child_process';

/** The rooms, with the tests of test/ that have to notice. Those of checks are without the long random ones. */
const ROOMS = {
  analysis: 'analysis/* judge/*',
  judge: 'judge/*',
  predict: 'predict/*',
  gather: 'gather/* net/* wire/*',
  net: 'net/* gather/* cluster/*',
  checks:
    'judge/{access,cleanup,exit-code,incomplete,of-the-cluster,quoted,reach,rules,whole-list} words/{advice,deciding-probes,headroom,pages,words} checks/*',
};

const asked = process.argv.slice(2);
const wrong = asked.filter((room) => !Object.hasOwn(ROOMS, room));
if (wrong.length > 0) {
  console.error(`${wrong.join(', ')}: the rooms are ${Object.keys(ROOMS).join(', ')}.`);
  process.exit(2);
}
for (const room of asked.length > 0 ? asked : Object.keys(ROOMS)) {
  const files = room === 'checks' ? 'src/checks/*/check.ts' : `src/${room}/**/*.ts`;
  const { status, error } = spawnSync(
    ...['stryker', ['run', '.ci/mutation/stryker.config.mjs', '--mutate', files]],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, MUTATED_ROOM: room, MUTATION_TESTS: ROOMS[room] },
    },
  );
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
