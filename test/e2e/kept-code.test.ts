// The compiled code that a run keeps for later runs is run as it is: neither damaged nor another user's.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runChild } from '../support/child.js';

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'swiftcheck-kept-'))));
afterEach(() => rmSync(home, { recursive: true }));

const folder = () => join(home, '.cache/swiftcheck');
/** What is kept, without folders. */
const kept = () =>
  readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
async function explained(HOME = home): Promise<void> {
  const env = { HOME, XDG_CACHE_HOME: '', NODE_DISABLE_COMPILE_CACHE: undefined };
  const { exitCode, stdout, stderr } = await runChild(['explain', 'EOF'], { env });
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^"EOF"\n/);
}

it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  ['damaged', (bytes: Buffer) => bytes.map((byte, at) => (at % 1000 === 999 ? byte ^ 4 : byte))],
])('is not used where it is %s, and kept again', async (_how, broken) => {
  await explained();
  const files = kept();
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) writeFileSync(file, broken(readFileSync(file)));
  await explained();
  await explained();
});

it('is not kept where other users may write', async () => {
  mkdirSync(folder(), { recursive: true });
  chmodSync(folder(), 0o777);
  await explained();
  expect(kept()).toEqual([]);
});

it('does not take a word of JavaScript for a text that is kept', async () => {
  const { exitCode, stderr } = await runChild(['constructor']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("unknown command 'constructor'");
});

it('makes no home', async () => {
  const none = join(home, 'none');
  await explained(none);
  expect(existsSync(none)).toBe(false);
});
