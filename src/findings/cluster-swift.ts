// Findings about the search for Swift in a cluster.
import type { SwiftServiceFacts } from '../evidence/cluster.js';
import { plural } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { notReady, why, type PodState } from '../checks/shared/pods.js';
import type { Entry } from './types.js';
import { quoted, someOf } from '../checks/shared/words.js';

export interface SwiftSearchFacts {
  /** `null`: all namespaces. */
  readonly namespace: string | null;
  /** Where nothing was found before that. */
  readonly nothingIn: string | null;
  /** Whether pods were looked at for their images; a text: why not. */
  readonly podsRead: true | string;
}

export interface SwiftsFacts {
  readonly services: readonly Pick<SwiftServiceFacts, 'namespace' | 'name' | 'by'>[];
}

export interface PortFacts {
  readonly service: string;
  /** As asked for; `null`: none was. */
  readonly port: string | null;
  readonly ports: readonly string[];
}

export interface SwiftPodsFacts {
  readonly service: string;
  readonly pods: readonly PodState[];
}

export interface ImagesFacts {
  readonly service: string;
  /** Each with the names of its pods. */
  readonly images: readonly { readonly image: string; readonly pods: readonly string[] }[];
}

const BY: Record<SwiftServiceFacts['by'], string> = {
  flag: 'as asked for',
  label: 'by its label app=swift',
  image: 'by the image of its pods',
  name: 'by its name',
};

export const SWIFT_SEARCH_FINDINGS = {
  'swift-missing': {
    severity: 'fail',
    unexamined: true,
    holds: 'Swift has a Service in the cluster',
    fails: ({ namespace }: SwiftSearchFacts) =>
      namespace === null
        ? 'No Service in the cluster looks like Swift'
        : `No Service in namespace ${namespace} looks like Swift`,
    explain: ({ namespace, nothingIn, podsRead }: SwiftSearchFacts) => ({
      seen: [
        `Looked for in ${namespace === null ? 'all namespaces' : `namespace ${namespace}`}${nothingIn === null ? '' : `, first in ${nothingIn}`}: the label app=swift, pods with an image named swift, the name helm-api.`,
        ...(podsRead === true ? [] : [`Images could not be looked at: ${quoted(podsRead)}.`]),
        // All are looked through as soon as they can be.
        ...(namespace === null ? [] : ['Other namespaces could not be looked through.']),
      ],
      certainty: 'measured',
      cause: `Swift is not installed in this cluster, has no Service, or runs under another name from another image${namespace === null ? '' : ', or in another namespace'}.`,
      next: [
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
    unexamined: true,
    holds: 'One Service is Swift',
    fails: ({ services }: SwiftsFacts) => `Several Services (${services.length}) can be Swift`,
    explain: ({ services }: SwiftsFacts) => ({
      seen: services
        .slice(0, 10)
        .map(({ namespace, name, by }) => `${namespace}/${name}, ${BY[by]}.`),
      certainty: 'measured',
      cause: 'Which of them is meant cannot be told from outside, so none was asked.',
      next: services
        .slice(0, 3)
        .map(({ namespace, name }) => `--swift-service ${namespace}/${name}`),
    }),
  },
  'swift-port-unknown': {
    severity: 'fail',
    unexamined: true,
    holds: "Swift's Service has a port that can be asked",
    fails: ({ service, port }: PortFacts) =>
      port === null
        ? `Which port of Service ${service} is Swift's cannot be told`
        : `Service ${service} has no port ${visible(port)}`,
    explain: ({ service, ports }: PortFacts) => ({
      seen: [`Its ports: ${ports.length === 0 ? 'none' : someOf(ports.map(visible))}.`],
      certainty: 'measured',
      cause: 'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod.',
      next: [`--swift-service ${service}:PORT, with the name or number of the port.`],
    }),
  },
  'swift-not-ready': {
    severity: 'fail',
    holds: 'A pod of Swift is ready',
    fails: ({ service, pods }: SwiftPodsFacts) =>
      pods.length === 0
        ? `Swift's Service ${service} selects no pod`
        : `No pod of Swift is ready${why(pods)}`,
    explain: ({ service, pods }: SwiftPodsFacts) =>
      pods.length === 0
        ? {
            seen: [
              `Service ${service}: it has no selector, or no pod carries the labels of its selector.`,
            ],
            certainty: 'measured',
            cause:
              "Swift's Deployment is gone or scaled to nothing, or labels and selector differ. Without a selector the Service needs Endpoints that are written by hand.",
            next: [
              `kubectl -n ${service.split('/')[0] ?? 'NAMESPACE'} get svc,deploy,pods --show-labels`,
            ],
          }
        : notReady(pods[0]?.namespace ?? 'NAMESPACE', pods),
  },
  'swift-images-differ': {
    severity: 'warn',
    nothingFails: true,
    holds: 'All pods of Swift run the same image',
    fails: ({ service, images }: ImagesFacts) =>
      `The pods of Swift's Service ${service} run ${plural(images.length, 'different image')}`,
    explain: ({ images }: ImagesFacts) => ({
      seen: images.map(({ image, pods }) => `${quoted(image)}: ${someOf(pods.map(visible), 3)}.`),
      certainty: 'measured',
      cause:
        'Which of them answers a call is chance, so limits and defects come and go: an update that is under way, or two Deployments behind one Service.',
      next: [
        'Finish the update, or separate the Deployments by their labels; then run this again.',
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;
