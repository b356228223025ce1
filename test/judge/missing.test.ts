// A check whose evidence is missing never passes: evidence is taken away, and what passes is looked at.
import { describe, expect, inject, it } from 'vitest';
import type { FailureKind, Observation } from '../../src/evidence/observation.js';
import type { Evidence } from '../../src/evidence/types.js';
import { isRaised } from '../../src/checks/registry.js';
import { checksFor } from '../../src/checks/registry.js';
import { analyse } from '../../src/analysis/analysis.js';
import { judge } from '../../src/judge/judge.js';
import { CASES } from './cases.js';
import { sampled } from '../support/sampled.js';
import { evidence, failed, ok } from './evidence.js';

type Observed = 'tiller' | 'swift';
const OBSERVATIONS: [Observed, string][] = [
  ['tiller', 'version'],
  ['tiller', 'again'],
  ['tiller', 'certificate'],
  ['tiller', 'list'],
  ['swift', 'liveness'],
  ['swift', 'withoutCredentials'],
  ['swift', 'certificate'],
  ['swift', 'tillerVersion'],
  ['swift', 'pendingInstalls'],
  ['swift', 'list'],
];
/** What every evidence has, so that it can only fail. */
const REQUIRED = ['version', 'liveness', 'tillerVersion'];

const HEALTHY = evidence({
  url: 'https://swift.example:50055',
  tillerCertificate: ok({ validFrom: '2023-01-01T00:00:00Z', validTo: '2030-01-01T00:00:00Z' }),
  swiftCertificate: ok({ validFrom: '2023-01-01T00:00:00Z', validTo: '2030-01-01T00:00:00Z' }),
});

/** The evidence with one observation that failed, or that is not there. */
function without(from: Evidence, [side, name]: [Observed, string], how: FailureKind | 'absent') {
  const kept = Object.entries(from[side]).filter(([key]) => key !== name);
  const failure: Observation<never> = failed(how === 'absent' ? 'timeout' : how);
  const lost = name === 'again' ? [failure] : failure;
  const absent = how === 'absent' && !REQUIRED.includes(name);
  return {
    ...from,
    [side]: Object.fromEntries(absent ? kept : [...kept, [name, lost]]),
  } as Evidence;
}

const KINDS = ['timeout', 'refused', 'closed', 'not-attempted', 'deadline', 'interrupted'] as const;
const WAYS = [...KINDS, 'absent'] as const;

/** If nothing was declared either. */
const UNDECLARED: Evidence = {
  ...HEALTHY,
  swift: { ...HEALTHY.swift, target: { ...HEALTHY.swift.target, declaredVersion: null } },
};

function nothing(from: Evidence, how: FailureKind | 'absent'): Evidence {
  return OBSERVATIONS.reduce((left, name) => without(left, name, how), from);
}

function outcomes(from: Evidence): string[] {
  return judge(from, 'fail').findings.map(({ outcome }) => outcome);
}

/** The evidence that is left decides these checks by itself. */
const LEFT: Readonly<Record<string, string>> = {
  'swift-version-contradicted': 'the release was declared',
  'pair-undocumented': 'the release was declared',
  'list-over-send-limit': 'Tiller sent the direct list',
  'swift-unreachable': 'Swift answered GET /',
  // Without the version from one side there is no verdict at all: an endpoint was not examined.
  'tiller-release-not-allowed': 'the one version that is known is allowed',
  'pair-not-allowed': 'the one version that is known makes an allowed pair',
};

describe('a check whose evidence is missing', () => {
  const rules = checksFor(HEALTHY);

  it('has a healthy run to begin with', () => {
    expect(judge(HEALTHY, 'warn').exitCode).toBe(0);
    expect(outcomes(HEALTHY)).not.toContain('unknown');
  });

  it.each(WAYS)('does not pass if nothing was observed: %s', (how) => {
    const { findings } = judge(nothing(UNDECLARED, how), 'fail');
    const passing = findings.filter(({ outcome }) => outcome === 'pass');
    // Whether a credential can cross the network in plaintext stands in the URL.
    expect(passing.map(({ code }) => code)).toEqual(['token-over-plaintext']);
  });

  const lacking = [
    ...OBSERVATIONS.flatMap((name) => WAYS.map((how) => without(HEALTHY, name, how))),
    ...WAYS.map((how) => nothing(UNDECLARED, how)),
    ...CASES.map(({ raisedBy }) => evidence(raisedBy)),
  ].map((from) => ({ analysis: analyse(from), outcomes: outcomes(from) }));

  it.each(rules.filter(({ needs }) => Object.keys(needs).length > 0))(
    '$code: is unknown',
    ({ code, needs }) => {
      for (const need of Object.values(needs)) {
        const without = lacking.filter(({ analysis }) => 'why' in need.read(analysis));
        // A cluster brings rules of its own, before the others.
        const outcome = ({ analysis, outcomes }: (typeof lacking)[number]) =>
          outcomes[checksFor(analysis.evidence).findIndex((rule) => rule.code === code)];
        expect(new Set(without.map(outcome))).toEqual(new Set(['unknown']));
      }
    },
  );

  it('does not pass for it where it raised something before', () => {
    const turned = sampled(4, CASES).flatMap(({ raisedBy }) => {
      const full = evidence(raisedBy);
      const before = judge(full, 'fail').findings;
      return OBSERVATIONS.flatMap((name) =>
        (['timeout', 'absent'] as const).flatMap((how) =>
          outcomes(without(full, name, how)).flatMap((outcome, index) => {
            const was = before[index];
            return was && isRaised(was) && outcome === 'pass' ? [was.code] : [];
          }),
        ),
      );
    });
    const known = Object.keys(LEFT).sort();
    expect(known).toEqual(expect.arrayContaining(turned));
    if (inject('thorough')) expect([...new Set(turned)].sort()).toEqual(known);
  });

  it('does not vouch for what a part of the evidence leaves open', () => {
    const outcomeOf = (from: Evidence, code: string) =>
      judge(from, 'fail').findings.find((finding) => finding.code === code)?.outcome;
    for (const side of ['tiller', 'swift'] as const) {
      const unseen = without(HEALTHY, [side, 'certificate'], 'absent');
      expect(outcomeOf(unseen, 'tls-expires-soon')).toBe('unknown');
    }
  });
});
