// A run pays for no library that it does not use.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClosedPort } from '../support/fault-server.js';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const LIBRARIES = /node_modules\/(@kubernetes\/client-node|@grpc\/grpc-js|undici|ws|preact)\//g;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-loaded-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The heavy libraries that Node loads for these arguments. */
async function loaded(name: string, args: readonly string[]): Promise<string[]> {
  const list = join(folder, name);
  await execa('node', ['--import', fromHere('../support/loaded-modules.mjs'), ...args], {
    cwd: fromHere('../..'),
    env: { LOADED_MODULES: list },
    reject: false,
  });
  const urls = readFileSync(list, 'utf8');
  return [...new Set([...urls.matchAll(LIBRARIES)].map(([, library = '']) => library))].sort();
}

const BIN = 'bin/swiftcheck.js';

describe('what is loaded', () => {
  it('is seen at all', async () => {
    const args = ['--input-type=module', '-e', 'import "@kubernetes/client-node"; import "ws"'];
    expect(await loaded('control', args)).toEqual(['@kubernetes/client-node', 'ws']);
  });

  it.each(['--help', '--version', 'probe --help', 'matrix'])('for "%s": none', async (line) => {
    expect(await loaded(line.replace(' ', ''), [BIN, ...line.split(' ')])).toEqual([]);
  });

  it('for endpoints that are given: no client of Kubernetes', async () => {
    const { port } = await startClosedPort();
    const address = `127.0.0.1:${port}`;
    const args = ['probe', '--tiller', address, '--swift', `http://${address}`];
    expect(await loaded('explicit', [BIN, ...args])).toEqual(['@grpc/grpc-js', 'undici']);
  });
});
