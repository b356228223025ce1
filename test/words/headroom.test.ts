// Shares of limits in words: rounded, and never so that they contradict what they are compared with.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactPercent, freePercent, percent } from '../../src/checks/shared/headroom.js';
import { judge } from '../../src/judge/judge.js';
import { CASES } from '../judge/cases.js';
import { MEBIBYTE, evidence, release } from '../judge/evidence.js';

const LIMIT = 4 * MEBIBYTE;
const FRAMING = 5;
const row = (used: number) => ({ used, limit: LIMIT }) as Parameters<typeof freePercent>[0];

function title(headroom: number, used: number): string {
  const run = evidence({
    command: 'preflight',
    policy: { failOn: 'fail', headroom },
    stored: [release('big', used - FRAMING)],
  });
  const finding = judge(run).findings.find(({ code }) => code === 'headroom-too-small');
  if (!finding) throw new Error('there is such a check');
  return finding.title;
}

it('says what is left and what was asked for, with the decimals', () => {
  expect(title(0.125, Math.ceil(0.9 * LIMIT))).toBe(
    'A release leaves 9.9 % of what can be read through Swift, and 12.5 % has to stay free',
  );
  expect(title(0.2, Math.ceil(0.8 * LIMIT))).toBe(
    'A release leaves 19.9 % of what can be read through Swift, and 20 % has to stay free',
  );
  expect(title(0.2, LIMIT)).toBe(
    'A release leaves 0 % of what can be read through Swift, and 20 % has to stay free',
  );
  expect(title(0.2, LIMIT + 1)).toBe(
    'A release takes over 100 % of what can be read through Swift, and 20 % has to stay free',
  );
});

it('never says that as much is left as was asked for, where less is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: LIMIT }),
      fc.integer({ min: 10, max: 990 }).map((thousandths) => thousandths / 1000),
      (used, headroom) => {
        fc.pre(LIMIT - used < headroom * LIMIT);
        expect(parseFloat(freePercent(row(used)))).toBeLessThan(parseFloat(exactPercent(headroom)));
      },
    ),
  );
});

it('says 100 % of nothing that is over, and never less than is used', () => {
  expect(percent(LIMIT / LIMIT)).toBe('100 %');
  expect(percent((LIMIT + 1) / LIMIT)).toBe('over 100 %');
  expect(percent(1.5)).toBe('150 %');
  expect(percent((LIMIT - 1) / LIMIT)).toBe('100 %');
  expect(percent(1 / LIMIT)).toBe('1 %');
  // 0.28 times 100 is a little more than 28.
  expect(percent(0.28)).toBe('28 %');
});

/** What a check that passes vouches for, against the findings that say the opposite. */
const OPPOSITES: readonly [passes: string, raised: readonly string[]][] = [
  [
    'near-limit',
    [
      ...['list-over-send-limit', 'list-over-receive-limit', 'list-over-gateway-limit'],
      ...['list-over-unknown-limit', 'content-over-limit', 'list-truncated', 'headroom-too-small'],
    ],
  ],
  ['headroom-too-small', ['list-over-receive-limit', 'list-over-gateway-limit', 'near-limit']],
  ['swift-list-failed', ['list-over-receive-limit', 'list-over-gateway-limit']],
];

it('passes no check beside a finding that says the opposite', () => {
  const contradictions = CASES.flatMap(({ raisedBy, notBy, worse }) =>
    [raisedBy, notBy, ...(worse ? [worse] : [])].flatMap((overrides) => {
      const { findings } = judge(evidence(overrides));
      const codes = (raised: boolean) =>
        findings
          .filter(({ outcome }) =>
            raised ? outcome === 'warn' || outcome === 'fail' : outcome === 'pass',
          )
          .map(({ code }): string => code);
      return OPPOSITES.filter(([passes]) => codes(false).includes(passes)).flatMap(
        ([passes, opposite]) =>
          codes(true)
            .filter((code) => opposite.includes(code))
            .map((code) => `${passes} passes beside ${code}`),
      );
    }),
  );
  expect([...new Set(contradictions)]).toEqual([]);
});
