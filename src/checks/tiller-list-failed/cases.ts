import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import { failed, swiftError, tillerError } from '../../../test/judge/evidence.js';
import { tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';
const REFUSED = 'incompatible versions client[v2.13.0] server[v2.10.0]';

export const cases: readonly Case[] = [
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
    code: 'tiller-list-failed',
    raisedBy: { directList: failed('closed', { hop: 'swiftcheck->tiller' }) },
    notBy: { directList: failed('no-answer', { hop: 'swiftcheck->tiller' }) },
  },
  {
    // A size that something on the path refused is not Tiller's send limit, but a failure all the same.
    // A size that a proxy in between refused is not Tiller's send limit, but still a failure.
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(8, 'grpc: received message larger than max (9 vs. 8)') },
    notBy: { directList: failed('not-attempted') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'client-refused': (stage) =>
    tillerEnds(stage, 'ListReleases', {
      code: grpc.status.UNKNOWN,
      details: 'incompatible versions client[v2.13.0] server[v2.10.0]',
    }),
  'tiller-list-failed': (stage) =>
    tillerEnds(stage, 'ListReleases', {
      code: grpc.status.UNKNOWN,
      details:
        'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"',
    }),
};
