// `npm run new:check` in a copy of what it reads and writes.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_CHECKS } from '../../src/checks/index.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const here = fileURLToPath(PACKAGE_ROOT);
const COPIED = ['proto', '.ci', 'src', 'docs', 'package.json', 'tsconfig.json', '.oxfmtrc.json'];
const GENERATED = ['src/checks/index.ts', 'docs/findings.md'];

/** The checks of the lists behind which no other stands. */
const LAST_LISTS = ALL_CHECKS.filter(
  ({ group, code }) => group === 'lists' && ALL_CHECKS.every(({ after }) => after !== code),
).map(({ code }) => code);

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'swiftcheck-new-check-'));
  for (const path of COPIED) {
    cpSync(join(here, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(here, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => {
  rmSync(copy, { recursive: true });
});

const read = (path: string) => readFileSync(join(copy, path), 'utf8');
const newCheck = (...args: string[]) =>
  execa('node', [join(copy, '.ci/new-check.mjs'), ...args], { cwd: tmpdir(), reject: false });
const files = () =>
  readdirSync(join(copy, 'src/checks'), { recursive: true, encoding: 'utf8' }).sort();

describe('npm run new:check', () => {
  it.each([
    ['a folder that is there', ['near-limit'], 'src/checks/near-limit has near-limit already.'],
    [
      'a code of another folder',
      ['payload-not-tried'],
      'src/checks/payload has payload-not-tried already.',
    ],
    ['no name', [], 'Usage: '],
    ['one word', ['odd'], 'Usage: '],
    ['a path', ['../odd-check'], 'Usage: '],
    ['capitals', ['Odd-Check'], 'Usage: '],
    ['two names', ['odd-check', 'even-check'], 'Usage: '],
  ])('makes nothing for %s', async (_what, args, said) => {
    const before = [files(), ...GENERATED.map(read)];
    const { exitCode, stderr } = await newCheck(...args);
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
    expect([files(), ...GENERATED.map(read)]).toEqual(before);
  });

  it('makes a folder with a check, its page and its cases, and generates what follows', async () => {
    const before = files();
    const { exitCode, stdout } = await newCheck('answer-too-odd');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('src/checks/answer-too-odd is made.');
    expect(files().filter((file) => !before.includes(file))).toEqual([
      'answer-too-odd',
      'answer-too-odd/answer-too-odd.md',
      'answer-too-odd/cases.ts',
      'answer-too-odd/check.ts',
    ]);

    const [check, page, cases] = ['check.ts', 'answer-too-odd.md', 'cases.ts'].map((file) =>
      read(`src/checks/answer-too-odd/${file}`),
    );
    expect(check).toContain("    'answer-too-odd': Facts;");
    expect(check).toContain('export const answerTooOdd = defineCheck({');
    const [, after] = /group: 'lists',\n {2}after: '([\w-]+)',/.exec(check ?? '') ?? [];
    expect(LAST_LISTS).toContain(after);
    expect([...(page ?? '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      ...['answer-too-odd', 'How it is detected', 'Consequences', 'Causes', 'Fix'],
      'Severity and exit code',
    ]);
    expect(page?.split('\n\n')[1]).toMatch(/^[A-Z][^\n]*\.$/);
    expect(cases).toContain("    code: 'answer-too-odd',");
    expect(cases).toContain("  'answer-too-odd': () =>");
    for (const text of [check, page, cases]) expect(text).toContain('FILL IN');

    expect(read('src/checks/index.ts')).toContain(
      "import { answerTooOdd } from './answer-too-odd/check.js';",
    );
    expect(read('src/checks/pages.ts')).toContain(
      "path: 'src/checks/answer-too-odd/answer-too-odd.md'",
    );
    expect(read('docs/findings.md')).toContain(
      '[answer-too-odd](../src/checks/answer-too-odd/answer-too-odd.md)',
    );
    const { exitCode: formatted } = await execa(
      'node',
      [join(here, 'node_modules/oxfmt/bin/oxfmt'), '--check', 'src/checks', 'docs'],
      { cwd: copy, reject: false },
    );
    expect(formatted).toBe(0);
  });
});
