import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailOn } from '../../src/evidence/policy.js';
import {
  FINDING_CODES,
  isDemanded,
  isRaised,
  meansUnexamined,
  severityOf,
  type Finding,
} from '../../src/findings/catalogue.js';
import { exitCodeOf } from '../../src/rules/judge.js';
import { standings } from '../../src/rules/standing.js';

const finding = (code: Finding['code'], outcome: Finding['outcome'] = severityOf(code)) => ({
  ...{ code, outcome, hop: null, facts: {}, reason: null },
});
const silent = fc.record({
  code: fc.constantFrom(...FINDING_CODES.filter((code) => !isDemanded(code))),
  outcome: fc.constantFrom('pass', 'not-applicable', 'could-not-tell' as const),
});
const unexamined = FINDING_CODES.filter(meansUnexamined);
const examined = FINDING_CODES.filter((code) => !meansUnexamined(code));
const some = (codes: readonly Finding['code'][]) => fc.array(fc.constantFrom(...codes));

/** The exit code of findings without measures, as nothing else is asked for than `failOn`. */
function exitCode(findings: readonly Finding[], failOn: FailOn): number {
  const standingOf = standings(failOn, undefined, '2024-01-01T00:00:00Z');
  return exitCodeOf(
    findings.map((each) => ({ ...each, standing: isRaised(each) ? standingOf(each) : null })),
  );
}

describe('exitCodeOf', () => {
  it('is 3 as soon as an endpoint was not examined, whatever else was found', () => {
    fc.assert(
      fc.property(some(examined), fc.constantFrom(...unexamined), (others, code) => {
        const findings = [...others, code].map((each) => finding(each));
        expect(exitCode(findings, 'fail')).toBe(3);
        expect(exitCode(findings.reverse(), 'warn')).toBe(3);
      }),
    );
  });

  it('is 1 for a failure, and for a warning only with --fail-on warn', () => {
    fc.assert(
      fc.property(some(examined), (codes) => {
        const findings = codes.map((code) => finding(code));
        const failing = codes.some((code) => severityOf(code) === 'fail');
        expect(exitCode(findings, 'fail')).toBe(failing ? 1 : 0);
        expect(exitCode(findings, 'warn')).toBe(codes.length > 0 ? 1 : 0);
      }),
    );
  });

  it('does not mind what passes, does not apply or could not be told', () => {
    fc.assert(
      fc.property(fc.array(silent), (findings) => {
        const all = findings.map(({ code, outcome }) => finding(code, outcome));
        expect(exitCode(all, 'warn')).toBe(0);
      }),
    );
  });
});
