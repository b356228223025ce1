// The servers of the bench, each a process of its own on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
export const BIN = at('../../bin/swiftcheck.cjs');
const PAIR = ['--swift', '0.11.1', '--tiller', '2.13.0'];

/** Revisions of a release each, or many of few. */
export function releases(count, { size, revisionsEach = 1 }) {
  return Array.from({ length: count }, (_each, index) => ({
    name: `release-${Math.floor(index / revisionsEach)}`,
    revision: 1 + (index % revisionsEach),
    status: (index + 1) % revisionsEach === 0 ? 'DEPLOYED' : 'SUPERSEDED',
    files: [size],
  }));
}

/** `swiftcheck lab` with these releases. */
export async function startLab(folder, name, stored) {
  const data = join(folder, `${name}.json`);
  writeFileSync(data, JSON.stringify({ releases: stored }));
  const [tiller, swift, close] = await start(
    [BIN, 'lab', ...PAIR, '--data', data],
    [/^ {2}Tiller +(\S+)/, /^ {2}Swift +(\S+)/],
  );
  return { addresses: ['--tiller', tiller, '--swift', swift], tiller, swift, close };
}

/** The lab behind the tests' API server; its kubeconfig holds a token. */
export async function startCluster(folder) {
  const [kubeconfig, close] = await start([at('cluster.mjs'), folder], [/^kubeconfig (.+)$/]);
  return { addresses: ['--kubeconfig', kubeconfig], close };
}

/** What the patterns find on stdout, and what ends the process. */
async function start(args, patterns) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const found = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const match = patterns[found.length]?.exec(line);
    if (match) found.push(match[1]);
    if (found.length === patterns.length) break;
  }
  child.stdout.resume();
  if (found.length < patterns.length) throw new Error(`${args.join(' ')} did not start`);
  const close = async () => {
    child.kill();
    await ended;
  };
  return [...found, close];
}
