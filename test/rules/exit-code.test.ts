import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FINDING_CODES,
  meansUnexamined,
  severityOf,
  type Finding,
} from '../../src/findings/catalogue.js';
import { exitCodeOf } from '../../src/rules/judge.js';

const finding = (code: Finding['code'], outcome: Finding['outcome'] = severityOf(code)) => ({
  ...{ code, outcome, hop: null, facts: {}, reason: null },
});
const silent = fc.record({
  code: fc.constantFrom(...FINDING_CODES),
  outcome: fc.constantFrom('pass', 'not-applicable', 'could-not-tell' as const),
});
const unexamined = FINDING_CODES.filter(meansUnexamined);
const examined = FINDING_CODES.filter((code) => !meansUnexamined(code));
const some = (codes: readonly Finding['code'][]) => fc.array(fc.constantFrom(...codes));

describe('exitCodeOf', () => {
  it('is 3 as soon as an endpoint was not examined, whatever else was found', () => {
    fc.assert(
      fc.property(some(examined), fc.constantFrom(...unexamined), (others, code) => {
        const findings = [...others, code].map((each) => finding(each));
        expect(exitCodeOf(findings, 'fail')).toBe(3);
        expect(exitCodeOf(findings.reverse(), 'warn')).toBe(3);
      }),
    );
  });

  it('is 1 for a failure, and for a warning only with --fail-on warn', () => {
    fc.assert(
      fc.property(some(examined), (codes) => {
        const findings = codes.map((code) => finding(code));
        const failing = codes.some((code) => severityOf(code) === 'fail');
        expect(exitCodeOf(findings, 'fail')).toBe(failing ? 1 : 0);
        expect(exitCodeOf(findings, 'warn')).toBe(codes.length > 0 ? 1 : 0);
      }),
    );
  });

  it('is 0 for whatever was not raised, also for what could not be told', () => {
    fc.assert(
      fc.property(fc.array(silent), (outcomes) => {
        const findings = outcomes.map(({ code, outcome }) => finding(code, outcome));
        expect(exitCodeOf(findings, 'warn')).toBe(0);
      }),
    );
  });
});
