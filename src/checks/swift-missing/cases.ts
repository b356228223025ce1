import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import {
  at,
  inCluster,
  service,
  refused,
  missing,
  noSwift,
  NAMESPACE,
} from '../../../test/judge/cluster-evidence.js';
import { ok, type Overrides } from '../../../test/judge/evidence.js';
import type { SwiftSearch } from '../../evidence/cluster.js';
import { versions, services } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

const GIVEN = `${NAMESPACE}/helm-api`;
const SEVERAL = ok(
  ['helm-api', 'swift', 'api', 'web'].map((name, index) =>
    service({ name, by: (['name', 'label', 'image', 'flag'] as const)[index] ?? 'name' }),
  ),
);
const noPort = (ports: readonly string[], asked: string | null = null): Overrides =>
  noSwift({ ...{ asked, chosen: GIVEN }, services: ok([service({ port: null, ports })]) });
const everywhere = refused('list', 'services', { everywhere: true });
const SILENT = at('swiftcheck->api-server', 'timeout');
const forwards = (swift: Partial<SwiftSearch>) =>
  noSwift({ chosen: GIVEN, via: 'port-forward', ...swift });

export const cases: readonly Case[] = [
  {
    code: 'swift-missing',
    raisedBy: noSwift({ namespace: null, nothingIn: NAMESPACE, services: ok([]) }),
    says: [
      'No Service in the cluster looks like Swift',
      'The run looked in all namespaces, first in kube-system, for the label app=swift',
      /Look for Swift among all Services\..* get services --all-namespaces -o wide$/m,
      /NAMESPACE and NAME are those of the Service\..* --swift-service NAMESPACE\/NAME$/m,
    ],
    silentOn: ['could not look', 'another namespace', 'rbac'],
    is: { outcome: 'fail', hop: 'api-server->swift', certainty: 'possible' },
    notBy: noSwift({ services: SEVERAL }),
    otherwise: 'raised: swifts-several',
  },
  {
    code: 'swift-missing',
    raisedBy: noSwift({ services: ok([]), elsewhere: everywhere }),
    says: [
      'No Service in namespace kube-system looks like Swift',
      'The run looked in namespace kube-system, for the label',
      'The run could not look in other namespaces: "services is forbidden',
      'or runs in another namespace.',
      / -n kube-system get services -o wide$/m,
      'swiftcheck rbac --feature discovery-everywhere --subject user:jane',
    ],
    // The account would not see them.
    silentOn: ['images', '--all-namespaces'],
    notBy: {},
    otherwise: "skipped: Swift's URL was given, so the run did not look for Swift.",
  },
  {
    // No right is missing.
    code: 'swift-missing',
    raisedBy: noSwift({ services: ok([]), elsewhere: SILENT }),
    says: ['The run could not look in other namespaces: "timeout."', '--all-namespaces'],
    silentOn: ['swiftcheck rbac'],
    notBy: {},
  },
  {
    // As evidence of older versions has it.
    code: 'swift-missing',
    raisedBy: noSwift({ services: ok([]) }),
    says: ['The run could not look in other namespaces.'],
    silentOn: ['swiftcheck rbac'],
    notBy: {},
  },
  {
    // The account is known from what was refused.
    code: 'swift-missing',
    raisedBy: noSwift({ services: ok([]), pods: refused('list', 'pods') }),
    says: [
      'The run could not look at images: "pods is forbidden',
      'for the label app=swift and the name helm-api.',
      'or has another name, or',
      'swiftcheck rbac --feature discovery --subject user:jane',
    ],
    notBy: noSwift({ services: SILENT }),
    otherwise: 'unknown: timeout.',
  },
  {
    code: 'swifts-several',
    raisedBy: noSwift({ services: SEVERAL }),
    says: [
      'Swift can be any of 4 Services',
      'kube-system/helm-api, by its name.',
      'kube-system/swift, by its label app=swift.',
      'kube-system/api, by the image of its pods.',
      'kube-system/web, from --swift-service.',
      / --swift-service kube-system\/api$/m,
    ],
    // As many commands as are worth reading.
    silentOn: [/ --swift-service kube-system\/web$/m],
    is: { outcome: 'fail', hop: 'api-server->swift' },
    notBy: inCluster({}),
    otherwise: 'pass',
  },
  {
    code: 'service-missing',
    raisedBy: noSwift({ services: missing('services'), asked: GIVEN }),
    says: ['The API server finds no Service kube-system/helm-api'],
    is: { hop: 'api-server->swift' },
    notBy: noSwift({ services: refused('get', 'services'), asked: GIVEN }),
  },
  {
    // If no Service was asked for by name, the words are of something else.
    code: 'forbidden-in-cluster',
    raisedBy: noSwift({ services: everywhere }),
    says: ['may not list services in all namespaces', ' --feature discovery-everywhere'],
    is: { hop: 'api-server->swift' },
    notBy: noSwift({ services: missing('services') }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noSwift({ services: refused('list', 'services') }),
    says: [/ --feature discovery /],
    notBy: noSwift({ services: missing('pods'), asked: GIVEN }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: forwards({ pods: refused('list', 'pods') }),
    says: ['may not list pods in namespace kube-system', / --feature discovery /],
    notBy: forwards({ pods: SILENT }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: forwards({ forward: refused('create', 'pods/portforward') }),
    says: [/ --feature swift-port-forward /],
    notBy: forwards({ forward: SILENT }),
  },
  {
    code: 'tls-untrusted',
    raisedBy: forwards({ forward: at('api-server->swift', 'tls-untrusted') }),
    notBy: forwards({ forward: at('api-server->swift', 'refused') }),
  },
  {
    code: 'port-forward-failed',
    raisedBy: forwards({ forward: at('api-server->swift', 'refused') }),
    is: { hop: 'api-server->swift' },
    notBy: forwards({ forward: at('swiftcheck->api-server', 'refused') }),
  },
  {
    code: 'swift-port-unknown',
    raisedBy: noPort(['a', 'b', 'c', 'd']),
    says: [
      "Which port of Service kube-system/helm-api is Swift's is unknown",
      'Ports of the Service: a, b, c, d.',
      'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod.',
      / --swift-service kube-system\/helm-api:c$/m,
    ],
    silentOn: [/helm-api:d$/m, 'Look at the Service.'],
    is: { outcome: 'fail', hop: 'api-server->swift', certainty: 'certain' },
    notBy: inCluster({}),
    otherwise: 'pass',
  },
  {
    code: 'swift-port-unknown',
    raisedBy: noPort(['a', 'b'], `${GIVEN}:grpc`),
    says: [
      'Service kube-system/helm-api has no port grpc',
      'The Service does not have the port of `--swift-service`.',
      / --swift-service kube-system\/helm-api:b$/m,
    ],
    silentOn: ['Which port'],
    // A forwarded port leads to the pod.
    notBy: inCluster({
      swift: { via: 'port-forward', services: ok([service({ port: null, ports: ['a', 'b'] })]) },
    }),
  },
  {
    code: 'swift-port-unknown',
    raisedBy: noPort([], GIVEN),
    says: [
      'Service kube-system/helm-api has no ports',
      'Ports of the Service: none.',
      'A Service without ports leads to no pod.',
      /Look at the Service\..* -n kube-system get service helm-api -o yaml$/m,
    ],
    silentOn: ['Check port', 'ExternalName'],
    // Another Service lacks the port.
    notBy: noSwift({
      chosen: GIVEN,
      services: ok([service({ name: 'web', port: null, ports: [] }), service()]),
    }),
  },
  {
    code: 'swift-port-unknown',
    raisedBy: noSwift({
      chosen: GIVEN,
      services: ok([service({ port: null, ports: [], pods: [], externalName: 'swift.example' })]),
    }),
    says: [
      'Service kube-system/helm-api has no ports, and its type is ExternalName',
      'stands for another name, here swift.example.',
      'Give the URL of Swift at that name',
    ],
    silentOn: ['A Service without ports'],
    notBy: inCluster({}),
    otherwise: 'pass',
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
