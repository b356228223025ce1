import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, refused, swiftPod } from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { pods, CURED_PODS } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

const run = (...pods: readonly (readonly [name: string, image: string])[]) =>
  inCluster({ swift: { pods: ok(pods.map(([name, image]) => swiftPod({ name, image }))) } });
const [NEW, OLD] = ['swift:0.11.1', 'swift:0.9.0'];

export const cases: readonly Case[] = [
  {
    code: 'swift-images-differ',
    raisedBy: run(['swift-1', NEW], ['swift-2', OLD], ['swift-3', OLD]),
    says: [
      "The pods of Swift's Service kube-system/helm-api run 2 different images",
      '"swift:0.9.0": swift-2, swift-3.',
      'An update is in progress, or two Deployments stand behind one Service.',
      'Finish the update, or separate',
    ],
    is: { outcome: 'warn', hop: null, certainty: 'possible' },
    notBy: run(['swift-1', NEW], ['swift-2', NEW]),
    otherwise: 'pass',
  },
  {
    code: 'swift-images-differ',
    raisedBy: run(['swift-5d4f7c8b9d-abcde', NEW], ['swift-6b8c9d7f5d-fghij', OLD]),
    says: ['The pods are of one Deployment', /Finish the update\.$/m],
    is: { certainty: 'likely' },
    notBy: inCluster({ swift: { chosen: null } }),
    otherwise: 'skipped: The run chose no Service.',
  },
  {
    code: 'swift-images-differ',
    raisedBy: run(['swift-5d4f7c8b9d-abcde', NEW], ['other-6b8c9d7f5d-fghij', OLD]),
    says: ['Several Deployments stand behind one Service.', /^Separate the Deployments/m],
    is: { certainty: 'certain' },
    notBy: inCluster({ swift: { pods: refused('list', 'pods') } }),
    otherwise: /^unknown: pods is forbidden/,
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-images-differ': (stage) =>
    pods(stage, ...CURED_PODS, kube.swiftPod({ name: 'swift-old', image: 'appscode/swift:0.9.0' })),
};
