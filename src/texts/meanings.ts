// What a trouble on a link means, and what to do.
import { shorten, visible } from '../util/safe-text.js';
import { classOf, isAboutCertificate, isAboutTls } from './classes.js';
import { LINKS, type LinkId } from './links.js';
import {
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
import type { Step } from './steps.js';
import type { Trouble } from './tails.js';
import type { Groups, Meaning, Scene } from './types.js';
import type { Who } from './who.js';

type Remedy = (trouble: Trouble, groups: Groups, scene: Scene) => Step[];

const REMEDIES: Readonly<Record<LinkId, Remedy>> = {
  'client->tiller': clientAsksTiller,
  'swift->tiller': swiftAsksTiller,
  'gateway->swift': gatewayAsksSwift,
  'client->swift': clientAsksSwift,
  'api-server->swift': apiServerAsksSwift,
  'api-server->kubelet': apiServerAsksKubelet,
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
      return isAboutCertificate(trouble) ? 'gateway-distrusts-itself' : 'gateway-on-another-address';
    case 'api-server->kubelet':
      if (isAboutCertificate(trouble)) return 'kubelet-certificate';
      if (classOf(trouble) === 'dns') return 'node-unresolvable';
      return classOf(trouble) === 'credentials'
        ? 'kubelet-refuses-api-server'
        : 'kubelet-unreachable';
    case 'port-forward':
      return 'nothing-listens-in-pod';
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
      return isAboutTls(trouble) || trouble === 'proxy-unreachable' ? trouble : 'storage-timeout';
    case 'swift->kubernetes':
      return isAboutTls(trouble) ? trouble : 'swift-without-api';
    case 'client->kubernetes':
      return isAboutTls(trouble) || trouble === 'proxy-unreachable'
        ? trouble
        : 'kubernetes-not-reached';
    default:
      return trouble === 'tls-to-plaintext' && LINKS[link].to === 'Tiller'
        ? 'tls-to-plaintext-tiller'
        : trouble;
  }
}

/** @param groups what the end of the text names */
export function meaningOf(who: Who, trouble: Trouble, groups: Groups, scene: Scene): Meaning {
  const { links, decides } = who;
  const [first] = links;
  if (first === undefined) throw new Error('a text without a link');
  const several = links.length > 1;
  const alike = new Set(links.map((link) => LINKS[link].to)).size === 1;
  return {
    id: several ? openId(trouble, links) : idOf(trouble, first),
    saidBy: several && !alike ? 'a program that the text does not name' : LINKS[first].saidBy,
    hops: hopsOf(trouble, links),
    ...(decides !== undefined && { decides }),
    cause: several && !alike ? openCause(trouble, groups) : causeOf(trouble, first, groups, several),
    certainty: several ? 'possible' : certaintyOf(trouble, first),
    findings: [...new Set(links.flatMap((link) => findingsOf(trouble, link)))],
    steps: stepsOf(links, trouble, groups, scene),
    rank: trouble === 'deadline' ? 'symptom' : 'cause',
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

function certaintyOf(trouble: Trouble, link: LinkId): Meaning['certainty'] {
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
    // Of each what decides there; the looks of one link say nothing of another.
    return (changes.length > 0 ? changes : steps.slice(0, 1)).map((step) => ({
      ...step,
      text: `Where ${from} asks ${to}: ${step.text}`,
    }));
  });
}

function safe(text: string | undefined, most = 160): string {
  return shorten(visible(text ?? ''), most);
}

function causeOf(trouble: Trouble, link: LinkId, groups: Groups, several: boolean): string {
  const { to } = LINKS[link];
  const from = several ? 'the client' : LINKS[link].from;
  const special = several ? undefined : SPECIAL[link]?.(trouble, groups);
  return capital(special ?? plainCause(trouble, from, to, groups));
}

function openCause(trouble: Trouble, groups: Groups): string {
  return `${capital(plainCause(trouble, 'the program that speaks', 'the server that it asked', groups))} The text does not show which programs these are.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is true of one link only. */
const SPECIAL: Partial<
  Record<LinkId, (trouble: Trouble, groups: Groups) => string | undefined>
> = {
  'gateway->swift': (trouble) =>
    isAboutCertificate(trouble)
      ? "Swift's gateway calls Swift's own server over TLS and trusts the system's authorities only; --tls-ca-file is for client certificates. A certificate of a private authority, which Swift's guide recommends, never passes."
      : 'The gateway calls 127.0.0.1 in its own pod and does not get through. Usually nothing listens there, because --plaintext-addr names one address that is not loopback; or TLS is switched on and the gateway does not trust the certificate of Swift.',
  'api-server->kubelet': (trouble) =>
    isAboutCertificate(trouble)
      ? "The API server does not trust the kubelet's certificate. It is no matter of Tiller's TLS: the address is that of a node."
      : classOf(trouble) === 'credentials'
        ? 'The API server has no valid credentials for the kubelet of this node.'
        : classOf(trouble) === 'dns'
          ? "The API server cannot resolve the node's name."
          : undefined,
  'port-forward': () =>
    'The pod was reached, but nothing listens on that port in it: the program is starting, has crashed, or listens elsewhere.',
  'kubelet->tiller': (trouble) =>
    `The kubelet calls Tiller's checks over HTTP on port 44135, and ${classOf(trouble) === 'refused' ? 'nothing listens there: Tiller is starting, has ended, or hangs at its start' : 'no answer came in time: Tiller is overloaded, or the network of the node does not let the kubelet through'}.`,
  'tiller->kubernetes': (trouble) => {
    switch (classOf(trouble)) {
      case 'trust':
        return "Tiller does not trust the certificate of the Kubernetes API server: the authority that is mounted into Tiller's pod is another one than that of the API server.";
      case 'credentials':
        return "The Kubernetes API refuses the token of Tiller's service account: the token was replaced or deleted, or belongs to another cluster. The caller's credentials are not concerned.";
      default:
        return undefined;
    }
  },
  'api-server->swift': (trouble) => {
    switch (trouble) {
      case 'http2-for-http1':
        return "The port behind the Service answers with HTTP/2 where the API server speaks HTTP/1.1: the port speaks gRPC, and is not Swift's HTTP port.";
      case 'tls-to-plaintext':
        return "The URL of the service proxy says `https:` before the Service's name, and Swift's port is plaintext.";
      case 'plaintext-to-tls':
        return "The port behind the Service speaks TLS, and the URL of the service proxy does not say `https:` before the Service's name.";
      case 'refused':
        return "The program in Swift's pod does not listen on the port to which the Service leads.";
      default:
        return undefined;
    }
  },
  'client->kubernetes': (trouble, groups) =>
    isAboutCertificate(trouble)
      ? `${plainCause(trouble, LINKS['client->kubernetes'].from, LINKS['client->kubernetes'].to, groups)} The text names a call of the Kubernetes API, so Tiller was not asked yet.`
      : undefined,
};

function plainCause(trouble: Trouble, from: string, to: string, groups: Groups): string {
  const at = groups['address'] ?? groups['curl'] ?? groups['java'];
  const where = at === undefined ? '' : ` at ${safe(at, 80)}`;
  switch (trouble) {
    case 'unknown-authority':
      return `${from} does not trust the certificate of ${to}, whose authority ${from} does not know.`;
    case 'certificate-for-other-name': {
      const host = groups['host'] ?? groups['only'];
      if (host === undefined) return `The certificate of ${to} does not hold the name that ${from} asked for.`;
      const names = groups['names'];
      return `${from} asked for ${safe(host)}, and the certificate of ${to} ${names === undefined ? 'holds no names' : `is for ${safe(names)}`}.`;
    }
    case 'certificate-without-ip':
      return `${from} asked for the address ${safe(groups['host'], 60)}, and the certificate of ${to} holds names only.`;
    case 'certificate-out-of-date':
      return `The certificate of ${to} has expired or is not valid yet, or the clock of ${from} is wrong.`;
    case 'certificate-for-other-use':
      return `The certificate of ${to} was issued for another use than that of a server.`;
    case 'certificate-unusable':
      return `${from} does not accept the certificate of ${to}: ${safe(groups['reason'])}.`;
    case 'tls-to-plaintext':
      return `${from} speaks TLS, and ${to} answers in plaintext.`;
    case 'http2-for-http1':
      return `${to} answers with HTTP/2 (gRPC) where ${from} speaks HTTP/1.1: the port is another one.`;
    case 'plaintext-to-tls':
      return `${from} speaks plaintext, and the port of ${to} speaks TLS.`;
    case 'bad-certificate':
      return `${to} does not accept the client certificate of ${from} (alert "${safe(groups['alert'] ?? groups['other'])}"): none was sent, or it is of another authority, has expired or is not for clients.`;
    case 'client-sent-no-certificate':
      return `${to} asks for a client certificate, and ${from} sends none.`;
    case 'client-certificate-untrusted':
      return `${to} does not accept the client certificate of ${from}: ${safe(groups['reason'])}.`;
    case 'tls-alert':
      return `${to} ended the TLS handshake with ${from} (alert "${safe(groups['alert'])}").`;
    case 'tls-versions-differ':
      return `${from} and ${to} have no version or cipher of TLS in common.`;
    case 'tls-handshake-timeout':
      return `The connection of ${from} to ${to} stands, and the TLS handshake does not end in time.`;
    case 'proxy-unreachable':
      return `${from} asks ${to} through an HTTP proxy (HTTPS_PROXY), and does not get through at the proxy: ${safe(groups['reason'] ?? groups['proxy'] ?? groups['status'])}. Neither Tiller nor Swift was asked.`;
    case 'refused':
      return `${from} does not reach ${to}: nothing listens${where}.`;
    case 'no-answer':
      return `${from} does not reach ${to}: no answer comes${where === '' ? '' : ` from${where.slice(3)}`}. A firewall or NetworkPolicy drops the connection, the network is broken, or the address is wrong.`;
    case 'no-route':
      return `${from} does not reach ${to}: the network has no route${where.replace(' at ', ' to ')}.`;
    case 'name-unknown':
      return `${from} does not reach ${to}: DNS knows no ${safe(groups['name'] ?? groups['host'] ?? groups['java'] ?? 'such name', 100)}.`;
    case 'dns-unreachable':
      return `${from} does not reach ${to}: its DNS server${groups['server'] === undefined ? '' : ` ${safe(groups['server'], 60)}`} does not answer, so the network or the DNS of the place where it runs is broken.`;
    case 'dial-cut-off':
      return `${from} was still dialling ${to}${where} when its time was over.`;
    case 'connection-broken':
      return `The connection of ${from} to ${to} broke: the other side ended, or something between the two dropped the connection.`;
    case 'deadline':
      return `${from} got no answer from ${to} in time.`;
    case 'unauthorized':
      return `${to} does not accept the credentials of ${from}.`;
  }
}
