// The table of docs/ci.md says which exit code each finding gives, alone in a run.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FINDING_CODES, isRaised } from '../../src/checks/registry.js';
import { exitCodeOf, judge } from '../../src/judge/judge.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { FOLDER_CASES } from '../support/check-cases.js';
import { evidence } from './evidence.js';

const page = readFileSync(new URL('docs/ci.md', PACKAGE_ROOT), 'utf8');
const table = new Map(
  [...page.matchAll(/^\| \[([a-z-]+)\]\(\S+\) *\| (\d)([^|]*?) *\|$/gm)].map(
    ([, code = '', exitCode, rest = '']) => [code, { exitCode: Number(exitCode), rest }],
  ),
);
const CASES = FOLDER_CASES.flatMap(({ cases }) => cases);

it('lists every finding', () => {
  expect([...table.keys()].sort()).toEqual([...FINDING_CODES].sort());
});

it.each(CASES.map(({ code, raisedBy }) => ({ code, raisedBy })))(
  '$code gives that exit code',
  ({ code, raisedBy }) => {
    const { exitCode, rest = '' } = table.get(code) ?? {};
    const given = (failOn: 'warn' | 'fail') => {
      const { findings } = judge(evidence(raisedBy), failOn);
      const finding = findings.filter(isRaised).find((each) => each.code === code);
      if (!finding) throw new Error(`the case does not raise ${code}`);
      return { alone: exitCodeOf([finding]), proven: finding.proven };
    };
    const { alone, proven } = given('fail');
    expect(alone).toBe(proven === undefined ? exitCode : proven ? 1 : 3);
    if (rest.includes('--fail-on warn')) expect(given('warn').alone).toBe(1);
  },
);
