// The codes of a search that finds no Swift to ask.
import type { SwiftServiceFacts } from '../../evidence/cluster.js';
import { visible } from '../../util/safe-text.js';
import type { Definitions } from '../define.js';
import { quoted, someOf } from '../shared/words.js';

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
  /** The namespace that was looked through first, and holds no Swift. */
  readonly nothingIn: string | null;
  /** Whether pods were looked at for their images; a text: why not. */
  readonly podsRead: true | string;
}

interface SwiftsFacts {
  readonly services: readonly Pick<SwiftServiceFacts, 'namespace' | 'name' | 'by'>[];
}

interface PortFacts {
  readonly service: string;
  /** As asked for; `null`: none was. */
  readonly port: string | null;
  readonly ports: readonly string[];
}

const BY: Record<SwiftServiceFacts['by'], string> = {
  flag: 'as asked for',
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
    describe: ({ namespace, nothingIn, podsRead }) => ({
      seen: [
        `Looked for in ${namespace === null ? 'all namespaces' : `namespace ${namespace}`}${nothingIn === null ? '' : `, first in ${nothingIn}`}: the label app=swift, pods with an image named swift, the name helm-api.`,
        ...(podsRead === true ? [] : [`Images could not be looked at: ${quoted(podsRead)}.`]),
        // The search looks through all namespaces as soon as it may.
        ...(namespace === null ? [] : ['Other namespaces could not be looked through.']),
      ],
      certainty: 'certain',
      cause: `Swift is not installed in this cluster, has no Service, or runs under another name from another image${namespace === null ? '' : ', or in another namespace'}.`,
      steps: [
        'Name it: --swift-service NAMESPACE/NAME[:PORT].',
        ...(namespace === null
          ? []
          : ['Or look through all namespaces: swiftcheck rbac --feature discovery-everywhere.']),
        'kubectl get svc --all-namespaces | grep -i -e swift -e helm',
      ],
    }),
  },
  'swifts-several': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'One Service is Swift',
    failTitle: ({ services }) => `Several Services (${services.length}) can be Swift`,
    describe: ({ services }) => ({
      seen: services
        .slice(0, 10)
        .map(({ namespace, name, by }) => `${namespace}/${name}, ${BY[by]}.`),
      certainty: 'certain',
      cause: 'Which of them is meant cannot be told from outside, so none was asked.',
      steps: services
        .slice(0, 3)
        .map(({ namespace, name }) => `--swift-service ${namespace}/${name}`),
    }),
  },
  'swift-port-unknown': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: "Swift's Service has a port that can be asked",
    failTitle: ({ service, port }) =>
      port === null
        ? `Which port of Service ${service} is Swift's cannot be told`
        : `Service ${service} has no port ${visible(port)}`,
    describe: ({ service, ports }) => ({
      seen: [`Its ports: ${ports.length === 0 ? 'none' : someOf(ports.map(visible))}.`],
      certainty: 'certain',
      cause: 'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod.',
      steps: [`--swift-service ${service}:PORT, with the name or number of the port.`],
    }),
  },
} satisfies Definitions<'swift-missing' | 'swifts-several' | 'swift-port-unknown'>;
