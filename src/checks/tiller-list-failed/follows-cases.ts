// What keeps a run from Tiller's list, if the run saw it elsewhere: causes, and what only looks like one.
import type { Case } from '../../../test/judge/case.js';
import { FORWARD_FAILS, noSwift, noTiller, silent } from '../../../test/judge/cluster-evidence.js';
import { atSwift, failed, ok, tillerError } from '../../../test/judge/evidence.js';
import type { FailureKind } from '../../evidence/observation.js';

export const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';

export const at = (kind: FailureKind) => failed(kind, { hop: 'swiftcheck->tiller' });

export const BROKEN = { directList: at('closed') };

export const OTHER_VERSION = ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' });

const FORWARD = noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward');

export const DOWN = { tillerVersion: at('refused') };

export const FOLLOWS_CASES: readonly Case[] = [
  {
    code: 'tiller-list-failed',
    raisedBy: { ...DOWN, ...BROKEN },
    is: { follows: 'tiller-unreachable' },
    notBy: DOWN,
  },
  {
    // Tiller said of its storage why it fails, so it was reached.
    code: 'tiller-list-failed',
    raisedBy: { ...DOWN, directList: tillerError(2, FORBIDDEN) },
    is: { hop: 'tiller->storage', follows: null },
    notBy: DOWN,
  },
  {
    // Swift's trouble is not Tiller's.
    code: 'tiller-list-failed',
    raisedBy: { ...atSwift('tls-untrusted'), ...BROKEN },
    is: { follows: null },
    notBy: atSwift('tls-untrusted'),
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { ...FORWARD, ...BROKEN },
    is: { follows: 'port-forward-failed' },
    notBy: FORWARD,
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { ...FORWARD, directList: tillerError(2, FORBIDDEN) },
    is: { follows: null },
    notBy: FORWARD,
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { ...silent('refused'), ...BROKEN },
    is: { follows: 'api-server-unreachable' },
    notBy: silent('refused'),
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { ...noSwift({ services: ok([]) }), ...BROKEN },
    is: { follows: null },
    notBy: noSwift({ services: ok([]) }),
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { ...BROKEN, again: [OTHER_VERSION] },
    is: { follows: 'tiller-answers-vary' },
    notBy: { again: [OTHER_VERSION] },
  },
];
