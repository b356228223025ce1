// Runs with a kubeconfig alone, against the fake API server.
import { startClosedPort } from '../support/fault-server.js';
import { writeKubeconfig, contextOf } from '../support/kube/kubeconfig.js';
import {
  service,
  swiftPod,
  swiftService,
  tillerPod,
  type KubeObject,
} from '../support/kube/objects.js';
import type { ClusterOptions } from '../support/cluster.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

const CURED_PODS = [
  tillerPod({ image: 'ghcr.io/helm/tiller:v2.13.0' }),
  swiftPod({ image: 'appscode/swift:0.11.1' }),
];
const PULL = {
  waiting: 'ImagePullBackOff',
  message:
    'Back-off pulling image "gcr.io/kubernetes-helm/tiller:v2.13.0": denied: Project kubernetes-helm has been deleted',
};
const [TILLER, SWIFT] = CURED_PODS as [KubeObject, KubeObject];

/** `versions` with the kubeconfig of a cluster whose pair is cured. */
async function versions(
  stage: Stage,
  { objects, ...options }: ClusterOptions = {},
  ...flags: string[]
): Promise<string[]> {
  const cluster = await stage.cluster({
    ...{ pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' },
    objects: { pods: CURED_PODS, ...objects },
    ...options,
  });
  return ['versions', ...cluster.flags, ...flags];
}

const pods = (stage: Stage, ...objects: KubeObject[]) =>
  versions(stage, { objects: { pods: objects } });
const services = (stage: Stage, ...objects: KubeObject[]) =>
  versions(stage, { objects: { services: objects } });

export const CLUSTER_CASES: TerminalCase[] = [
  {
    code: 'api-server-unreachable',
    start: async (stage) => {
      const server = `https://${await stage.fault(startClosedPort)}`;
      const file = stage.file('config', '');
      writeKubeconfig(file, [{ name: 'gone', cluster: { server }, user: { token: 'secret' } }]);
      return ['versions', '--kubeconfig', file];
    },
  },
  {
    code: 'context-unusable',
    start: async (stage) => {
      const { kube } = await stage.cluster({ data: 'small' });
      const file = stage.file('config', '');
      writeKubeconfig(file, [contextOf(kube), { name: 'half', cluster: { server: 'nonsense' } }]);
      return ['versions', '--kubeconfig', file, '--kube-context', 'ha*'];
    },
  },
  {
    code: 'credentials-unavailable',
    start: async (stage) => {
      const { kube } = await stage.cluster({ data: 'small' });
      const exec = {
        ...{ apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'sh' },
        args: ['-c', 'echo "the login has ended" >&2; exit 1'],
      };
      const file = stage.file('config', '');
      writeKubeconfig(file, [{ ...contextOf(kube), user: { exec } }]);
      return ['versions', '--kubeconfig', file];
    },
  },
  {
    code: 'forbidden-in-cluster',
    start: async (stage) => {
      const jane = {
        name: 'jane',
        rules: [{ verbs: ['get', 'list'], resources: ['services', 'services/proxy'] }],
      };
      const { kube } = await stage.cluster({
        ...{ pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' },
        users: { tokens: { 'token-of-hers': jane } },
      });
      const file = stage.file('config', '');
      writeKubeconfig(file, [contextOf(kube, 'token-of-hers')]);
      return ['versions', '--kubeconfig', file];
    },
  },
  { code: 'tiller-missing', start: (stage) => pods(stage, SWIFT) },
  {
    code: 'tiller-elsewhere',
    start: (stage) => pods(stage, SWIFT, tillerPod({ namespace: 'tiller-world' })),
  },
  {
    code: 'tiller-not-ready',
    start: (stage) => pods(stage, SWIFT, tillerPod({ trouble: PULL })),
  },
  {
    code: 'tillers-several',
    start: (stage) => pods(stage, ...CURED_PODS, tillerPod({ name: 'tiller-deploy-second' })),
  },
  {
    code: 'tiller-image-differs',
    start: (stage) => pods(stage, SWIFT, tillerPod({ image: 'mirror:5000/tiller:v2.14.3' })),
  },
  { code: 'swift-missing', start: (stage) => services(stage, service({ name: 'api' })) },
  {
    code: 'swifts-several',
    start: (stage) =>
      services(
        stage,
        ...['swift', 'swift-public'].map((name) =>
          swiftService({ name, labels: { app: 'swift' } }),
        ),
      ),
  },
  {
    code: 'swift-port-unknown',
    start: (stage) => versions(stage, {}, '--swift-service', 'kube-system/helm-api:grpc'),
  },
  {
    code: 'swift-not-ready',
    start: (stage) =>
      pods(stage, TILLER, swiftPod({ trouble: { waiting: 'CrashLoopBackOff', restarts: 7 } })),
  },
  {
    code: 'swift-images-differ',
    start: (stage) =>
      pods(stage, ...CURED_PODS, swiftPod({ name: 'swift-old', image: 'appscode/swift:0.9.0' })),
  },
  {
    code: 'port-forward-failed',
    start: (stage) =>
      versions(stage, {
        portForwardTrouble: {
          'tiller-deploy-5c4d7f8b9-abcde': {
            fails:
              'error forwarding port 44134 to pod tiller-deploy-5c4d7f8b9-abcde, uid : unable to do port forwarding: socat not found.',
          },
        },
      }),
  },
];
