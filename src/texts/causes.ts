// What a trouble on a link means, in one or two sentences.
import { shorten, visible } from '../util/safe-text.js';
import { classOf, isAboutCertificate } from './classes.js';
import { LINKS, type LinkId } from './links.js';
import type { Trouble } from './tails.js';
import type { Groups } from './types.js';

function safe(text: string | undefined, most = 160): string {
  return shorten(visible(text ?? ''), most);
}

/** @param several whether the client is one of several */
export function causeOf(trouble: Trouble, link: LinkId, groups: Groups, several: boolean): string {
  const { to } = LINKS[link];
  const from = several ? 'the client' : LINKS[link].from;
  const special = several ? undefined : SPECIAL[link]?.(trouble, groups);
  return capital(special ?? plainCause(trouble, from, to, groups));
}

/** Where neither the client nor the server is known. */
export function openCause(trouble: Trouble, groups: Groups): string {
  return `${capital(plainCause(trouble, 'the program', 'the server that it asked', groups))} The text does not show which programs these are.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const GATEWAY_NOT_THROUGH =
  'The gateway calls 127.0.0.1 in its own pod and does not get through. Usually nothing listens there, because --plaintext-addr names one address that is not loopback; or TLS is switched on and the gateway does not trust the certificate of Swift.';

/** What is true of one link only. */
const SPECIAL: Partial<Record<LinkId, (trouble: Trouble, groups: Groups) => string | undefined>> = {
  'gateway->swift': (trouble) =>
    trouble === 'no-greeting'
      ? undefined
      : isAboutCertificate(trouble)
        ? "Swift's gateway calls Swift's own server over TLS and trusts the system's authorities only; --tls-ca-file is for client certificates. A certificate of a private authority, which Swift's guide recommends, never passes."
        : GATEWAY_NOT_THROUGH,
  'api-server->kubelet': (trouble, groups) =>
    isAboutCertificate(trouble)
      ? "The API server does not trust the kubelet's certificate. It is no matter of Tiller's TLS: the address is that of a node."
      : groups['alert'] === 'internal error'
        ? 'The kubelet of the node ended the TLS handshake with the API server: usually it has no serving certificate, because its certificate signing request is not approved.'
        : classOf(trouble) === 'credentials'
          ? 'The API server has no valid credentials for the kubelet of this node.'
          : classOf(trouble) === 'dns'
            ? "The API server cannot resolve the node's name."
            : undefined,
  'port-forward': (trouble) =>
    trouble === 'not-permitted'
      ? 'The kubelet may not connect to the port in the pod: a policy of the node (SELinux, a firewall) forbids its helper socat the connection. Tiller was not asked.'
      : trouble === 'connection-broken'
        ? 'The forwarded connection was open and broke: Tiller ended or restarted, the client went away, or a load balancer ended an idle connection.'
        : 'The pod was reached, but nothing listens on that port in it: the program is starting, has crashed, or listens elsewhere.',
  'kubelet->tiller': (trouble) => {
    const calls = "The kubelet calls Tiller's checks over HTTP on port 44135, and";
    switch (classOf(trouble)) {
      case 'refused':
        return `${calls} nothing listens there: Tiller is starting, has ended, or hangs at its start.`;
      case 'silent':
        return `${calls} no answer came in time: Tiller is overloaded, or the network of the node does not let the kubelet through.`;
      case 'broken':
        return `${calls} the connection ended before an answer: Tiller ended or restarted, or a sidecar in its pod refuses the kubelet.`;
      default:
        return undefined;
    }
  },
  'tiller->kubernetes': (trouble) => {
    switch (classOf(trouble)) {
      case 'trust':
        return "Tiller does not trust the certificate of the Kubernetes API server: the authority that is mounted into Tiller's pod is another one than that of the API server.";
      case 'address':
        return "Tiller's pod has no credentials for the Kubernetes API and falls back to localhost:8080. helm 2.9.0 mounts no token without --service-account. A Tiller that runs outside the cluster needs a kubeconfig.";
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
  'proxy->swift': (trouble, groups) =>
    `${capital(trouble === 'connection-broken' ? 'the proxy reached the server behind it, and the connection ended before the answer: the program there ended or restarted, ends idle connections, or its port speaks TLS or gRPC.' : plainCause(trouble, LINKS['proxy->swift'].from, LINKS['proxy->swift'].to, groups))} This server is Swift if the request was for Swift.`,
  'client->kubernetes': (trouble, groups) =>
    trouble === 'no-address'
      ? 'The program found no kubeconfig, or the current context is empty, so that it tried localhost.'
      : isAboutCertificate(trouble) || trouble === 'proxy-unreachable'
        ? `${plainCause(trouble, LINKS['client->kubernetes'].from, LINKS['client->kubernetes'].to, groups)} The text names a call of the Kubernetes API, so Tiller was not asked yet.`
        : undefined,
};

function plainCause(trouble: Trouble, from: string, to: string, groups: Groups): string {
  const at = groups['address'];
  const where = at === undefined ? '' : ` at ${safe(at, 80)}`;
  switch (trouble) {
    case 'unknown-authority':
      return `${from} does not trust the certificate of ${to}, whose authority ${from} does not know.`;
    case 'certificate-for-other-name': {
      const host = groups['host'] ?? groups['only'];
      if (host === undefined)
        return `The certificate of ${to} does not hold the name that ${from} asked for.`;
      const names = groups['names'];
      if (/^(?:DNS:)?ingress\.local$/.test(names ?? '')) {
        return `${from} asked for ${safe(host)}, and the ingress of Kubernetes answered with the certificate that it shows where it has none for a name. ${to.charAt(0).toUpperCase()}${to.slice(1)} was not asked.`;
      }
      return `${from} asked for ${safe(host)}, and the certificate of ${to} ${names === undefined ? 'holds no names' : `is for ${safe(names)}`}.`;
    }
    case 'certificate-without-ip':
      return `${from} asked for the address ${safe(groups['host'], 60)}, and the certificate of ${to} holds names only.`;
    case 'certificate-out-of-date':
      return `By the clock of ${from}, the certificate of ${to} has expired or is not valid yet.`;
    case 'certificate-for-other-use':
      return `The certificate of ${to} was issued for another use than that of a server.`;
    case 'certificate-unusable':
      return groups['reason'] === undefined
        ? `${from} does not accept the certificate of ${to}. The text does not say why: ${from} does not know its authority, or the certificate is for another name or out of date.`
        : `${from} does not accept the certificate of ${to}: ${safe(groups['reason'])}.`;
    case 'tls-to-plaintext':
      return `${from} speaks TLS, and ${to} answers in plaintext.`;
    case 'http2-for-http1':
      return `${to} answers with HTTP/2 (gRPC) where ${from} speaks HTTP/1.1: the port is another one.`;
    case 'plaintext-to-tls':
      return `${from} speaks plaintext, and the port of ${to} speaks TLS.`;
    case 'bad-certificate':
      return `${to} does not accept the client certificate of ${from} (alert "${safe(groups['alert'])}"): none was sent, or it is of another authority, has expired or is not for clients.`;
    case 'client-sent-no-certificate':
      return `${to} asks for a client certificate, and ${from} sends none.`;
    case 'client-certificate-untrusted':
      return `${to} does not accept the client certificate of ${from}: ${safe(groups['reason'])}.`;
    case 'tls-alert':
      return `${to} ended the TLS handshake with ${from} (alert "${safe(groups['alert'])}").${/no.application.protocol/i.test(groups['alert'] ?? '') ? ' The port speaks TLS, and no HTTP/2 in it, which gRPC needs.' : ''}`;
    case 'tls-failed':
      return `The TLS handshake of ${from} with ${to} failed. The text does not say why: the port is plaintext, ${from} does not accept the certificate, or the other side ended the handshake.`;
    case 'tls-versions-differ':
      return `${from} and ${to} have no version or cipher of TLS in common.`;
    case 'tls-handshake-timeout':
      return `The connection of ${from} to ${to} stands, and the TLS handshake does not end in time.`;
    case 'http-for-grpc': {
      const { status, type } = groups;
      const with_ = [
        ...(status === undefined ? [] : [`with HTTP ${status}`]),
        ...(type === undefined ? [] : [`with ${safe(type, 60)}`]),
      ].join(' and ');
      return `${to.charAt(0).toUpperCase()}${to.slice(1)} speaks gRPC, and what answers ${from} does not: it speaks HTTP${with_ === '' ? '' : `, and answers ${with_}`}. A proxy, a balancer or an ingress stands in between, or the address is that of another server.`;
    }
    case 'no-greeting':
      return `${from} is connected with ${to}, and gets no greeting of a gRPC server in time: what listens there hangs or has no file to spare, speaks TLS where ${from} speaks plaintext, or is no gRPC server.`;
    case 'no-address':
      return `${from} has no address of ${to}, and asks localhost in its place.`;
    case 'proxy-unreachable':
      return `${from} asks ${to} through an HTTP proxy (HTTPS_PROXY), and does not get through at the proxy: ${safe(groups['reason'] ?? groups['proxy'] ?? groups['status'])}. ${to.charAt(0).toUpperCase()}${to.slice(1)} was not asked.`;
    case 'refused':
      return `${from} does not reach ${to}: nothing listens${where}.`;
    case 'not-connected':
      return `${from} has no connection to ${to}. The text does not say why: nothing listens there, the name does not resolve, or the two do not agree on TLS.`;
    case 'no-answer':
      return `${from} does not reach ${to}: no answer comes${where === '' ? '' : ` from${where.slice(3)}`}. A firewall or NetworkPolicy drops the connection, the network is broken, or the address is wrong.`;
    case 'no-route':
      return `${from} does not reach ${to}: the network has no route${where.replace(' at ', ' to ')}.`;
    case 'no-own-address':
      return `${from} does not reach ${to}: its own machine has no address from which to connect${where.replace(' at ', ' to ')}. IPv6 is switched off there and the address is one of IPv6, or all ports are in use.`;
    case 'not-permitted':
      return `${from} may not connect to ${to}${where}: a policy of the machine on which it runs (a firewall, SELinux) forbids the connection. ${to.charAt(0).toUpperCase()}${to.slice(1)} was not asked.`;
    case 'name-unknown':
      return `${from} does not reach ${to}: DNS knows no ${safe(groups['name'] ?? 'such name', 100)}.`;
    case 'name-unresolved':
      return `${from} does not reach ${to}: looking up ${groups['name'] === undefined ? 'its name' : safe(groups['name'], 100)} gave no address. The text does not say why: DNS does not know the name, or its server does not answer.`;
    case 'not-an-address': {
      const { name, port } = groups;
      const given = name ?? port;
      return `${from} cannot ask ${to}: its address has to be HOST:PORT${given === undefined ? '' : `, and the ${name === undefined ? 'port' : 'address'} is "${safe(given, 120)}"`}. A scheme (http://) or a path does not belong in it. Nothing was sent.`;
    }
    case 'dns-unreachable':
      return `${from} does not reach ${to}: its DNS server${groups['server'] === undefined ? '' : ` ${safe(groups['server'], 60)}`} does not answer, so the network or the DNS of the place where it runs is broken.`;
    case 'dial-cut-off':
      return `${from} was still dialling ${to}${where} when its time was over.`;
    case 'connection-broken':
      return `The connection of ${from} to ${to} broke, or the call on it: the other side ended it, or something between the two.`;
    case 'deadline':
      return `${from} got no answer from ${to} in time.`;
    case 'unauthorized':
      return `${to} does not accept the credentials of ${from}.`;
  }
}
