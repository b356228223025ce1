// What docs/preflight.md shows is what happens, and every configuration of a page is one.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TEXT_CHECKS } from '../../src/cli/options/settings.js';
import { readConfig } from '../../src/policy/config-file.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { blocksOf, type Block } from '../support/ci/blocks.js';
import { playSession, words } from '../support/ci/console.js';
import { swiftcheck } from '../support/cli.js';

const PAGE = 'docs/preflight.md';
const MARK = '# swiftcheck.config.yaml\n';
const CONFIG = 'swiftcheck.config.yaml';
const blocks = blocksOf(PAGE);
const isConfig = ({ language, text }: Block) => text.startsWith(MARK) || language === 'json';

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-docs-'));
});
beforeEach(() => {
  const work = mkdtempSync(join(folder, 'work-'));
  process.chdir(work);
});
afterEach(() => process.chdir(home));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(new URL(path, PACKAGE_ROOT), 'utf8');

describe('a configuration', () => {
  const shown = [PAGE, 'docs/ci.md'].flatMap((page) =>
    blocksOf(page).map((block, index, all) => ({
      ...{ page, block, next: all[index + 1]?.text ?? '' },
    })),
  );
  const configs = shown.filter(({ block }) => isConfig(block));

  it.each(configs)('$page, under $block.heading: is one', async ({ block, next }) => {
    const file = block.language === 'json' ? 'swiftcheck.config.json' : CONFIG;
    writeFileSync(file, block.text);
    const reading = readConfig(file, TEXT_CHECKS);
    // The page goes on to show what is wrong with it.
    if (next.includes(`error: ${CONFIG}:`)) await expect(reading).rejects.toThrow(CONFIG);
    else await expect(reading).resolves.toMatchObject({ file });
  });

  it('of docs/preflight.md shows every key that there is', () => {
    const schema = JSON.parse(read('docs/config.schema.json')) as Schema;
    const keys = new Set(
      blocks.filter(isConfig).flatMap(({ text }) => keysIn(parse(text) as object)),
    );
    expect(pathsOf(schema).filter((path) => !keys.has(path))).toEqual([]);
  });

  it('names the schema where the package has it', () => {
    const named = blocks.flatMap(({ text }) =>
      [...text.matchAll(/\.\/node_modules\/swiftcheck\/(\S+?\.json)/g)].map(
        ([, path = '']) => path,
      ),
    );
    expect(named).toEqual(['docs/config.schema.json', 'docs/config.schema.json']);
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    expect(files).toContain('docs/*.schema.json');
  });
});

const sessions = blocks.flatMap((block, index) => {
  if (block.language !== 'console') return [];
  // What stands above it in the same part of the page.
  const config = blocks
    .slice(0, index)
    .findLast((other) => other.heading === block.heading && isConfig(other));
  return [{ ...block, config: config?.text }];
});

it.each(sessions)('$heading: a session goes as it is shown', async ({ text, config }) => {
  if (config !== undefined) writeFileSync(CONFIG, config);
  for (const [, file = ''] of text.matchAll(/--baseline (\S+)/g)) {
    // The session may make it itself.
    if (text.includes(`--save-evidence ${file}`)) rmSync(file, { force: true });
    else await evidence(file);
  }
  await playSession(text);
});

it('shows commands that the command line takes', async () => {
  mkdirSync('baseline');
  await evidence('baseline/lab.json');
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const lines = commands.flatMap((text) => text.trimEnd().split('\n'));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    const [, ...args] = words(line);
    const { exitCode, stderr } = await swiftcheck(...args, '--print-config');
    expect([line, exitCode, stderr]).toEqual([line, 0, '']);
  }
});

it('stands with the exit codes of the command', async () => {
  const { stdout } = await swiftcheck('--help');
  const codes = [...stdout.matchAll(/^ {2}(\d) {2}/gm)].map(([, code]) => code);
  expect([...read(PAGE).matchAll(/^\| (\d) /gm)].map(([, code]) => code)).toEqual(codes);
});

async function evidence(file: string): Promise<void> {
  await swiftcheck('preflight', '--lab', '--size', '4M', '--save-evidence', file, '--force');
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** `endpoints.tiller`; what is in a list stands below the list. */
function pathsOf(schema: Schema): string[] {
  const below = { ...schema.properties, ...schema.items?.properties };
  return Object.entries(below).flatMap(([key, value]) => [
    key,
    ...pathsOf(value).map((path) => `${key}.${path}`),
  ]);
}

function keysIn(value: object): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown) =>
      typeof each === 'object' && each !== null ? keysIn(each) : [],
    );
  }
  return Object.entries(value).flatMap(([key, below]: [string, unknown]) => [
    key,
    ...(typeof below === 'object' && below !== null
      ? keysIn(below).map((path) => `${key}.${path}`)
      : []),
  ]);
}
