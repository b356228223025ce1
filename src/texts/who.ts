// From who speaks and what was asked for to the link that failed. Several where that is open.
import { classOf } from './classes.js';
import type { LinkId } from './links.js';
import type { Request } from './asked.js';
import { hasAny, tillerSpeaks, type Frame } from './speech.js';
import type { Trouble } from './tails.js';

/** A link as far as the text shows it. */
export interface Who {
  readonly links: readonly LinkId[];
  /** What would decide between several. */
  readonly decides?: string;
  /** The text is the log of this server, and the client is the remote side. */
  readonly serverSpeaks?: 'Tiller' | 'Swift';
}

const one = (link: LinkId): Who => ({ links: [link] });

const TO_TILLER: Who = {
  links: ['client->tiller', 'swift->tiller'],
  decides: "Whose log or output it is: Swift's, or that of helm or another client.",
};
const TO_KUBERNETES: Who = {
  links: ['tiller->kubernetes', 'client->kubernetes', 'swift->kubernetes'],
  decides:
    'Whose log or output it is, and whose address stands before the words: that of a kubeconfig, or the one that a pod uses.',
};
const NOT_HELM: Who = {
  links: ['tiller->kubernetes', 'client->kubernetes'],
  decides:
    '`kubectl get pods` with the same kubeconfig: where that works, Tiller was refused, and not this machine.',
};
const HELM_DIALS: Who = {
  links: ['client->kubernetes', 'client->tiller'],
  decides:
    'Whose address it is: that of the kubeconfig, or that of HELM_HOST or --host, which names Tiller.',
};
const NO_GO: Who = {
  links: ['client->tiller', 'client->swift', 'client->kubernetes'],
  decides: 'The address that the program asked: port 44134 is that of Tiller, 9855 that of Swift.',
};
const AN_ANSWER: Who = {
  links: ['client->swift', 'client->kubernetes'],
  decides:
    'Whose answer it is: that of Swift or of what stands before it, or that of the API server.',
};
const UNKNOWN_SPEAKER: Who = {
  links: ['client->tiller', 'swift->tiller', 'client->kubernetes', 'tiller->kubernetes'],
  decides:
    'What stands before the words in the original: a URL of the Kubernetes API, an address with port 44134, or the name of the program.',
};

/** The API server speaks HTTP/1 with each client that asks for it. */
const TO_GRPC_PORT: Who = {
  links: ['client->swift', 'api-server->swift'],
  decides: 'Whose output it is: that of a caller of Swift, or of the service proxy.',
};

const GATEWAY_OR_CLIENT: Who = {
  links: ['client->tiller', 'gateway->swift'],
  decides:
    "Whose log or output it is, and whose address stands in it: Swift's gateway dials the port of Swift in its own pod, a client of Tiller the address of Tiller or of a port-forward.",
};

/**
 * `null`: nothing of it belongs to this system.
 * @param host the name that a certificate does not hold, or that DNS does not know
 * @param address what was dialled
 */
export function whoOf(
  frames: ReadonlySet<Frame>,
  request: Request | null,
  trouble: Trouble,
  host?: string,
  address?: string,
): Who | null {
  if (frames.has('server')) {
    return { links: ['swift->tiller', 'client->tiller'], serverSpeaks: 'Tiller' };
  }
  if (frames.has('httpServer')) return { ...one('client->swift'), serverSpeaks: 'Swift' };
  if (request?.asked.kind === 'other') return null;
  if (frames.has('goProxy') && (!request || OF_SWIFT.includes(request.asked.kind))) {
    return one('proxy->swift');
  }
  if (frames.has('others') || (frames.has('linkerd') && !request)) return null;
  if (frames.has('kubeletProbe')) return one('kubelet->tiller');
  if (frames.has('kubeletDial')) return one('api-server->kubelet');
  if (frames.has('serviceProxy') && request?.asked.kind !== 'kubelet')
    return one('api-server->swift');
  return (
    (request && byRequest(request, frames)) ??
    byFrame(frames, trouble, host, address) ??
    // Words that mean something also without a speaker.
    (isTold(trouble) && !frames.has('subConns') ? UNKNOWN_SPEAKER : null)
  );
}

const OF_SWIFT: readonly Request['asked']['kind'][] = ['swift', 'swift-itself'];

function byRequest({ asked }: Request, frames: ReadonlySet<Frame>): Who | null {
  const throughSwift = frames.has('swiftBody') || frames.has('swiftSearch');
  switch (asked.kind) {
    case 'storage':
      return one(frames.has('helm3') ? 'client->kubernetes' : 'tiller->kubernetes');
    case 'service-search':
      return one('swift->kubernetes');
    case 'tiller-search':
      return one(throughSwift ? 'swift->kubernetes' : 'client->kubernetes');
    case 'port-forward':
    case 'install':
      return one('client->kubernetes');
    case 'no-kubeconfig':
      if (throughSwift || frames.has('rpc') || tillerSpeaks(frames)) {
        return one('tiller->kubernetes');
      }
      if (asked.asker === 'either' && !fromHere(frames)) return NOT_HELM;
      return one(asked.asker === 'Tiller' ? 'tiller->kubernetes' : 'client->kubernetes');
    case 'service-proxy':
      return one('client->swift');
    case 'swift':
      return one('client->swift');
    case 'repository':
      return frames.has('swiftBody')
        ? one('swift->repository')
        : frames.has('repository') || frames.has('helm')
          ? one('client->repository')
          : {
              links: ['client->repository', 'swift->repository'],
              decides: "Whose log or output it is: helm's or Swift's.",
            };
    case 'other':
      return null;
    case 'probe':
      return one('kubelet->tiller');
    case 'kubelet':
      return one('api-server->kubelet');
    case 'api':
    case 'api-port':
      if (asked.kind === 'api' && frames.has('curl')) return one('client->kubernetes');
      if (asked.kind === 'api-port') {
        if (frames.has('otherGrpc')) return one('client->tiller');
        if (asked.shared && frames.has('httpClient')) return null;
      }
      return toKubernetes(frames, asked.kind === 'api' && asked.inCluster && asked.common);
    case 'etcd':
      return one('api-server->etcd');
    case 'tiller':
      return toTiller(frames, asked.loopback);
    case 'swift-itself':
      return asked.loopback && (frames.has('dialer') || frames.has('subConns'))
        ? one('gateway->swift')
        : one('client->swift');
  }
}

function toKubernetes(frames: ReadonlySet<Frame>, inCluster: boolean): Who {
  if (frames.has('swiftSearch')) return one('swift->kubernetes');
  if (tillerSpeaks(frames)) return one('tiller->kubernetes');
  if (fromHere(frames) || isForeign(frames)) return one('client->kubernetes');
  // A status of gRPC has the words of its server, not those of a client.
  if (inCluster || hasAny(frames, 'rpc', 'swiftBody')) return one('tiller->kubernetes');
  return TO_KUBERNETES;
}

function toTiller(frames: ReadonlySet<Frame>, loopback: boolean): Who {
  if (frames.has('portForward')) return one('port-forward');
  if (hasAny(frames, 'subConns', 'operator') || isForeign(frames)) return one('client->tiller');
  if (frames.has('swiftBody')) return one('swift->tiller');
  if (loopback) return one('client->tiller');
  // helm logs no dials of gRPC.
  if (frames.has('dialer')) return one('swift->tiller');
  return frames.has('helm') ? one('client->tiller') : TO_TILLER;
}

function byFrame(
  frames: ReadonlySet<Frame>,
  trouble: Trouble,
  host = '',
  address?: string,
): Who | null {
  if (frames.has('swiftSearch')) return one('swift->kubernetes');
  if (tillerSpeaks(frames)) return one('tiller->kubernetes');
  if (frames.has('ping')) return one('client->tiller');
  if (frames.has('portForward')) return one(forwarded(trouble));
  if (frames.has('kubernetesClient')) return one('client->kubernetes');
  if (frames.has('subConns'))
    return gatewayOr(frames, classOf(trouble) === 'dns' ? host : '', address);
  if (frames.has('dialer')) return TO_TILLER;
  if (hasAny(frames, 'kubectl', 'helmInit', 'helm3')) return one('client->kubernetes');
  if (trouble === 'unauthorized') return refused(frames);
  if (frames.has('goHttp')) return goHttp(frames, trouble);
  // Swift's gateway dials Swift itself, and no other program in its pod.
  if (frames.has('swiftBody')) return one(isOwn(address) ? 'gateway->swift' : 'swift->tiller');
  if (frames.has('otherGrpc')) return one('client->tiller');
  if (hasAny(frames, 'curl', 'httpClient')) return byHost(host) ?? AN_ANSWER;
  if (frames.has('noGo')) return byHost(host) ?? NO_GO;
  if (frames.has('helm') && isOfDial(trouble) && !hasAny(frames, 'rpc', 'grpc', 'operator')) {
    return host.includes('tiller') ? one('client->tiller') : HELM_DIALS;
  }
  if (hasAny(frames, 'helm', 'rpc', 'operator', 'terraform')) return one('client->tiller');
  // helm dials the end of its own port-forward. Every program looks up localhost.
  if (isOwn(host) && classOf(trouble) !== 'dns') return one('client->tiller');
  if (host.includes('tiller')) return TO_TILLER;
  if (/^kubernetes\b/.test(host)) return TO_KUBERNETES;
  // Go's HTTP client names the URL before the words, gRPC does not.
  if (frames.has('grpc') || OF_GRPC.has(trouble)) return TO_TILLER;
  return null;
}

/** Whether the address is one of the machine of the client, as that of a forwarded port. */
export function isOwn(host = ''): boolean {
  return /^(?:127\.|localhost|\[::1\])/.test(host);
}

/** A program that can ask any of them, by the name that it asks for. */
function byHost(host: string): Who | null {
  if (host.includes('tiller')) return one('client->tiller');
  if (/^kubernetes\b/.test(host)) return one('client->kubernetes');
  return host.includes('swift') || host.includes('helm-api') ? one('client->swift') : null;
}

/** What gRPC alone words so, or usually. */
const OF_GRPC: ReadonlySet<Trouble> = new Set(['deadline', 'http-for-grpc', 'not-connected']);

/** What a dial says, whatever is dialled. */
function isOfDial(trouble: Trouble): boolean {
  return (
    ['refused', 'dns'].includes(classOf(trouble)) ||
    trouble === 'no-answer' ||
    trouble === 'no-route'
  );
}

/** helm, kubectl or Terraform, which read a kubeconfig. */
function fromHere(frames: ReadonlySet<Frame>): boolean {
  return hasAny(frames, 'kubectl', 'helmInit', 'terraform', 'helm3');
}

/** A program in another language than Go. */
function isForeign(frames: ReadonlySet<Frame>): boolean {
  return hasAny(frames, 'otherGrpc', 'noGo', 'httpClient');
}

/** helm, Tiller and Swift ask the Kubernetes API and chart repositories with the HTTP client of Go. */
function goHttp(frames: ReadonlySet<Frame>, trouble: Trouble): Who {
  if (trouble === 'http2-for-http1') return TO_GRPC_PORT;
  if (frames.has('rpc')) return one('tiller->kubernetes');
  if (frames.has('helm')) return NOT_HELM;
  return frames.has('curl') ? one('client->swift') : TO_KUBERNETES;
}

/** The link where a port-forward failed: the pod if it refuses, otherwise API server to kubelet. */
function forwarded(trouble: Trouble): LinkId {
  switch (trouble) {
    case 'refused':
    case 'no-answer':
    case 'not-permitted':
    case 'connection-broken':
      return 'port-forward';
    default:
      return 'api-server->kubelet';
  }
}

/**
 * @param name what DNS does not know
 * @param address none of a port of Swift: --plaintext-addr can name another one
 */
function gatewayOr(frames: ReadonlySet<Frame>, name: string, address?: string): Who | null {
  if (frames.has('swiftBody')) return one('gateway->swift');
  if (hasAny(frames, 'helm', 'rpc')) return one('client->tiller');
  if (name !== '' && !/tiller|swift|helm|localhost/.test(name)) return null;
  return address === undefined ? one('gateway->swift') : GATEWAY_OR_CLIENT;
}

function refused(frames: ReadonlySet<Frame>): Who | null {
  if (hasAny(frames, 'tunnel', 'swiftBody', 'rpc')) return one('tiller->kubernetes');
  if (frames.has('answer')) return AN_ANSWER;
  return hasAny(frames, 'helm', 'clientGo') ? NOT_HELM : null;
}

/** Words that mean something also without a speaker. */
function isTold(trouble: Trouble): boolean {
  return trouble !== 'connection-broken' && trouble !== 'unauthorized' && trouble !== 'refused';
}
