import type { Case } from '../../../test/judge/case.js';
import {
  EMPTY_ERROR,
  SMALL,
  cutList,
  direct,
  ok,
  release,
  shown,
} from '../../../test/judge/evidence.js';
import { CURED, lab, small } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { DirectList } from '../../evidence/types.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
const CHUNKS = [HUGE.slice(0, 4), HUGE.slice(4)];
/** As recorded: the second chunk stands in the first one's place. */
const OVERWRITTEN = [
  [4, 5, 2, 3],
  [4, 5],
].map((chunk) => chunk.map((index) => HUGE[index] ?? release('missing')));
/** The healthy list, of which Tiller says something else. */
const says = (changed: Partial<DirectList>) => ok({ ...direct([SMALL]), ...changed });

export const cases: readonly Case[] = [
  {
    code: 'list-truncated',
    raisedBy: cutList(520),
    worse: cutList(521),
    notBy: {},
  },
  {
    // The count is that of the whole list, in each message.
    code: 'list-incomplete',
    raisedBy: { directList: says({ count: 4, total: 4 }) },
    notBy: { directList: ok(direct(CHUNKS)), swiftList: shown(HUGE) },
  },
  {
    code: 'list-incomplete',
    raisedBy: { directList: says({ count: 2, total: 3 }) },
    // 2.9 and newer send no message for nothing, older ones an empty one.
    notBy: { stored: [], directList: ok(direct([])), swiftList: EMPTY_ERROR },
  },
  {
    code: 'list-incomplete',
    raisedBy: { directList: says({ count: -1, total: -1 }) },
    notBy: { swift: '0.9.0', tiller: 'v2.8.2', stored: [] },
  },
  {
    code: 'list-incomplete',
    raisedBy: { directList: says({ count: 2 ** 63 }) },
    // The defect of 2.10: the number is right, and the entries are not.
    notBy: {
      tiller: 'v2.10.0',
      ...{ directList: ok(direct(OVERWRITTEN)), swiftList: shown(OVERWRITTEN.flat()) },
    },
  },
  {
    // More match, and none is left.
    code: 'list-incomplete',
    raisedBy: { directList: says({ total: 520 }) },
    notBy: cutList(520),
  },
  {
    // Some are left, and no more match.
    code: 'list-incomplete',
    raisedBy: { ...cutList(512) },
    notBy: cutList(513),
  },
  {
    // Tiller cuts a list at 512. If an unknown Tiller cuts one is not known.
    code: 'list-incomplete',
    raisedBy: { directList: says({ next: 'delta', total: 520 }) },
    notBy: { tiller: 'v3.0.0', directList: says({ next: 'delta', total: 520 }) },
  },
  {
    code: 'list-incomplete',
    raisedBy: {
      directList: says({
        headers: [
          { count: 3, total: 3, next: '' },
          { count: 5, total: 5, next: '' },
        ],
      }),
    },
    notBy: {},
  },
  {
    // The count is right, and one revision came again.
    code: 'list-incomplete',
    raisedBy: { tiller: 'v2.13.0', directList: ok(direct([[...SMALL, release('alpha', 331)]])) },
    notBy: {
      tiller: 'v2.13.0',
      directList: ok(direct([[...SMALL, release('alpha', 331, { revision: 2 })]])),
    },
  },
  {
    code: 'list-incomplete',
    raisedBy: { directList: ok(direct([[...SMALL, release('')]])) },
    notBy: {},
  },
  {
    code: 'list-incomplete',
    raisedBy: { directList: ok(direct([[release('alpha', 331, { revision: 0 })]])) },
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-truncated': lab('probe', CURED, '--data', 'many'),
  'list-incomplete': async (stage) => {
    const running = await small(stage);
    const address = await stage.tillerListSays(running, { count: 4, total: 4 });
    const targets = ['--tiller', address, '--swift', running.swiftUrl];
    return ['probe', ...targets, '--swift-version', '0.11.1'];
  },
};
