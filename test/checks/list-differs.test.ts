// How list-differs names entries whose name is in the other list as well.
import { expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { evidence, release, shown, SMALL } from '../judge/evidence.js';

const [alpha = release('alpha'), ...others] = SMALL;

function onlySwift(releases: typeof SMALL): unknown {
  const { findings } = judge(evidence({ swiftList: shown(releases) }), 'fail');
  return findings.find(({ code }) => code === 'list-differs')?.facts;
}

it.each([
  ['another namespace', [{ ...alpha, namespace: 'other' }, ...others], 'namespace other)'],
  ['another revision', [{ ...alpha, revision: 7 }, ...others], 'alpha (revision 7, namespace'],
  ['the same revision again', [...SMALL, alpha], 'alpha (again)'],
  ['another name', [...SMALL, release('delta')], 'delta'],
])('distinguishes an entry by %s', (_what, releases, words) => {
  expect(onlySwift(releases)).toMatchObject({
    onlySwift: [expect.stringContaining(words) as unknown],
  });
});
