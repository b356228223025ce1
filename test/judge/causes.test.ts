import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../src/checks/define.js';
import { FINDING_CODES, isRaised } from '../../src/checks/registry.js';
import { judge } from '../../src/judge/judge.js';
import { DEFINITIONS } from '../../src/checks/registry.js';
import { WHY_MISSING } from '../../src/judge/missing-evidence.js';
import { CASES } from './cases.js';
import { ENDED, SILENCE, TILLER_DOWN, TOGETHER, ends } from './cases-causes.js';
import { atSwift, atTiller, evidence, failed, type Overrides } from './evidence.js';

function judged(overrides: Overrides) {
  return judge(evidence(overrides), 'fail');
}

describe('causes', () => {
  it.each(TOGETHER)('%s', (_what, overrides, expected) => {
    const { findings } = judged(overrides);
    const found = Object.keys(expected).map((code) => {
      const finding = findings.find(
        (each) => each.code === code && (isRaised(each) || each.outcome === 'unknown'),
      );
      if (!finding) throw new Error(`${code} is neither raised nor unknown`);
      const { cause } = finding;
      return [
        code,
        cause && `${cause.certainty === 'likely' ? 'likely ' : ''}${cause.finding.code}`,
      ];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('lead nowhere in a circle', () => {
    const causesOf = (code: FindingCode) =>
      (DEFINITIONS.get(code)?.followsFrom ?? []).flatMap(({ causes }) => causes);
    const depth = (code: FindingCode, above: readonly FindingCode[]): number => {
      expect(above).not.toContain(code);
      return Math.max(0, ...causesOf(code).map((cause) => 1 + depth(cause, [...above, code])));
    };
    expect(Math.max(...FINDING_CODES.map((code) => depth(code, [])))).toBeGreaterThan(1);
  });

  it('are raised findings, and explain only what is raised or unknown', () => {
    for (const { raisedBy, notBy } of CASES) {
      for (const overrides of [raisedBy, notBy]) {
        for (const finding of judged(overrides).findings) {
          if (!finding.cause) continue;
          expect(isRaised(finding.cause.finding)).toBe(true);
          expect(isRaised(finding) || finding.outcome === 'unknown').toBe(true);
        }
      }
    }
  });

  it('are there for whatever is unknown because an endpoint was not reached', () => {
    const { findings } = judged({
      ...TILLER_DOWN,
      swiftTillerVersion: failed('refused'),
      liveness: failed('refused'),
      swiftList: failed('not-attempted'),
      withoutCredentials: failed('refused'),
    });
    const unknowns = findings.filter(({ outcome }) => outcome === 'unknown');
    expect(unknowns.length).toBeGreaterThan(15);
    expect(unknowns.filter(({ cause }) => cause === null)).toEqual([]);
  });

  it('keep to findings that can be raised', () => {
    const named = [
      ...[...DEFINITIONS.values()].flatMap(({ followsFrom = [] }) =>
        followsFrom.flatMap(({ causes }) => causes),
      ),
      ...Object.values(WHY_MISSING).flatMap((whys) => whys.flatMap(({ causes }) => causes)),
    ];
    const raisable = new Set<FindingCode>(CASES.map(({ code }) => code));
    expect(named.filter((code) => !raisable.has(code))).toEqual([]);
  });
});

describe('the verdict', () => {
  it('names the root cause, and its exit code is that of all findings', () => {
    const { verdict, exitCode } = judged({ ...TILLER_DOWN, ...SILENCE });
    // Swift was seen to fail, so that is the failure; Tiller itself was not examined.
    expect(verdict.sentence).toBe(
      'Swift is up, but its call to Tiller got no answer in time, probably because of this: Tiller cannot be reached at 127.0.0.1:44134. For that reason not everything could be checked.',
    );
    expect(exitCode).toBe(1);
  });

  it('says both where the cause is only likely', () => {
    const evidenceOfBoth = evidence({
      ...SILENCE,
      tillerCertificate: ends(ENDED),
    });
    expect(judge(evidenceOfBoth, 'fail').verdict.sentence).toBe(
      "Swift is up, but its call to Tiller got no answer in time, probably because of this: Tiller's certificate expired on 2023-12-31.",
    );
  });
});

describe('one code at two endpoints', () => {
  it.each(['tls-untrusted', 'deadline', 'unreadable'] as const)('is two findings: %s', (kind) => {
    const { findings, verdict } = judged({
      ...atTiller(kind, 'of Tiller'),
      ...atSwift(kind, { message: 'of Swift' }),
    });
    const facts = findings.filter(isRaised).map((each) => each.facts);
    expect(facts).toMatchObject([
      { endpoint: 'Tiller', message: 'of Tiller' },
      { endpoint: 'Swift', message: 'of Swift' },
    ]);
    expect(verdict.sentence).toMatch(/Tiller.*; .*Swift/);
  });
});
