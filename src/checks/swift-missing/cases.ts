import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import {
  inCluster,
  service,
  refused,
  missing,
  noSwift,
  NAMESPACE,
} from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { versions, services } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-missing',
    raisedBy: noSwift({ namespace: null, nothingIn: NAMESPACE, services: ok([]) }),
    notBy: noSwift({ services: ok([service(), service({ name: 'swift' })]) }),
  },
  {
    code: 'swifts-several',
    raisedBy: noSwift({ services: ok([service(), service({ name: 'swift' })]) }),
    notBy: inCluster({}),
  },
  {
    code: 'service-missing',
    raisedBy: noSwift({ services: missing('services'), asked: `${NAMESPACE}/helm-api` }),
    notBy: noSwift({ services: refused('get', 'services'), asked: `${NAMESPACE}/helm-api` }),
  },
  {
    code: 'swift-port-unknown',
    raisedBy: noSwift({
      chosen: `${NAMESPACE}/helm-api`,
      services: ok([service({ port: null, ports: ['a', 'b'] })]),
    }),
    notBy: inCluster({}),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-missing': (stage) => services(stage, kube.service({ name: 'api' })),
  'swifts-several': (stage) =>
    services(
      stage,
      ...['swift', 'swift-public'].map((name) =>
        kube.swiftService({ name, labels: { app: 'swift' } }),
      ),
    ),
  'swift-port-unknown': (stage) =>
    versions(stage, {}, '--swift-service', 'kube-system/helm-api:grpc'),
};
