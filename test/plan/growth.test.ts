import { expect, it } from 'vitest';
import { growthOf } from '../../src/plan/growth.js';
import { headroom } from '../../src/predict/headroom.js';
import { MEBIBYTE, release } from '../judge/evidence.js';
import { swiftOf, tillerOf } from '../predict/ground-truth.js';

const NOW = '2024-04-01T00:00:00.000Z';
const DAY = 24 * 60 * 60;
const daysAgo = (days: number) => Date.parse(NOW) / 1000 - days * DAY;
const deployed = (index: number, days: number, bytes = 330) =>
  release(`r-${index}`, bytes, { lastDeployedSeconds: daysAgo(days) });

const growth = (stored: ReturnType<typeof release>[], swift = '0.9.0', tiller = '2.11.0') => {
  const release = swiftOf(swift);
  return growthOf(stored, release, headroom(stored, release, tillerOf(tiller)), NOW);
};

it('reckons with the revisions of the last 90 days', () => {
  // 13 of 45 days, 3 MiB in all before: 100 KiB each, so 1 MiB more is reached after about 5 weeks.
  const older = [deployed(0, 200, 2 * MEBIBYTE)];
  const recent = Array.from({ length: 9 }, (_, index) =>
    deployed(index + 1, index * 9, 100 * 1024),
  );
  const found = growth([...older, ...recent]);
  expect(found).toMatchObject({ kind: 'estimate', days: 90, revisions: 9 });
  const { reaches } = found.kind === 'estimate' ? found : { reaches: [] };
  expect(reaches[0]).toMatchObject({ what: 'list message', limit: 4 * MEBIBYTE });
  // 9 of 100 KiB in 90 days are 70 KiB a week; 1,148 KiB are left.
  expect(reaches[0]?.perWeek).toBeCloseTo((9 * (100 * 1024 + 4) * 7) / 90);
  expect(reaches[0]?.weeks).toBe(16);
  expect(reaches.map(({ weeks }) => weeks)).toEqual(
    reaches.map(({ weeks }) => weeks).sort((a, b) => a - b),
  );
});

it('reckons with fewer days if nothing older is stored', () => {
  expect(growth([deployed(0, 30), deployed(1, 20), deployed(2, 1)])).toMatchObject({
    kind: 'estimate',
    days: 30,
    revisions: 3,
  });
});

it('leaves out a limit that is exceeded already, and one that no list reaches', () => {
  const stored = [0, 10, 40].map((days, index) => deployed(index, days, 2 * MEBIBYTE));
  const found = growth(stored);
  const what = found.kind === 'estimate' ? found.reaches.map((one) => one.what) : [];
  expect(what).toEqual(expect.arrayContaining(['list answer', 'list length']));
  expect(what).not.toContain('list message');
  expect(what).not.toContain('content');
});

it.each([
  [
    'times are missing',
    [release('a'), deployed(1, 40), deployed(2, 3)],
    '1 stored revision has no time',
  ],
  ['nothing is stored', [], 'the list of this pair holds no revision'],
  ['all is new', [1, 2, 3].map((days) => deployed(days, days)), 'is 3 days old, and 7 are needed'],
  [
    'few are recent',
    [deployed(0, 300), deployed(1, 40)],
    '1 revision of the last 90 days is too few',
  ],
  ['the clock of Tiller is ahead', [-5, -6, -7].map((days) => deployed(-days, days)), '0 days old'],
] as const)('says that it cannot where %s', (_case, stored, reason) => {
  const found = growth([...stored]);
  expect(found.kind === 'unknown' && found.reason).toContain(reason);
});
