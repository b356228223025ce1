// What the types do not hold of the checks together.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/checks/define.js';
import { ALL_CHECKS } from '../../src/checks/index.js';
import { PAGES } from '../../src/checks/pages.js';
import { CHECKS, DEFINITIONS } from '../../src/checks/registry.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

/** The check behind which a check stands; `undefined` if the check stands behind no other. */
const leaderOf = ({ group, after }: Check) =>
  ALL_CHECKS.find((check) => check.code === after && check.group === group);

/** Whether the chain of `after` ends at a rule that has no folder yet. */
function waits(check: Check): boolean {
  if (check.after === null) return false;
  if (!DEFINITIONS.has(check.after)) return true;
  const leader = leaderOf(check);
  return leader !== undefined && waits(leader);
}

describe('the checks', () => {
  it('declare each code that has a page, and no other', () => {
    const declared = new Set(ALL_CHECKS.flatMap(({ findings }) => Object.keys(findings)));
    const pages = Object.keys(PAGES);
    expect([...declared].filter((code) => !pages.includes(code))).toEqual([]);
    expect(pages.filter((code) => !declared.has(code))).toEqual([]);
  });

  it('share one definition of a code that several of them declare', () => {
    for (const { findings } of ALL_CHECKS) {
      for (const [code, definition] of Object.entries(findings)) {
        expect(definition, code).toBe(DEFINITIONS.get(code));
      }
    }
  });

  it('pass each under a code of its own', () => {
    const codes = ALL_CHECKS.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
    for (const { code, findings } of ALL_CHECKS) expect(Object.keys(findings)).toContain(code);
  });

  it('stand each behind a check of the same group, and no two behind the same', () => {
    for (const check of ALL_CHECKS) {
      if (check.after === null || !DEFINITIONS.has(check.after)) continue;
      expect(leaderOf(check), `${check.code} stands behind ${check.after}`).toBeDefined();
    }
    const places = ALL_CHECKS.map(({ group, after }) => `${group}, behind ${after ?? 'nothing'}`);
    expect(places).toEqual([...new Set(places)]);
  });

  it('are all made, each right behind the check that it names', () => {
    expect(new Set(CHECKS)).toEqual(new Set(ALL_CHECKS.filter((check) => !waits(check))));
    expect(CHECKS.length).toBe(new Set(CHECKS).size);
    for (const [index, check] of CHECKS.entries()) {
      if (check.after !== null) expect(CHECKS[index - 1]?.code).toBe(check.after);
    }
  });

  it('follow from each other in no circle', () => {
    const lead = (code: string, above: readonly string[]): void => {
      expect(above).not.toContain(code);
      for (const { causes } of DEFINITIONS.get(code)?.followsFrom ?? []) {
        for (const cause of causes) lead(cause, [...above, code]);
      }
    };
    for (const code of DEFINITIONS.keys()) lead(code, []);
  });

  it('have nothing left to be filled in', () => {
    const folder = new URL('src/checks/', PACKAGE_ROOT);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|md)$/.test(file)) continue;
      expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toContain('FILL IN');
    }
  });
});
