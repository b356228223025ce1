// What a trouble on a link means: its slug, its hops, its findings and its steps.
import { causeOf, openCause } from './causes.js';
import { classOf, isAboutCertificate, isAboutTls } from './classes.js';
import { LINKS, type LinkId } from './links.js';
import {
  apiServerAsksEtcd,
  apiServerAsksKubelet,
  clientAsksKubernetes,
  kubeletAsksTiller,
  swiftAsksKubernetes,
  tillerAsksKubernetes,
} from './remedies-kubernetes.js';
import {
  apiServerAsksSwift,
  clientAsksSwift,
  clientAsksTiller,
  fetchesChart,
  forwardAsksPod,
  gatewayAsksSwift,
  swiftAsksTiller,
} from './remedies-tiller.js';
import type { Step } from './step.js';
import type { Trouble } from './tails.js';
import type { Groups, Meaning, Scene } from './types.js';
import { isOwn, type Who } from './who.js';

type Remedy = (trouble: Trouble, groups: Groups, scene: Scene) => Step[];

const REMEDIES: Readonly<Record<LinkId, Remedy>> = {
  'client->tiller': clientAsksTiller,
  'swift->tiller': swiftAsksTiller,
  'gateway->swift': gatewayAsksSwift,
  'client->swift': clientAsksSwift,
  'proxy->swift': clientAsksSwift,
  'api-server->swift': apiServerAsksSwift,
  'api-server->kubelet': apiServerAsksKubelet,
  'api-server->etcd': apiServerAsksEtcd,
  'port-forward': forwardAsksPod,
  'kubelet->tiller': kubeletAsksTiller,
  'client->kubernetes': clientAsksKubernetes,
  'tiller->kubernetes': tillerAsksKubernetes,
  'swift->kubernetes': swiftAsksKubernetes,
  'client->repository': fetchesChart,
  'swift->repository': fetchesChart,
};

/** Slugs of single links that are older than the words of their trouble. */
function idOf(trouble: Trouble, link: LinkId): string {
  switch (link) {
    case 'gateway->swift':
      if (trouble === 'no-greeting') return trouble;
      return isAboutCertificate(trouble)
        ? 'gateway-distrusts-itself'
        : 'gateway-on-another-address';
    case 'api-server->kubelet':
      if (isAboutCertificate(trouble)) return 'kubelet-certificate';
      if (classOf(trouble) === 'dns') return 'node-unresolvable';
      return classOf(trouble) === 'credentials'
        ? 'kubelet-refuses-api-server'
        : 'kubelet-unreachable';
    case 'api-server->etcd':
      return 'etcd-not-reached';
    case 'port-forward':
      if (trouble === 'not-permitted') return trouble;
      return trouble === 'connection-broken' ? 'lost-connection-to-pod' : 'nothing-listens-in-pod';
    case 'kubelet->tiller':
      return 'tiller-check-failed';
    case 'api-server->swift':
      switch (trouble) {
        case 'tls-to-plaintext':
          return 'api-server-speaks-tls-to-plaintext';
        case 'http2-for-http1':
        case 'plaintext-to-tls':
          return trouble;
        default:
          return isAboutTls(trouble) ? trouble : 'swift-pod-unreachable';
      }
    case 'tiller->kubernetes':
      if (trouble === 'unauthorized') return 'tiller-token-refused';
      if (trouble === 'no-address') return 'tiller-without-api-credentials';
      return isAboutTls(trouble) || trouble === 'proxy-unreachable' ? trouble : 'storage-timeout';
    case 'swift->kubernetes':
      return isAboutTls(trouble) ? trouble : 'swift-without-api';
    case 'client->kubernetes':
      if (trouble === 'no-address') return 'kubernetes-unreachable-from-here';
      return isAboutTls(trouble) || trouble === 'proxy-unreachable' || trouble === 'unauthorized'
        ? trouble
        : 'kubernetes-not-reached';
    default:
      if (trouble === 'not-an-address' && link === 'swift->tiller') return 'endpoint-with-scheme';
      return trouble === 'tls-to-plaintext' && LINKS[link].to === 'Tiller'
        ? 'tls-to-plaintext-tiller'
        : trouble;
  }
}

/** Nothing but the words shows that the server is Tiller, whose port is another one. grpcurl asks any server. */
function isOfUnknownPort(link: LinkId, { address = '', target }: Groups): boolean {
  if (link !== 'client->tiller') return false;
  return target === undefined
    ? OTHER_PORT.test(address) && !isOwn(address)
    : !/\b(?:44134$|tiller)/.test(target);
}

const OTHER_PORT = /:(?!44134$)\d+$/;

/** @param groups what the end of the text names */
export function meaningOf(who: Who, trouble: Trouble, groups: Groups, scene: Scene): Meaning {
  const { links, decides } = who;
  const [first] = links;
  if (first === undefined) throw new Error('a text without a link');
  const several = links.length > 1;
  const alike = new Set(links.map((link) => LINKS[link].to)).size === 1;
  return {
    id: several ? openId(trouble, links) : idOf(trouble, first),
    saidBy:
      several && !alike
        ? 'a program that the text does not name'
        : [...new Set(links.map((link) => LINKS[link].saidBy))].join(', or '),
    hops: hopsOf(trouble, links),
    ...(decides !== undefined && { decides }),
    cause: `${several && !alike ? openCause(trouble, groups) : causeOf(trouble, first, groups, several)}${!several && isOfUnknownPort(first, groups) ? ' The address does not have the port of Tiller, 44134, so the text can be of another program.' : ''}`,
    certainty: several ? 'possible' : certaintyOf(trouble, first, groups),
    findings: [...new Set(links.flatMap((link) => findingsOf(trouble, link)))],
    steps: stepsOf(links, trouble, groups, scene),
    // A dial is cut off when the call that needed it is over.
    rank: trouble === 'deadline' || trouble === 'dial-cut-off' ? 'symptom' : 'cause',
  };
}

function openId(trouble: Trouble, links: readonly LinkId[]): string {
  const known = links.map((link) => idOf(trouble, link));
  return known.every((id) => id === known[0]) ? (known[0] ?? trouble) : trouble;
}

function hopsOf(trouble: Trouble, links: readonly LinkId[]): Meaning['hops'] {
  return links.map((link) =>
    trouble === 'proxy-unreachable' && link === 'client->kubernetes'
      ? 'client->proxy'
      : LINKS[link].hop,
  );
}

function findingsOf(trouble: Trouble, link: LinkId): readonly string[] {
  const { tlsFindings, findings } = LINKS[link];
  if (trouble === 'http-for-grpc' && LINKS[link].to === 'Tiller')
    return ['not-a-tiller', ...findings];
  if (trouble === 'no-address' && link === 'client->kubernetes') return [];
  if (trouble === 'unauthorized' && link.startsWith('client->'))
    return ['unauthorized', ...findings];
  if (!isAboutTls(trouble)) return findings;
  if (link !== 'client->tiller') return tlsFindings;
  switch (classOf(trouble)) {
    case 'client-certificate':
      return ['tls-client-certificate-rejected'];
    case 'name':
      return ['tls-name-mismatch'];
    case 'trust':
      return ['tls-untrusted'];
    case 'date':
      return ['tls-expired', 'tls-expires-soon'];
    case 'scheme':
      return ['tls-not-spoken'];
    default:
      return tlsFindings;
  }
}

function certaintyOf(trouble: Trouble, link: LinkId, groups: Groups): Meaning['certainty'] {
  const { address } = groups;
  if (isOfUnknownPort(link, groups)) return 'possible';
  // The words alone make the server Tiller where the port is another one, as that of a forwarded port.
  if (LINKS[link].to === 'Tiller' && OTHER_PORT.test(address ?? '')) return 'likely';
  // The proxy can have other servers behind it, too.
  if (link === 'proxy->swift' && !/swift|:(?:9855|50055)$/.test(address ?? '')) return 'possible';
  if (link === 'gateway->swift' && !isAboutCertificate(trouble)) return 'likely';
  return ['silent', 'broken', 'credentials', 'proxy'].includes(classOf(trouble))
    ? 'likely'
    : 'certain';
}

function stepsOf(
  links: readonly LinkId[],
  trouble: Trouble,
  groups: Groups,
  scene: Scene,
): readonly Step[] {
  if (links.length === 1) return links.flatMap((link) => REMEDIES[link](trouble, groups, scene));
  return links.flatMap((link) => {
    const { from, to } = LINKS[link];
    const steps = REMEDIES[link](trouble, groups, scene);
    const changes = steps.filter(({ changes }) => changes);
    // For each link its deciding steps; the looks of one link say nothing of another.
    return (changes.length > 0 ? changes : steps.slice(0, 1)).map((step) => ({
      ...step,
      text: `If ${from} asks ${to}: ${step.text}`,
    }));
  });
}
