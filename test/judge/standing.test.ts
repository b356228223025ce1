// What a policy and a baseline make of findings, and of the verdict.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/evidence/policy.js';
import type { Evidence } from '../../src/evidence/types.js';
import type { FindingCode } from '../../src/checks/define.js';
import { isRaised } from '../../src/checks/registry.js';
import { baselineOf } from '../../src/judge/baseline.js';
import { judge } from '../../src/judge/judge.js';
import { isWorse } from '../../src/judge/standing.js';
import { CASES } from './cases.js';
import {
  MEBIBYTE,
  SEED,
  SMALL,
  cutList,
  direct,
  evidence,
  failed,
  ok,
  release,
  shown,
  tooLarge,
  type Overrides,
} from './evidence.js';

const policyOf = (policy: Partial<Policy> = {}): Policy => ({ failOn: 'fail', ...policy });

/** Evidence of a preflight under a policy; it starts on 2024-01-01. */
const preflight = (policy: Partial<Policy>, overrides: Overrides = {}): Evidence =>
  evidence({ command: 'preflight', ...overrides, policy: policyOf(policy) });

const INCIDENT: Overrides = {
  ...{ swift: '0.9.0', tiller: 'v2.10.0' },
  directList: ok(direct([SEED])),
  swiftList: tooLarge(4_195_325, 4_194_304),
};
const LIMIT = 'list-over-receive-limit';
const ignoring = (code: string, expires = '2024-06-30') => ({
  ignore: [{ code, reason: 'Until the move.', expires }],
});
const standingOf = (from: Evidence, code: string) =>
  judge(from).findings.find((finding) => finding.code === code && isRaised(finding))?.standing;

describe('what is ignored', () => {
  it('does not count until its last day is over', () => {
    expect(judge(preflight(ignoring(LIMIT), INCIDENT)).exitCode).toBe(0);
    expect(judge(preflight(ignoring(LIMIT, '2024-01-01'), INCIDENT)).exitCode).toBe(0);
    const over = preflight(ignoring(LIMIT, '2023-12-31'), INCIDENT);
    expect(judge(over).exitCode).toBe(1);
    expect(standingOf(over, LIMIT)).toEqual({ counts: true, ignored: null, baseline: null });
    expect(standingOf(over, 'ignore-expired')?.counts).toBe(false);
  });

  it('uses the day in UTC, in every time zone of the run', () => {
    const at = (startedAt: string) =>
      judge({ ...preflight(ignoring(LIMIT, '2024-06-30'), INCIDENT), startedAt }).exitCode;
    expect(at('2024-07-01T13:59:00+14:00')).toBe(0);
    expect(at('2024-06-30T14:00:00-10:00')).toBe(1);
  });

  it('is reported with its reason, and the verdict says that something was ignored', () => {
    const { verdict, findings } = judge(preflight(ignoring(LIMIT), INCIDENT));
    expect(findings.find(({ code }) => code === LIMIT)?.standing?.ignored?.reason).toBe(
      'Until the move.',
    );
    expect(verdict.sentence).toMatch(/; 1 ignored by the policy\.$/);
  });

  it('is no reason to say that no failure was found', () => {
    const sentence = (policy: Partial<Policy>) =>
      judge(preflight({ ...policy, failOn: 'fail' }, INCIDENT)).verdict.sentence;
    expect(sentence(ignoring(LIMIT))).toMatch(/^No failure found that counts, but 2 warnings: /);
    expect(sentence(ignoring('pair-undocumented'))).not.toContain('No failure');
    const warned = { tiller: 'v2.14.0', stored: [release('big', 5 * MEBIBYTE)] };
    const { verdict } = judge(preflight(ignoring('content-over-limit'), warned));
    expect(verdict.sentence).toMatch(/^No failure found, but 1 warning: .*; 1 ignored/);
  });

  it('does not make up for an endpoint that was not examined', () => {
    const down = { tillerVersion: failed('refused', { hop: 'swiftcheck->tiller' as const }) };
    expect(judge(preflight(ignoring('tiller-unreachable'), down)).exitCode).toBe(3);
  });
});

describe('a policy that asks for what is unknown', () => {
  const CUT: Overrides = cutList(520);
  const BRANCH: Overrides = { tiller: 'v2.13+unreleased' };
  it.each<[FindingCode, Partial<Policy>, Overrides]>([
    ['swift-release-not-allowed', { require: { swift: '0.11.1' } }, { swift: null }],
    ['tiller-release-not-allowed', { require: { tiller: '2.13.x' } }, BRANCH],
    ['pair-not-allowed', { require: { pairs: [{ swift: '*', tiller: '*' }] } }, BRANCH],
    ['headroom-too-small', { headroom: 0.2 }, BRANCH],
    ['release-too-large', { maxReleaseBytes: MEBIBYTE, ...ignoring('list-truncated') }, CUT],
  ])('%s: is not met', (code, policy, overrides) => {
    const { exitCode, findings } = judge(preflight(policy, overrides));
    expect(findings.find((finding) => finding.code === code)?.outcome).toBe('unknown');
    expect(exitCode).toBe(3);
    // Nothing else leaves that run without a verdict.
    expect(judge(preflight({}, overrides)).exitCode).not.toBe(3);
  });

  it('leaves the run without a verdict', () => {
    const { exitCode, verdict } = judge(
      preflight({ require: { swift: '0.11.1' } }, { swift: null }),
    );
    expect(exitCode).toBe(3);
    expect(verdict.outcome).toBe('incomplete');
    expect(verdict.sentence).toContain('The policy allows the version of Swift');
    expect(verdict.sentence).toContain('It depends on');
  });

  it.each<[string, Partial<Policy>, Overrides]>([
    ['headroom of an unknown Swift', { headroom: 0.2 }, { swift: null, stored: SEED }],
  ])('%s', (_what, policy, overrides) => {
    const { exitCode, findings } = judge(preflight(policy, overrides));
    expect(exitCode).toBe(3);
    expect(findings.filter(isRaised).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  it('is not asked where the run was not given one', () => {
    const codes = judge(evidence({ swift: null })).findings.map(({ code }) => code);
    expect(codes).not.toContain('swift-release-not-allowed');
  });
});

describe('a baseline', () => {
  const since = (overrides: Overrides) => {
    const before = evidence({ command: 'preflight', ...overrides });
    return { baseline: baselineOf(before, judge(before).findings) };
  };

  it.each(CASES)('%#: of the same run knows all that was raised ($code)', ({ raisedBy }) => {
    const { findings, exitCode, changes } = judge(
      evidence({ ...raisedBy, policy: policyOf({ ...raisedBy.policy, ...since(raisedBy) }) }),
    );
    const raised = findings.filter(isRaised);
    // A check that only a policy brings in is new where the first run had none.
    const known = raised.filter(({ standing }) => standing?.baseline === 'known');
    expect(known.length).toBeGreaterThan(0);
    for (const finding of raised) expect(finding.standing?.baseline).toBe('known');
    expect([0, 3]).toContain(exitCode);
    expect(changes).toEqual([]);
  });

  const GROWN = CASES.flatMap(({ code, raisedBy, worse }) =>
    worse ? [{ code, raisedBy, worse }] : [],
  );

  it.each(GROWN)('finds $code worse by its numbers', ({ code, raisedBy, worse }) => {
    const policy = policyOf({ ...worse.policy, ...since(raisedBy) });
    expect(standingOf(evidence({ ...worse, policy }), code)?.baseline).toBe('worse');
  });

  it('has a case of each code that has numbers', () => {
    const measured = CASES.flatMap(({ raisedBy }) => since(raisedBy).baseline.findings)
      .filter(({ measures }) => Object.keys(measures).length > 0)
      .map(({ code }) => code);
    expect([...new Set(GROWN.map(({ code }) => code))].sort()).toEqual(
      [...new Set<string>(measured)].sort(),
    );
  });

  it('lets what is new or worse count', () => {
    const known = preflight(since(INCIDENT), INCIDENT);
    expect(judge(known).exitCode).toBe(0);
    expect(judge(known).verdict.sentence).toMatch(/known from the baseline/);
    const larger = { ...INCIDENT, swiftList: tooLarge(4_195_326, 4_194_304) };
    expect(standingOf(preflight(since(INCIDENT), larger), LIMIT)?.baseline).toBe('worse');
    expect(judge(preflight(since(INCIDENT), larger)).exitCode).toBe(1);
    expect(standingOf(preflight(since({}), INCIDENT), LIMIT)?.baseline).toBe('new');
    expect(judge(preflight(since({}), INCIDENT)).exitCode).toBe(1);
  });

  it('reports what is better, and what is gone', () => {
    const smaller = { ...INCIDENT, swiftList: tooLarge(4_194_305, 4_194_304) };
    expect(judge(preflight(since(INCIDENT), smaller)).changes).toContainEqual(
      expect.objectContaining({ code: LIMIT, kind: 'better' }),
    );
    const cured = judge(preflight(since(INCIDENT), { stored: SEED }));
    expect(cured.changes).toContainEqual(
      expect.objectContaining({ code: LIMIT, kind: 'gone', now: null }),
    );
    expect(cured.exitCode).toBe(0);
  });

  it('counts more revisions of a release as worse', () => {
    const [fifty = {}, hundreds = {}] = CASES.filter(
      ({ code }) => code === 'history-unbounded',
    ).map(({ raisedBy }) => raisedBy);
    const policy = policyOf(since(fifty));
    expect(standingOf(evidence({ ...fifty, policy }), 'history-unbounded')?.baseline).toBe('known');
    expect(standingOf(evidence({ ...hundreds, policy }), 'history-unbounded')?.baseline).toBe(
      'worse',
    );
  });

  it('calls nothing better if something else of it is worse', () => {
    const big = (name: string, mebibytes: number) => release(name, mebibytes * MEBIBYTE);
    const before = { stored: [big('a', 7), big('b', 5)] };
    const mixed = judge(preflight(since(before), { stored: [big('a', 6), big('c', 5)] }));
    expect(mixed.changes.filter(({ code }) => code === 'content-over-limit')).toEqual([]);
    const better = judge(preflight(since(before), { stored: [big('a', 6), big('b', 5)] }));
    expect(better.changes).toContainEqual(
      expect.objectContaining({ code: 'content-over-limit', kind: 'better' }),
    );
  });

  it('does not call a finding gone if the check that would raise it is unknown', () => {
    const slow = {
      directList: failed('no-answer', { hop: 'swiftcheck->tiller' as const }),
      swiftList: failed('no-answer'),
    };
    const kindOf = (now: Overrides) =>
      judge(preflight(since(slow), now)).changes.find(({ code }) => code === 'tiller-slow')?.kind;
    expect(kindOf({})).toBe('gone');
    expect(kindOf({ tillerVersion: failed('refused', { hop: 'swiftcheck->tiller' }) })).toBe(
      'unknown',
    );
  });

  it('calls a finding gone once the checks that can raise it pass, whatever else is unknown', () => {
    const expired = failed('http-status', { httpStatus: 401 });
    const before = { swiftTillerVersion: expired, swiftList: expired };
    const kindOf = (now: Overrides) =>
      judge(preflight(since(before), now)).changes.find(({ code }) => code === 'unauthorized')
        ?.kind;
    // Another check is unknown: the version of Swift is not declared.
    expect(kindOf({ swift: null })).toBe('gone');
    const refused = failed('refused', { hop: 'swiftcheck->swift' as const });
    expect(kindOf({ swiftTillerVersion: refused, swiftList: refused })).toBe('unknown');
  });

  it('parts a finding at one endpoint from the same at the other', () => {
    const kind = 'tls-expired' as const;
    const atTiller = { tillerVersion: failed(kind, { hop: 'swiftcheck->tiller' }) };
    const atSwift = { swiftTillerVersion: failed(kind), swiftList: failed(kind) };
    const moved = judge(preflight(since(atTiller), atSwift));
    const expired = moved.findings.filter(isRaised).filter(({ code }) => code === kind);
    expect(expired.map(({ standing }) => standing?.baseline)).toEqual(['new']);
    expect(moved.changes).toContainEqual(
      expect.objectContaining({ code: kind, endpoint: 'Tiller', now: null }),
    );
    const both = judge(preflight(since({ ...atTiller, ...atSwift }), { ...atTiller, ...atSwift }));
    for (const { standing } of both.findings.filter(isRaised)) {
      expect(standing?.baseline).toBe('known');
    }
    // Evidence of an older version names no endpoint.
    const { startedAt, findings } = since(atTiller).baseline;
    const older = findings.map(({ endpoint: _endpoint, ...rest }) => rest);
    const policy = { baseline: { startedAt, findings: older } };
    expect(standingOf(preflight(policy, atTiller), kind)?.baseline).toBe('known');
  });

  it('does not call an unknown finding gone', () => {
    const unlisted = {
      ...INCIDENT,
      directList: failed('no-answer', { hop: 'swiftcheck->tiller' as const }),
      swiftList: failed('no-answer'),
    };
    expect(judge(preflight(since(INCIDENT), unlisted)).changes).toContainEqual(
      expect.objectContaining({ code: LIMIT, kind: 'unknown' }),
    );
  });

  it.each(['content-over-limit', 'release-too-large'])(
    'counts a release in %s that was not there before, though no larger and no more than others',
    (code) => {
      const big = (name: string, revision = 1): Overrides => ({
        stored: [release(name, 5 * MEBIBYTE, { revision })],
        policy: policyOf({ failOn: 'warn', maxReleaseBytes: MEBIBYTE }),
      });
      const standing = (before: Overrides, now: Overrides) => {
        const earlier = evidence({ command: 'preflight', ...before });
        const baseline = baselineOf(earlier, judge(earlier).findings);
        const policy = { ...now.policy, ...policyOf(now.policy), baseline };
        return standingOf(evidence({ command: 'preflight', ...now, policy }), code)?.baseline;
      };
      expect(standing(big('a'), big('a'))).toBe('known');
      expect(standing(big('a', 1), big('a', 2))).toBe('known');
      expect(standing(big('a'), big('b'))).toBe('worse');
      expect(standing(big('a'), { ...big('a'), stored: [release('a', 5 * MEBIBYTE + 1)] })).toBe(
        'worse',
      );
    },
  );

  it('counts a release that was not there before, however many others went', () => {
    const only = (name: string): Overrides => ({ swiftList: shown([...SMALL, release(name)]) });
    const baselineOfTwo = (left: string, right: string) =>
      standingOf(preflight(since(only(left)), only(right)), 'list-differs')?.baseline;
    expect(baselineOfTwo('a', 'a')).toBe('known');
    expect(baselineOfTwo('a', 'b')).toBe('worse');
  });
});

it('isWorse: what has grown or is new, and nothing else', () => {
  const measures = fc.dictionary(fc.string(), fc.integer());
  fc.assert(
    fc.property(measures, measures, (now, before) => {
      expect(isWorse(now, now)).toBe(false);
      expect(isWorse({}, before)).toBe(false);
      if (!isWorse(now, before)) {
        for (const [name, size] of Object.entries(now)) {
          expect(Object.keys(before)).toContain(name);
          expect(size).toBeLessThanOrEqual(before[name] ?? NaN);
        }
      }
    }),
  );
});
