// A command loads only the code that it uses: what each command loads, and how large that may be.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { dataSet } from '../../src/lab/data-set.js';
import { labPair } from '../../src/cli/parse.js';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const BIN = fromHere('../../bin/swiftcheck.cjs');
/** Modules of Node that take long to load. */
const HEAVY = ['node:child_process', 'node:crypto', 'node:http2', 'node:tls', 'node:http'];

let folder: string;
let lab: Lab;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-loaded-'));
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

interface Loaded {
  /** Files of dist/. */
  readonly chunks: string[];
  readonly heavy: string[];
  /** The size of all these files, in KiB. */
  readonly kib: number;
}

async function loaded(...args: string[]): Promise<Loaded> {
  const list = join(folder, 'list');
  rmSync(list, { force: true });
  await execa('node', ['--import', fromHere('../support/loaded-modules.mjs'), BIN, ...args], {
    cwd: fromHere('../..'),
    env: { LOADED_MODULES: list },
    reject: false,
  });
  const all = readFileSync(list, 'utf8').split('\n');
  const files = all.filter((name) => name.includes('/dist/chunks/'));
  expect(all.filter((name) => name.includes('/node_modules/'))).toEqual([]);
  return {
    chunks: files.map((file) => basename(file, '.cjs')).sort(),
    heavy: HEAVY.filter((name) => all.includes(name)),
    kib: files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024,
  };
}

describe('what is loaded', () => {
  it.each(['--help', '--version', 'probe --help', 'help lab', ''])(
    'for "%s": nothing',
    async (line) => {
      expect(await loaded(...line.split(' ').filter(Boolean))).toMatchObject({
        chunks: [],
        heavy: [],
      });
    },
  );

  it('for a usage error: no more than the command line', async () => {
    const { chunks, heavy, kib } = await loaded('probe', '--nothing');
    expect(heavy).toEqual([]);
    expect(chunks).not.toContain('judge');
    expect(kib).toBeLessThan(260);
  });

  it.each([
    ['matrix', 280],
    ['explain list-truncated', 260],
    ['explain {"code":11}', 450],
  ])('for "%s": neither calls nor a parser, and at most %i KiB', async (line, most) => {
    const { chunks, heavy, kib } = await loaded(...line.split(' '));
    expect(
      chunks.filter((name) => ['lib-calls', 'lib-cluster', 'lib-lab', 'lib-yaml'].includes(name)),
    ).toEqual([]);
    expect(heavy.filter((name) => name !== 'node:crypto')).toEqual([]);
    expect(kib).toBeLessThan(most);
  });

  it('for endpoints that are given: neither a client of Kubernetes nor the lab', async () => {
    const { chunks, kib } = await loaded(
      ...['versions', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl],
    );
    expect(chunks).toContain('lib-calls');
    expect(
      chunks.filter((name) => ['lib-cluster', 'lib-lab', 'html', '2020'].includes(name)),
    ).toEqual([]);
    expect(kib).toBeLessThan(1900);
  });
});
