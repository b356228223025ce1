// Evidence of the longest list that is read, and of one entry more.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';

const LONGEST = 100_000;
let folder: string;
const file = (entries: number) => join(folder, `${entries}.json`);

/** Two equal lists, with that many entries each. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-long-'));
  const { report } = await swiftcheckJson('probe', '--lab', '--data', 'small');
  const { tiller, swift } = report.evidence;
  if (!tiller.list?.ok || !swift.list?.ok) throw new Error('the lab gave no lists');
  const [first] = tiller.list.value.releases;
  if (!first) throw new Error('the lab stores nothing');
  for (const entries of [LONGEST, LONGEST + 1]) {
    const releases = Array.from({ length: entries }, (_each, index) => ({
      ...first,
      name: `r-${index}`,
    }));
    const list = {
      ...{ releases, messages: [{ bytes: entries * first.bytes, releases: entries }] },
      ...{ count: entries, total: entries, next: '' },
    };
    const shown = releases.map(({ name, namespace, revision, status }) => ({
      ...{ name, namespace, revision, status },
    }));
    const long = {
      ...report.evidence,
      tiller: { ...tiller, list: { ...tiller.list, value: list } },
      swift: { ...swift, list: { ...swift.list, value: { releases: shown } } },
    };
    writeFileSync(file(entries), JSON.stringify(long));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(['report', 'plan'])('%s reads it', async (command) => {
  const { exitCode, stdout, stderr } = await swiftcheck(command, file(LONGEST));
  expect([stderr, exitCode]).toEqual([expect.not.stringContaining('defect'), expect.any(Number)]);
  expect(stdout).not.toBe('');
});

it.each(['report', 'plan'])('%s refuses a longer one, with its place', async (command) => {
  const long = file(LONGEST + 1);
  expect(await swiftcheck(command, long)).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: `error: ${long} is not evidence: /tiller/list/value/releases must NOT have more than 100000 items.\n`,
  });
});
