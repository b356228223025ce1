import type { DirectList } from '../../src/evidence/types.js';
import type { Case } from './cases.js';
import {
  MEBIBYTE,
  NIL_POINTER,
  SMALL,
  cutList,
  direct,
  failed,
  kubernetesStatus,
  ok,
  release,
  shown,
  swiftError,
  tillerError,
} from './evidence.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
/** As recorded: the second chunk stands in the first one's place. */
const OVERWRITTEN = [
  [4, 5, 2, 3],
  [4, 5],
].map((chunk) => chunk.map((index) => HUGE[index] ?? release('missing')));
const TWICE = [...OVERWRITTEN, ...OVERWRITTEN.slice(1)];
const LAST = release('last', 4_194_656);
const CHUNKS = [HUGE.slice(0, 4), HUGE.slice(4)];
const PENDING = release('new', 330, { status: 'PENDING_INSTALL' });
const STUCK = release('stuck', 330, { status: 'PENDING_UPGRADE' });
const IN_DEFAULT = release('web', 330, { namespace: 'default' });
const RACE = [...SMALL, release('delta')];
const EOF = swiftError(400, 11, 'EOF');
const NIL = swiftError(500, 13, NIL_POINTER);
const FORBIDDEN = 'configmaps is forbidden: User "system:serviceaccount:kube-system:default"';
const NO_LIST = 'HTTP 200, but with an array.';
const REFUSED = 'incompatible versions client[v2.13.0] server[v2.10.0]';

/** The healthy list, of which Tiller says something else. */
const says = (changed: Partial<DirectList>) => ok({ ...direct([SMALL]), ...changed });

export const LIST_CASES: Case[] = [
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
    notBy: { stored: [], directList: ok(direct([])), swiftList: NIL },
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
    notBy: { directList: ok(direct(OVERWRITTEN)), swiftList: shown(OVERWRITTEN.flat()) },
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
    // Tiller cuts a list at 512. Where a Tiller that is not known cuts one is not known.
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
    code: 'list-first-message-only',
    raisedBy: {
      ...{ swift: '0.6.0', tiller: 'v2.11.0' },
      ...{ directList: ok(direct(CHUNKS)), swiftList: shown(HUGE.slice(0, 4)) },
    },
    worse: {
      ...{ swift: '0.6.0', tiller: 'v2.11.0' },
      ...{ directList: ok(direct([...CHUNKS, [LAST]])), swiftList: shown(HUGE.slice(0, 4)) },
    },
    notBy: { directList: ok(direct(CHUNKS)), swiftList: shown(HUGE) },
  },
  {
    code: 'list-corrupted',
    raisedBy: { directList: ok(direct(OVERWRITTEN)), swiftList: shown(OVERWRITTEN.flat()) },
    worse: { directList: ok(direct(TWICE)), swiftList: shown(TWICE.flat()) },
    // Revisions of one release, and one name in two namespaces, are different entries.
    notBy: {
      stored: [...SMALL, release('alpha', 331, { revision: 2 }), release('beta', 9, IN_DEFAULT)],
    },
  },
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown(RACE) },
    worse: { swiftList: shown([...RACE, release('epsilon')]) },
    notBy: {},
  },
  {
    // Two are pending, one is shown: no release of Swift hides only the other.
    code: 'list-differs',
    raisedBy: { stored: [...SMALL, PENDING, STUCK], swiftList: shown([...SMALL, PENDING]) },
    notBy: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, PENDING], swiftList: shown(SMALL) },
    },
  },
  {
    // An empty list from a Swift that lists every namespace is not about namespaces.
    code: 'list-differs',
    raisedBy: { swiftList: NIL },
    notBy: { stored: [], directList: ok(direct([])), swiftList: NIL },
  },
  {
    code: 'pending-releases-hidden',
    raisedBy: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, PENDING], swiftList: shown(SMALL) },
    },
    worse: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, { ...PENDING, name: 'newer' }], swiftList: shown(SMALL) },
    },
    notBy: { stored: [...SMALL, PENDING] },
  },
  {
    code: 'default-namespace-only',
    raisedBy: {
      ...{ swift: '0.4.0', tiller: 'v2.7.0' },
      ...{ stored: [...SMALL, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    },
    worse: {
      ...{ swift: '0.4.0', tiller: 'v2.7.0' },
      ...{ stored: [...RACE, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    },
    notBy: { swiftList: NIL },
  },
  {
    code: 'default-namespace-only',
    raisedBy: { swift: '0.4.0', tiller: 'v2.9.1', swiftList: EOF },
    notBy: { swift: '0.4.0', tiller: 'v2.7.0', stored: [IN_DEFAULT] },
  },
  {
    code: 'empty-list-as-error',
    raisedBy: { directList: ok(direct([])), swiftList: NIL },
    notBy: { swiftList: swiftError(500, 13, 'runtime error: index out of range') },
  },
  {
    code: 'empty-list-as-error',
    raisedBy: { swift: '0.9.0', directList: ok(direct([])), swiftList: EOF },
    notBy: { swift: '0.9.0', tiller: 'v2.8.2', stored: [] },
  },
  {
    code: 'client-refused',
    raisedBy: { directList: tillerError(2, REFUSED) },
    notBy: { directList: tillerError(2, FORBIDDEN) },
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(2, FORBIDDEN), swiftList: swiftError(500, 2, FORBIDDEN) },
    notBy: { directList: tillerError(8, 'trying to send message larger than max (9 vs. 8)') },
  },
  {
    // A size that something on the way refused is not Tiller's send limit, but a failure all the same.
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(8, 'grpc: received message larger than max (9 vs. 8)') },
    notBy: { directList: failed('not-attempted') },
  },
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, 2, FORBIDDEN) },
    notBy: { swiftList: NIL },
  },
  {
    // A success is none where it holds no list.
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed('wrong-answer', { httpStatus: 200, message: NO_LIST }) },
    notBy: { swiftList: shown(SMALL) },
  },
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed('not-json', { httpStatus: 200, message: NO_LIST }) },
    notBy: { swiftList: failed('timeout') },
  },
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: kubernetesStatus(503, 'no endpoints available') },
    notBy: { swiftList: failed('closed') },
  },
  {
    code: 'list-over-ceiling',
    raisedBy: { directList: failed('over-ceiling') },
    notBy: { stored: [release('large', 200 * MEBIBYTE)] },
  },
  {
    code: 'list-over-ceiling',
    raisedBy: { swiftList: failed('over-ceiling') },
    notBy: { swiftList: failed('timeout') },
  },
  {
    code: 'tiller-slow',
    raisedBy: { directList: failed('timeout') },
    notBy: { swiftList: failed('timeout') },
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('closed') },
    notBy: { directList: failed('timeout') },
  },
];
