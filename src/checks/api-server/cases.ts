import { startClosedPort } from '../../../test/support/fault-server.js';
import type { Case } from '../../../test/judge/case.js';
import {
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

export const cases: readonly Case[] = [
  {
    code: 'api-server-unreachable',
    raisedBy: silent('refused'),
    notBy: noTiller({ pods: refused('list', 'pods') }),
  },
  {
    // A list is always there: what answers it with 404 is no API server, or not at that path.
    code: 'api-server-unreachable',
    raisedBy: silent('kubernetes-status', {
      ...{ httpStatus: 404, message: 'the server could not find the requested resource' },
    }),
    // A Service that is asked for by name can be missing.
    notBy: noSwift({ asked: 'kube-system/helm-api', services: missing('services') }),
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
    code: 'api-server-unreachable',
    raisedBy: silent('http-status', { httpStatus: 502, message: 'HTTP 502' }),
    // The API server answers; its connection to the node fails.
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
  },
  {
    code: 'context-unusable',
    raisedBy: silent('kubeconfig'),
    notBy: silent('credentials'),
  },
  {
    code: 'credentials-unavailable',
    raisedBy: silent('credentials'),
    notBy: silent('kubernetes-status', { httpStatus: 401, message: 'Unauthorized' }),
  },
  {
    code: 'unauthorized',
    raisedBy: silent('kubernetes-status', { httpStatus: 401, message: 'Unauthorized' }),
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
