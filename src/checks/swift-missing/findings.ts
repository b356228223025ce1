// The codes of a search without a Swift to ask.
import type { SwiftServiceFacts } from '../../evidence/cluster.js';
import { visible } from '../../util/safe-text.js';
import type { Definitions, Step } from '../define.js';
import { grantList, type RefusedList } from '../shared/grant.js';
import { EXTERNAL_URL, standsFor } from '../shared/external-name.js';
import { quoted, someOf } from '../shared/words.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-missing': SwiftSearchFacts;
    'swifts-several': SwiftsFacts;
    'swift-port-unknown': PortFacts;
  }
}

interface SwiftSearchFacts {
  /** `null`: all namespaces. */
  readonly namespace: string | null;
  /** The namespace that the run looked in first, without success. */
  readonly nothingIn: string | null;
  /** Whether the run looked at the images of pods; a text: why not. */
  readonly podsRead: true | string;
  /** Why the run did not look in other namespaces; `null`: it did, or the evidence does not say why. */
  readonly elsewhere: string | null;
  /** The list that RBAC refuses. */
  readonly refused: RefusedList | null;
}

interface SwiftsFacts {
  readonly services: readonly Pick<SwiftServiceFacts, 'namespace' | 'name' | 'by'>[];
}

interface PortFacts {
  readonly service: string;
  /** As asked for; `null`: the run had no port. */
  readonly port: string | null;
  readonly ports: readonly string[];
  /** The name that a Service of type ExternalName stands for; `null`: of another type. */
  readonly externalName: string | null;
}

const BY: Record<SwiftServiceFacts['by'], string> = {
  flag: 'from --swift-service',
  label: 'by its label app=swift',
  image: 'by the image of its pods',
  name: 'by its name',
};

export const NO_SWIFT_FOUND = {
  'swift-missing': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'Swift has a Service in the cluster',
    failTitle: ({ namespace }) =>
      namespace === null
        ? 'No Service in the cluster looks like Swift'
        : `No Service in namespace ${namespace} looks like Swift`,
    describe: ({ namespace, nothingIn, podsRead, elsewhere, refused }, shell) => ({
      seen: [
        `The run looked in ${namespace === null ? 'all namespaces' : `namespace ${namespace}`}${nothingIn === null ? '' : `, first in ${nothingIn}`}, for the label app=swift${podsRead === true ? ', pods with an image named swift,' : ''} and the name helm-api.`,
        ...(podsRead === true ? [] : [`The run could not look at images: ${quoted(podsRead)}.`]),
        ...(namespace === null
          ? []
          : [
              `The run could not look in other namespaces${elsewhere === null ? '' : `: ${quoted(elsewhere)}`}.`,
            ]),
      ],
      certainty: 'possible',
      cause: `Swift is not installed in this cluster, has no Service, or has another name${podsRead === true ? ' and another image' : ''}${namespace === null ? '' : ', or runs in another namespace'}.`,
      steps: [
        services(namespace, refused, shell),
        look(
          'Give the Service of Swift. NAMESPACE and NAME are those of the Service.',
          shell.again(['--swift-service', 'NAMESPACE/NAME']),
        ),
        ...(refused === null ? [] : [grantList(shell, refused)]),
      ],
    }),
  },
  'swifts-several': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'One Service is Swift',
    failTitle: ({ services }) => `Swift can be any of ${services.length} Services`,
    describe: ({ services }, shell) => ({
      seen: services
        .slice(0, 10)
        .map(({ namespace, name, by }) => `${namespace}/${name}, ${BY[by]}.`),
      certainty: 'certain',
      cause: 'swiftcheck cannot decide which Service is meant, so the run did not ask Swift.',
      steps: services
        .slice(0, 3)
        .map(({ namespace, name }) =>
          look(
            `Check Swift behind ${namespace}/${name}.`,
            shell.again(['--swift-service', `${namespace}/${name}`]),
          ),
        ),
    }),
  },
  'swift-port-unknown': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: "The port of Swift's Service is known",
    failTitle: ({ service, port, ports, externalName }) =>
      port !== null
        ? `Service ${service} has no port ${visible(port)}`
        : ports.length === 0
          ? `Service ${service} has no ports${externalName === null ? '' : ', and its type is ExternalName'}`
          : `Which port of Service ${service} is Swift's is unknown`,
    describe: ({ service, port, ports, externalName }, shell) => ({
      seen: [`Ports of the Service: ${ports.length === 0 ? 'none' : someOf(ports.map(visible))}.`],
      certainty: 'certain',
      cause:
        ports.length === 0
          ? externalName === null
            ? 'A Service without ports leads to no pod.'
            : standsFor(externalName)
          : port !== null
            ? 'The Service does not have the port of `--swift-service`.'
            : 'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod. Several ports of the Service could lead there.',
      steps:
        ports.length === 0
          ? [
              look(
                'Look at the Service.',
                shell.kubectl(service.split('/')[0] ?? null, [
                  ...['get', 'service', service.split('/')[1] ?? '', '-o', 'yaml'],
                ]),
              ),
              ...(externalName === null ? [] : [EXTERNAL_URL]),
            ]
          : ports
              .slice(0, 3)
              .map((each) =>
                look(
                  `Check port ${visible(each)} of the Service.`,
                  shell.again(['--swift-service', `${service}:${each}`]),
                ),
              ),
    }),
  },
} satisfies Definitions<'swift-missing' | 'swifts-several' | 'swift-port-unknown'>;

/** The Services that the account of the run may list. */
function services(namespace: string | null, refused: RefusedList | null, { kubectl }: Shell): Step {
  const asked = refused?.asked;
  return namespace !== null && asked?.resource === 'services' && asked.namespace === null
    ? look(
        `Look for Swift among the Services of namespace ${namespace}.`,
        kubectl(namespace, ['get', 'services', '-o', 'wide']),
      )
    : look(
        'Look for Swift among all Services.',
        kubectl(null, ['get', 'services', '--all-namespaces', '-o', 'wide']),
      );
}
