// Whole processes, measured in turn, so that other load on the machine affects each of them equally.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ends a line of the shell's own clock, of which a program prints none. */
const CLOCK = 'TIMEFORMAT=$\'\\n@ %3R %3U %3S\'; time "$@" >/dev/null 2>/dev/null';

/** One run: seconds that passed, and seconds of the processors, of the process and its threads. */
function measureOnce({ command, codes = [0] }, env) {
  const ran = spawnSync('bash', ['-c', CLOCK, 'bash', ...command], { env, encoding: 'utf8' });
  if (!codes.includes(ran.status)) {
    throw new Error(`${command.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
  }
  const [, wall, user, system] = /@ ([\d.]+) ([\d.]+) ([\d.]+)/.exec(ran.stderr) ?? [];
  return { wall: Number(wall), cpu: Number(user) + Number(system) };
}

/** Medians of all programs by their names, after one run of each that does not count. */
export function measure(programs, rounds, env) {
  const runs = new Map(Object.keys(programs).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, program] of Object.entries(programs)) {
      const run = measureOnce(program, env);
      if (round >= 0) runs.get(name).push(run);
    }
  }
  const of = (all) => ({
    wall: median(all.map(({ wall }) => wall)),
    cpu: median(all.map(({ cpu }) => cpu)),
  });
  return Object.fromEntries([...runs].map(([name, all]) => [name, of(all)]));
}

/** Most memory of the process, in MiB: the median of three runs; `null` without GNU time on this machine. */
export function memoryOf({ command }, env) {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-memory-'));
  const file = join(folder, 'kib');
  try {
    const runs = [1, 2, 3].map(() => {
      const { error } = spawnSync(
        '/usr/bin/time',
        ['--quiet', '-f', '%M', '-o', file, ...command],
        {
          env,
          stdio: 'ignore',
        },
      );
      return error ? null : Number(readFileSync(file, 'utf8').trim().split('\n').at(-1)) / 1024;
    });
    return runs.includes(null) ? null : median(runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
