import type { Case } from '../../../test/judge/case.js';
import {
  EMPTY_ERROR,
  SMALL,
  failed,
  kubernetesStatus,
  shown,
  swiftError,
} from '../../../test/judge/evidence.js';
import { swiftFront } from '../../../test/support/fronts.js';
import { LIST, small, swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';
const NO_LIST = 'HTTP 200, but with an array.';

export const cases: readonly Case[] = [
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, 2, FORBIDDEN) },
    notBy: { swiftList: EMPTY_ERROR },
  },
  {
    // HTTP 200 without a list is a failure.
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
    raisedBy: { swiftList: kubernetesStatus(503, 'no endpoints available for service "helm-api"') },
    notBy: { swiftList: failed('closed') },
  },
  {
    // Swift ends no connection so soon for slowness.
    code: 'swift-list-failed',
    raisedBy: { swiftList: { ...failed('closed'), ms: 900 } },
    notBy: { swiftList: failed('closed') },
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('closed') },
    notBy: { swiftList: { ...failed('closed'), ms: 900 } },
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('no-answer') },
    notBy: { directList: failed('timeout') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-list-failed': (stage) => swiftLists(stage, 500, '{"code":2,"message":"something broke"}'),
  'swift-slow': async (stage) => {
    const running = await small(stage);
    const front = await swiftFront(running.swiftUrl, (path) => path.startsWith(LIST));
    stage.after(() => front.close());
    const targets = ['--tiller', running.tillerAddress, '--swift', front.url];
    return ['probe', ...targets, '--swift-version', '0.11.1', '--timeout', '1s'];
  },
};
