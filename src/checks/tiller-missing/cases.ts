import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import {
  at,
  inCluster,
  tillerPod,
  refused,
  noTiller,
  unanswered,
  unasked,
  PULL,
  ELSEWHERE,
} from '../../../test/judge/cluster-evidence.js';
import { ok, type Overrides } from '../../../test/judge/evidence.js';
import { pods, PULLING, SWIFT } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

const NONE = ok([]);
const UNREACHED = unasked('refused');
const noTillerAnywhere = (overrides: Overrides) =>
  inCluster(
    { tiller: { chosen: null, pods: NONE, elsewhere: NONE } },
    { ...unanswered('not-found'), ...overrides },
  );
const SILENT = at('swiftcheck->api-server', 'timeout');
const pulled = (image: string) =>
  noTiller({
    pods: ok([tillerPod({ name: 'tiller-deploy-5c7b8d9f6-abcde', image, trouble: PULL })]),
  });

export const cases: readonly Case[] = [
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: NONE, elsewhere: NONE }),
    says: [
      'No pod in the cluster has the labels of Tiller',
      'Namespace kube-system has no pod with the labels app=helm,name=tiller.',
      'The other namespaces have no such pod either.',
      'Swift reaches a Tiller v2.13.0, so that Tiller runs',
      / get deployments,pods --all-namespaces --show-labels \| grep -i tiller$/m,
    ],
    silentOn: ['another namespace', 'could not look', 'not installed'],
    is: { outcome: 'fail', hop: 'api-server->tiller', certainty: 'possible' },
    notBy: noTiller({ pods: NONE, elsewhere: ELSEWHERE }),
    otherwise: 'raised: tiller-elsewhere',
  },
  {
    // Swift does not say that a Tiller runs.
    code: 'tiller-missing',
    raisedBy: noTillerAnywhere(UNREACHED),
    says: ['Tiller is not installed in this cluster'],
    silentOn: ['Swift reaches'],
    notBy: {},
    otherwise: "skipped: Tiller's address was given, so the run did not look for Tiller.",
  },
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: NONE, elsewhere: refused('list', 'pods', { everywhere: true }) }),
    says: [
      'No pod in namespace kube-system has the labels of Tiller',
      'The run could not look in other namespaces: "pods is forbidden',
      'or it runs in another namespace.',
      'swiftcheck rbac --feature discovery-everywhere --subject user:jane',
    ],
    // The account would not see them.
    silentOn: ['in the cluster', 'have no such pod either', '--all-namespaces'],
    notBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
    otherwise: 'raised: tiller-not-ready',
  },
  {
    // No right is missing.
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: NONE, elsewhere: SILENT }),
    says: ['The run could not look in other namespaces: "timeout."', '--all-namespaces'],
    silentOn: ['swiftcheck rbac'],
    notBy: {},
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ pods: refused('list', 'pods') }),
    says: ['Tiller cannot be reached: the account may not list pods', / --feature discovery /],
    is: { hop: 'api-server->tiller' },
    notBy: noTiller({ pods: SILENT }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: refused('create', 'pods/portforward') }),
    says: [/ --feature port-forward /],
    is: { hop: 'api-server->tiller' },
    notBy: noTiller({ chosen: 'tiller-1', forward: SILENT }),
  },
  {
    code: 'port-forward-failed',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: at('api-server->tiller', 'refused') }),
    is: { hop: 'api-server->tiller' },
    notBy: noTiller({ chosen: 'tiller-1', forward: SILENT }),
  },
  {
    code: 'tls-untrusted',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: at('api-server->tiller', 'tls-untrusted') }),
    is: { hop: 'api-server->tiller' },
    notBy: inCluster({}),
  },
  {
    code: 'tiller-elsewhere',
    raisedBy: noTiller({ pods: NONE, elsewhere: ELSEWHERE }),
    says: [
      'Tiller is not in namespace kube-system, but in tiller-world',
      'tiller-world/tiller-1, image "ghcr.io/helm/tiller:v2.13.0": ready.',
      / --tiller-namespace tiller-world$/m,
    ],
    is: { outcome: 'fail', hop: 'api-server->tiller', certainty: 'certain' },
    notBy: noTiller({ pods: NONE, elsewhere: NONE }),
    otherwise: 'raised: tiller-missing',
  },
  {
    // Each namespace once, and as many commands as are worth reading.
    code: 'tiller-elsewhere',
    raisedBy: noTiller({
      pods: NONE,
      elsewhere: ok(['a', 'a', 'b', 'c', 'd'].map((namespace) => tillerPod({ namespace }))),
    }),
    says: ['but in a, b, c, d', / --tiller-namespace c$/m],
    silentOn: [/ --tiller-namespace d$/m],
    notBy: noTiller({ pods: SILENT }),
    otherwise: 'unknown: timeout.',
  },
  {
    code: 'tiller-not-ready',
    raisedBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
    says: [
      'No pod of Tiller in namespace kube-system is ready: its image cannot be pulled',
      'Swift reaches a Tiller v2.13.0 all the same',
    ],
    // The pod already asks for that image.
    silentOn: ['Use the image of the Helm project.'],
    is: { outcome: 'fail', hop: 'api-server->tiller' },
    notBy: inCluster({
      tiller: { pods: ok([tillerPod({ name: 'tiller-0', trouble: PULL }), tillerPod()]) },
    }),
    otherwise: 'pass',
  },
  {
    code: 'tiller-not-ready',
    raisedBy: inCluster(
      { tiller: { chosen: null, pods: ok([tillerPod({ trouble: PULL })]) } },
      { ...unanswered('not-found'), ...UNREACHED },
    ),
    silentOn: ['all the same'],
    notBy: inCluster({}),
    otherwise: 'pass',
  },
  {
    code: 'tiller-not-ready',
    raisedBy: pulled('gcr.io/kubernetes-helm/tiller:v2.13.0@sha256:0123'),
    says: [
      /Use the image of the Helm project\..* -n kube-system set image deployment\/tiller-deploy tiller=ghcr\.io\/helm\/tiller:v2\.13\.0$/m,
    ],
    notBy: noTiller({ chosen: 'tiller-1', forward: SILENT }),
    otherwise: 'unknown: timeout.',
  },
  {
    // The number after the host is that of its port.
    code: 'tiller-not-ready',
    raisedBy: pulled('mirror:5000/tiller'),
    says: [/ tiller=ghcr\.io\/helm\/tiller:vX\.Y\.Z$/m],
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-missing': (stage) => pods(stage, SWIFT),
  'tiller-elsewhere': (stage) => pods(stage, SWIFT, kube.tillerPod({ namespace: 'tiller-world' })),
  'tiller-not-ready': (stage) => pods(stage, SWIFT, kube.tillerPod({ trouble: PULLING })),
};
