import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, tillerPod } from '../../../test/judge/cluster-evidence.js';
import { failed, ok } from '../../../test/judge/evidence.js';
import { pods, SWIFT } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

const TAGGED = tillerPod({ claimedVersion: 'v2.14.3' });
const PODS = ok([TAGGED]);

export const cases: readonly Case[] = [
  {
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: PODS } }),
    says: [
      'Tiller reports version v2.13.0, and its image is tagged v2.14.3',
      'Pod tiller-1: image "ghcr.io/helm/tiller:v2.13.0".',
      'GetVersion: "v2.13.0".',
    ],
    is: { outcome: 'warn', hop: null, certainty: 'certain' },
    notBy: inCluster({
      tiller: { pods: ok([tillerPod({ claimedVersion: '2.13.0', image: 'mirror:5000/tiller' })]) },
    }),
    otherwise: 'pass',
  },
  {
    // `latest` or a digest claims nothing.
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: 'v2.13.1' })]) } }),
    notBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: null })]) } }),
    otherwise: 'skipped: The image ghcr.io/helm/tiller:v2.13.0 names no version.',
  },
  {
    // The pod that was asked is judged, not the first pod.
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod({ name: 'tiller-0' }), TAGGED]) } }),
    notBy: inCluster({ tiller: { pods: PODS, chosen: 'tiller-2' } }),
    otherwise: 'skipped: No pod of Tiller was asked.',
  },
  {
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: PODS } }),
    notBy: inCluster({ tiller: { pods: PODS } }, { tillerVersion: failed('timeout') }),
    otherwise: "unknown: Tiller's version is not known: timeout.",
  },
  {
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: PODS } }),
    notBy: inCluster({ tiller: { pods: failed('timeout') } }),
    otherwise: 'skipped: No pod of Tiller was asked.',
  },
  {
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: PODS } }),
    notBy: {},
    otherwise: "skipped: Tiller's address was given, so the run did not look for Tiller.",
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-image-differs': (stage) =>
    pods(stage, SWIFT, kube.tillerPod({ image: 'mirror:5000/tiller:v2.14.3' })),
};
