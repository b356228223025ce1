// What the terminal shows for each code: command, output and exit code, kept as a file each.
// `npx vitest run test/terminal -u` writes these files again; read them before you keep them.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/checks/registry.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';
import { TERMINAL_CASES } from './cases.js';
import { Stage } from './start.js';
import { NEWEST_SWIFT } from '../support/newest.js';

/** A line may break before the version. */
const NEWEST_OF_A_RANGE = new RegExp(
  ` to(\\s+)${NEWEST_SWIFT.replaceAll('.', '\\.')}(?![\\d.])`,
  'g',
);

const CHECKS = fileURLToPath(new URL('src/checks/', PACKAGE_ROOT));

let stage: Stage;
beforeEach(() => {
  stage = new Stage(mkdtempSync(join(tmpdir(), 'swiftcheck-terminal-')));
});
afterEach(async () => {
  await stage.close();
  rmSync(stage.folder, { recursive: true });
});

/** What differs from run to run: ports, times, dates, folders, throwaway names, a dry run's own times; and the newest version. */
function steady(text: string): string {
  return (
    text
      .replaceAll(`${stage.folder}/`, '')
      .replace(NEWEST_OF_A_RANGE, ' to$1NEWEST')
      .replace(/(127\.0\.0\.1|0\.0\.0\.0):\d{4,5}\b/g, '$1:PORT')
      .replace(/^( {2}time {2,}).*$/gm, '$1TIME')
      .replace(/, (?:\d+ ms|\d+\.\d s)$/gm, ', TIME')
      .replace(/^(swiftcheck .*), \d{4}-\d\d-\d\d [\d:]{8} UTC, \S+@\S+$/m, '$1, TIME, USER@HOST')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z/g, 'TIME')
      .replace(/\b20\d\d-\d\d-\d\d\b/g, 'DATE')
      .replace(/swiftcheck-probe-[0-9a-f]{16}/g, 'swiftcheck-probe-0123456789abcdef')
      // OpenSSL names the function, and each version has its own.
      .replace(
        /SSL\s+routines:\w+:wrong\s+version\s+number/g,
        'SSL routines:FUNCTION:wrong\n          version number',
      )
      // The encoded times of an install that was just made.
      .replace(/\b([12],[234])\d\d bytes/g, '$1NN bytes')
      .replace(/\b(4194|4,194,)(?!304)\d{3}\b/g, '$1NNN')
  );
}

function shown(args: readonly string[]): string {
  return args.map((arg) => (/^[\w./:@,=-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ');
}

describe('the terminal', () => {
  it.each(TERMINAL_CASES)('$code', async ({ code, folder, start }) => {
    const args = await start(stage);
    const saved = join(stage.folder, 'evidence.json');
    // With several clusters, each cluster leaves a file in a folder.
    const several = args.some((arg) => arg.includes('*'));
    const { stdout, stderr, exitCode } = await swiftcheck(...args, '--save-evidence', saved);
    const screen = steady(`$ swiftcheck ${shown(args)}\n${stdout}${stderr}exit code ${exitCode}\n`);
    await expect(screen).toMatchFileSnapshot(join(CHECKS, folder, `${code}.txt`));
    const { report } = await swiftcheckJson(
      'report',
      several ? join(saved, readdirSync(saved)[0] ?? '') : saved,
    );
    const finding = report.findings.find((each) => each.code === code);
    expect(finding?.outcome).toMatch(/^(warn|fail)$/);
    expect(report.exitCode).toBe(exitCode);
  });

  it('has a case, and a file, for each code and no other', () => {
    const codes = TERMINAL_CASES.map(({ code }) => code).sort();
    expect(codes).toEqual([...FINDING_CODES].sort());
    const kept = readdirSync(CHECKS, { recursive: true, encoding: 'utf8' });
    expect(kept.filter((path) => path.endsWith('.txt')).sort()).toEqual(
      TERMINAL_CASES.map(({ folder, code }) => join(folder, `${code}.txt`)).sort(),
    );
  });
});
