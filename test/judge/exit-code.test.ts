import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailOn } from '../../src/evidence/policy.js';
import type { Finding } from '../../src/checks/define.js';
import {
  FINDING_CODES,
  isAskedFor,
  meansUnexamined,
  severityOf,
} from '../../src/checks/registry.js';
import { rootOf } from '../../src/judge/causes.js';
import { exitCodeOf, judge, leavesNoVerdict, type Weighed } from '../../src/judge/judge.js';
import { standings, type Standing } from '../../src/judge/standing.js';
import { CASES } from './cases.js';
import { direct, evidence, MEBIBYTE, ok, release, shown, SMALL, tooLarge } from './evidence.js';

const LIMIT = 4 * MEBIBYTE;

const finding = (code: Finding['code'], outcome: Finding['outcome'] = severityOf(code)) => ({
  ...{ code, outcome, facts: {}, measures: {} },
});
const silent = fc.record({
  code: fc.constantFrom(...FINDING_CODES.filter((code) => !isAskedFor(code))),
  outcome: fc.constantFrom('pass', 'skipped', 'unknown' as const),
});
const unexamined = FINDING_CODES.filter(meansUnexamined);
const examined = FINDING_CODES.filter((code) => !meansUnexamined(code));
const required = FINDING_CODES.filter(isAskedFor);
const COUNTS = { counts: true, ignored: null, baseline: null } as const;
const KNOWN = { counts: false, ignored: null, baseline: 'known' } as const;
const some = (codes: readonly Finding['code'][]) => fc.array(fc.constantFrom(...codes));

/** The exit code of findings without measures, as nothing else is asked for than `failOn`. */
function exitCode(findings: readonly ReturnType<typeof finding>[], failOn: FailOn): number {
  const standingOf = standings(failOn, undefined, '2024-01-01T00:00:00Z');
  return exitCodeOf(
    findings.map(({ code, outcome, facts, measures }): Weighed => {
      const raised = outcome === 'warn' || outcome === 'fail';
      return {
        code,
        outcome,
        standing: raised ? standingOf({ code, outcome, facts, measures }) : null,
      };
    }),
  );
}

describe('exitCodeOf', () => {
  it('is 1 for what counts, whatever else was not examined', () => {
    fc.assert(
      fc.property(some(FINDING_CODES), fc.constantFrom<FailOn>('fail', 'warn'), (codes, failOn) => {
        const counts = (code: Finding['code']) =>
          !meansUnexamined(code) && (failOn === 'warn' || severityOf(code) === 'fail');
        const findings = codes.map((code) => finding(code));
        const expected = codes.some(counts) ? 1 : codes.some(meansUnexamined) ? 3 : 0;
        expect(exitCode(findings, failOn)).toBe(expected);
        expect(exitCode(findings.reverse(), failOn)).toBe(expected);
      }),
    );
  });

  it('is 3 for an endpoint that was not examined, if nothing counts', () => {
    fc.assert(
      fc.property(some(examined), fc.constantFrom(...unexamined), (others, code) => {
        const accepted = others.map((each) => ({ ...finding(each), standing: KNOWN }));
        expect(exitCodeOf([...accepted, { ...finding(code), standing: COUNTS }])).toBe(3);
        expect(exitCodeOf([...accepted, { ...finding(code), standing: KNOWN }])).toBe(3);
      }),
    );
  });

  it('is 3 if a demand of a policy or of an option has an unknown answer, and 1 wins', () => {
    fc.assert(
      fc.property(some(examined), fc.constantFrom(...required), (others, code) => {
        const open = finding(code, 'unknown');
        expect(exitCode([open], 'fail')).toBe(3);
        const failing = others.some((other) => severityOf(other) === 'fail');
        expect(exitCode([open, ...others.map((each) => finding(each))], 'fail')).toBe(
          failing ? 1 : 3,
        );
      }),
    );
  });

  it.each([
    ['removes the release of --install before the lists', SMALL, shown(SMALL)],
    [
      'stores another release beside the one of --install',
      [...SMALL, release('swiftcheck-probe-1', LIMIT), release('swiftcheck-probe-0', MEBIBYTE)],
      tooLarge(5 * MEBIBYTE, LIMIT),
    ],
  ])('is 3 if somebody %s', (_what, stored, swift) => {
    const { exitCode, findings } = judge(
      evidence({
        swift: '0.9.0',
        payload: {
          ...{ kind: 'install', sizeBytes: MEBIBYTE, releaseName: 'swiftcheck-probe-0' },
          ...{ installed: ok({}), stored: ok('this-run'), purged: ok({}) },
          whileStored: { tiller: ok(direct([stored])), swift },
        },
      }),
    );
    expect(findings.find(({ code }) => code === 'payload-over-limit')?.outcome).toBe('unknown');
    expect(exitCode).toBe(3);
  });

  it('follows from what the finding itself proves', () => {
    const count = (code: Finding['code'], proven: boolean, standing: Standing = COUNTS) =>
      exitCodeOf([{ ...finding(code), proven, standing }]);
    fc.assert(
      fc.property(fc.constantFrom(...FINDING_CODES), (code) => {
        expect(count(code, true)).toBe(1);
        expect(count(code, false)).toBe(3);
        expect(count(code, false, KNOWN)).toBe(3);
        // Known to be down, and not examined.
        expect(count(code, true, KNOWN)).toBe(meansUnexamined(code) ? 3 : 0);
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

  it('ignores what passes, does not apply or is unknown', () => {
    fc.assert(
      fc.property(fc.array(silent), (findings) => {
        const all = findings.map(({ code, outcome }) => finding(code, outcome));
        expect(exitCode(all, 'warn')).toBe(0);
      }),
    );
  });
});

describe('the verdict', () => {
  it('names a failure before any warning that counts, whatever their order', () => {
    const mixed = CASES.map(({ raisedBy }) => judge(evidence(raisedBy), 'warn')).filter(
      ({ exitCode, findings }) => {
        const counting = findings.filter((each) => each.standing?.counts && !leavesNoVerdict(each));
        const [first] = counting;
        return (
          exitCode === 1 &&
          first?.outcome === 'warn' &&
          counting.some(({ outcome }) => outcome === 'fail')
        );
      },
    );
    expect(mixed.length).toBeGreaterThan(5);
    for (const { findings, verdict } of mixed) {
      const failures = findings.filter(({ outcome }) => outcome === 'fail');
      const titles = failures.flatMap((each) => [each.title, rootOf(each).root.title]);
      expect(titles.some((title) => verdict.sentence.startsWith(title))).toBe(true);
    }
  });
});
