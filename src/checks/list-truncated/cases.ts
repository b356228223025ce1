import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import {
  EMPTY_ERROR,
  SMALL,
  cutList,
  direct,
  failed,
  many,
  ok,
  release,
  shown,
  wholeList,
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
    says: [
      'Swift shows 512 of 520 stored revisions, and does not say so',
      'Tiller says: count 512, total 520, next "tiny-512".',
      /The longer list may exceed a size limit\..*all=true&limit=520'$/m,
      /List the next part;.*all=true&offset=tiny-512'$/m,
      'Uninstall each release',
    ],
    silentOn: ['Computed'],
    is: {
      ...{ outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'certain' },
      measures: { 'revisions left out': 8 },
    },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Swift's own list did not come. The versions of the two Tillers differ, so nothing is computed.
    code: 'list-truncated',
    raisedBy: { ...cutList(520), swiftList: failed('timeout'), viaSwift: 'v2.16.1' },
    says: ['Tiller ends the list at 512 of 520 stored revisions', 'may exceed a size limit'],
    notBy: { directList: failed('timeout') },
    otherwise: 'unknown: There is no direct list: timeout.',
  },
  {
    // An entry that comes again is no other revision.
    code: 'list-truncated',
    raisedBy: { ...cutList(520), swiftList: shown([...many(300), ...many(300)]) },
    says: ['Swift shows 300 of 520 stored revisions'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Swift shows as many as there are, whichever.
    code: 'list-truncated',
    raisedBy: { ...cutList(520), swiftList: shown(many(520)) },
    says: ['Tiller ends the list at 512 of 520 stored revisions'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // The answer to a list of all revisions does not fit Swift's gateway.
    code: 'list-truncated',
    raisedBy: wholeList(many(600).map((each) => ({ ...each, bytes: 9000, summaryBytes: 8000 }))),
    says: [
      'Computed from all revisions: with limit=600 the list fails through Swift 0.11.1:',
      'and the limit between Swift and its gateway is 4 MiB.',
      'No upgrade makes this list pass',
    ],
    silentOn: ['mean size', 'may exceed'],
    notBy: wholeList(many(512)),
    otherwise: 'pass',
  },
  {
    // The count is that of the whole list, in each message.
    code: 'list-incomplete',
    raisedBy: { directList: says({ count: 4, total: 4 }) },
    says: [
      'Tiller announced 4 entries and sent 3',
      'Tiller says: count 4, total 4, next "". 3 entries came.',
      'Something between this machine and Tiller dropped, added or changed messages',
      / -n kube-system port-forward deployment\/tiller-deploy 44134:44134$/m,
    ],
    is: { outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'possible' },
    notBy: { directList: ok(direct(CHUNKS)), swiftList: shown(HUGE) },
  },
  {
    code: 'list-incomplete',
    // Nothing stands between where the port was forwarded.
    raisedBy: inCluster({}, { directList: says({ count: 2, total: 3 }) }),
    says: ['Tiller announced 2 entries', 'The forwarded port leads to the pod itself'],
    silentOn: ['Something between', 'port-forward'],
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
    says: ["The numbers in Tiller's list disagree", 'Without next, count and total are equal.'],
    silentOn: ['announced', 'no Tiller sends'],
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
    says: [
      "The numbers in Tiller's list disagree",
      'count 3, total 3, next "", count 5, total 5, next "". 3 entries came.',
    ],
    notBy: {},
  },
  {
    // The count is right, and one revision came again.
    code: 'list-incomplete',
    raisedBy: { tiller: 'v2.13.0', directList: ok(direct([[...SMALL, release('alpha', 331)]])) },
    says: ["Tiller's list has entries that no Tiller sends", 'More than once came: alpha.'],
    notBy: {
      tiller: 'v2.13.0',
      directList: ok(direct([[...SMALL, release('alpha', 331, { revision: 2 })]])),
    },
  },
  {
    code: 'list-incomplete',
    raisedBy: { directList: ok(direct([[...SMALL, release('')]])) },
    says: ["Tiller's list has entries that no Tiller sends", 'a revision from 1: 1 did not.'],
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
