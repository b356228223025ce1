import { startClosedPort } from '../../../test/support/fault-server.js';
import type { Case } from '../../../test/judge/case.js';
import {
  at,
  refused,
  missing,
  lost,
  noTiller,
  noSwift,
  silent,
  FORWARD_FAILS,
} from '../../../test/judge/cluster-evidence.js';
import { writeKubeconfig, contextOf } from '../../../test/support/kube/kubeconfig.js';
import type { Start } from '../../../test/terminal/screen.js';

const says = (httpStatus: number) =>
  silent('http-status', { httpStatus, message: `HTTP ${httpStatus}` });

export const cases: readonly Case[] = [
  {
    code: 'api-server-unreachable',
    raisedBy: silent('refused'),
    says: [
      'The Kubernetes API server at https://127.0.0.1:6443 cannot be reached',
      'a request to the API server failed',
      'version --request-timeout=10s',
      'Or give the addresses of both endpoints',
    ],
    silentOn: ['The address was reached', 'HTTP'],
    is: { outcome: 'fail', hop: 'swiftcheck->api-server', certainty: 'certain' },
    notBy: noTiller({ pods: refused('list', 'pods') }),
    otherwise: 'pass',
  },
  {
    // A list is always there: what answers it with 404 is no API server, or not at that path.
    code: 'api-server-unreachable',
    raisedBy: silent('kubernetes-status', {
      ...{ httpStatus: 404, message: 'the server could not find the requested resource' },
    }),
    // The words say more than the status, and the steps for any answer follow theirs.
    says: ['gave no usable answer (HTTP 404)', 'version --request-timeout=10s'],
    silentOn: ['The address was reached'],
    // A Service that is asked for by name can be missing.
    notBy: noSwift({ asked: 'kube-system/helm-api', services: missing('services') }),
    otherwise: 'pass',
  },
  {
    // RBAC refuses a list by its resource: the server did not take this path for one of the API.
    code: 'api-server-unreachable',
    raisedBy: silent('kubernetes-status', {
      ...{ httpStatus: 403, message: 'forbidden: User "jane" cannot get path "/k8s/api/v1/pods"' },
    }),
    says: ['gave no usable answer (HTTP 403)', 'has a path that does not belong there'],
    silentOn: ['RBAC denies', 'swiftcheck rbac'],
    notBy: noTiller({ pods: refused('list', 'pods') }),
    otherwise: 'pass',
  },
  {
    code: 'api-server-unreachable',
    raisedBy: noSwift({ services: lost() }),
    notBy: {},
  },
  {
    code: 'api-server-unreachable',
    raisedBy: noSwift({ asked: 'kube-system/helm-api', services: lost() }),
    notBy: {},
  },
  {
    // The pods of Tiller were listed before.
    code: 'api-server-unreachable',
    raisedBy: noSwift({ services: at('swiftcheck->api-server', 'refused') }),
    says: ['Not every request reaches the Kubernetes API server at https://127.0.0.1:6443'],
    notBy: {},
  },
  {
    code: 'api-server-unreachable',
    raisedBy: silent('http-status', { httpStatus: 502, message: 'HTTP 502' }),
    // The API server answers; its connection to the node fails.
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
    otherwise: 'pass',
  },
  // What an answer means by its status alone.
  ...(
    [
      [404, 'does not know the path'],
      [410, 'no longer has the list that it began'],
      [429, 'because it has too many'],
      [500, 'could not answer'],
      [300, 'sends the caller to another address'],
      [399, 'sends the caller to another address'],
      [400, 'not what an API server answers'],
      [204, 'not what an API server answers'],
    ] as const
  ).map(([httpStatus, words]): Case => ({
    code: 'api-server-unreachable',
    raisedBy: says(httpStatus),
    says: [`gave no usable answer (HTTP ${httpStatus})`, 'The address was reached: ', words],
    is: { certainty: 'likely' },
    notBy: {},
  })),
  {
    code: 'context-unusable',
    raisedBy: silent('kubeconfig'),
    says: [
      'The context of the kubeconfig cannot be used',
      'no usable cluster or user',
      'config view',
    ],
    is: { hop: 'swiftcheck->api-server', certainty: 'certain' },
    notBy: silent('credentials'),
  },
  {
    code: 'credentials-unavailable',
    raisedBy: silent('credentials'),
    says: ['returned no usable credentials', 'The exec plugin', 'get pods'],
    is: { hop: 'swiftcheck->api-server', certainty: 'certain' },
    notBy: silent('kubernetes-status', { httpStatus: 401, message: 'Unauthorized' }),
  },
  {
    code: 'unauthorized',
    raisedBy: silent('kubernetes-status', { httpStatus: 401, message: 'Unauthorized' }),
    is: { hop: 'swiftcheck->api-server' },
    notBy: noTiller({ pods: refused('list', 'pods') }),
  },
  { code: 'tls-untrusted', raisedBy: silent('tls-untrusted'), notBy: silent('refused') },
];

export const screens: Readonly<Record<string, Start>> = {
  'api-server-unreachable': async (stage) => {
    const server = `https://${await stage.fault(startClosedPort)}`;
    const file = stage.file('config', '');
    writeKubeconfig(file, [{ name: 'gone', cluster: { server }, user: { token: 'secret' } }]);
    return ['versions', '--kubeconfig', file];
  },
  'context-unusable': async (stage) => {
    const { kube } = await stage.cluster({ data: 'small' });
    const file = stage.file('config', '');
    writeKubeconfig(file, [contextOf(kube), { name: 'half', cluster: { server: 'nonsense' } }]);
    return ['versions', '--kubeconfig', file, '--kube-context', 'ha*'];
  },
  'credentials-unavailable': async (stage) => {
    const { kube } = await stage.cluster({ data: 'small' });
    const exec = {
      ...{ apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'sh' },
      args: ['-c', 'echo "the login has ended" >&2; exit 1'],
    };
    const file = stage.file('config', '');
    writeKubeconfig(file, [{ ...contextOf(kube), user: { exec } }]);
    return ['versions', '--kubeconfig', file];
  },
};
