// From who speaks and what was asked for to the link that failed. Several where that is open.
import type { LinkId } from './links.js';
import type { Frame, Request } from './speech.js';
import type { Trouble } from './tails.js';

/** A link as far as the text tells it. */
export interface Who {
  readonly links: readonly LinkId[];
  /** What would decide between several. */
  readonly decides?: string;
  /** The text is the log of the server, and the client is the remote side. */
  readonly serverSpeaks?: true;
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
const UNKNOWN_SPEAKER: Who = {
  links: ['client->tiller', 'swift->tiller', 'client->kubernetes', 'tiller->kubernetes'],
  decides:
    'What stands before the words in the original: a URL of the Kubernetes API, an address with port 44134, or the name of the program.',
};

/**
 * `null`: nothing of it belongs to this system.
 * @param host the name that a certificate does not hold
 */
export function whoOf(
  frames: ReadonlySet<Frame>,
  request: Request | null,
  trouble: Trouble,
  host?: string,
): Who | null {
  if (frames.has('server')) return { ...TO_TILLER, serverSpeaks: true };
  if (frames.has('kubeletProbe')) return one('kubelet->tiller');
  if (frames.has('kubeletDial')) return one('api-server->kubelet');
  if (frames.has('serviceProxy')) return one('api-server->swift');
  return (
    (request && byRequest(request, frames)) ??
    byFrame(frames, trouble, host) ??
    // Words that mean something also without a speaker, where no URL says that they are of something else.
    (request?.asked.kind !== 'other' && isTold(trouble) ? UNKNOWN_SPEAKER : null)
  );
}

const TILLERS_FRAMES = ['storage', 'tillerStart', 'tillerLog', 'tillerCall'] as const;

function tillerSpeaks(frames: ReadonlySet<Frame>): boolean {
  return TILLERS_FRAMES.some((frame) => frames.has(frame));
}

function byRequest({ asked }: Request, frames: ReadonlySet<Frame>): Who | null {
  const throughSwift = frames.has('swiftBody') || frames.has('swiftSearch');
  switch (asked.kind) {
    case 'storage':
      return one('tiller->kubernetes');
    case 'service-search':
      return one('swift->kubernetes');
    case 'tiller-search':
      return one(throughSwift ? 'swift->kubernetes' : 'client->kubernetes');
    case 'port-forward':
      return one('client->kubernetes');
    case 'no-kubeconfig':
      return one(
        throughSwift || tillerSpeaks(frames) ? 'tiller->kubernetes' : 'client->kubernetes',
      );
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
      return toKubernetes(frames, asked.kind === 'api' && asked.inCluster);
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
  if (frames.has('kubectl') || frames.has('helmInit')) return one('client->kubernetes');
  if (inCluster || frames.has('swiftBody')) return one('tiller->kubernetes');
  return TO_KUBERNETES;
}

function toTiller(frames: ReadonlySet<Frame>, loopback: boolean): Who {
  if (frames.has('portForward')) return one('port-forward');
  if (frames.has('subConns') || frames.has('python') || frames.has('java')) {
    return one('client->tiller');
  }
  if (loopback) return one('client->tiller');
  // helm logs no dials of gRPC.
  if (frames.has('dialer')) return one('swift->tiller');
  return frames.has('helm') ? one('client->tiller') : TO_TILLER;
}

function byFrame(frames: ReadonlySet<Frame>, trouble: Trouble, host = ''): Who | null {
  if (frames.has('swiftSearch')) return one('swift->kubernetes');
  if (tillerSpeaks(frames)) return one('tiller->kubernetes');
  if (frames.has('ping')) return one('client->tiller');
  if (frames.has('portForward')) return one(forwarded(trouble));
  if (frames.has('subConns')) return gatewayOr(frames);
  if (frames.has('dialer')) return TO_TILLER;
  if (frames.has('kubectl') || frames.has('helmInit')) return one('client->kubernetes');
  if (trouble === 'unauthorized') return refused(frames);
  if (frames.has('swiftBody')) return one('swift->tiller');
  if (frames.has('python') || frames.has('java')) return one('client->tiller');
  if (frames.has('curl')) return one('client->swift');
  if (frames.has('helm') || frames.has('rpc') || frames.has('operator')) {
    return one('client->tiller');
  }
  // helm dials the end of its own port-forward.
  if (/^(?:127\.|localhost)/.test(host)) return one('client->tiller');
  if (host.includes('tiller')) return TO_TILLER;
  if (/^kubernetes\b/.test(host)) return TO_KUBERNETES;
  // Go's HTTP client names the URL before the words, gRPC does not.
  if (frames.has('grpc') || trouble === 'deadline') return TO_TILLER;
  return null;
}

/** Of a port-forward the pod is known to refuse; what else fails is between API server and kubelet. */
function forwarded(trouble: Trouble): LinkId {
  switch (trouble) {
    case 'refused':
    case 'no-answer':
    case 'connection-broken':
      return 'port-forward';
    default:
      return 'api-server->kubelet';
  }
}

function gatewayOr(frames: ReadonlySet<Frame>): Who {
  return frames.has('swiftBody') || !(frames.has('helm') || frames.has('rpc'))
    ? one('gateway->swift')
    : one('client->tiller');
}

function refused(frames: ReadonlySet<Frame>): Who | null {
  const throughTiller = ['tunnel', 'swiftBody', 'rpc'] as const;
  if (throughTiller.some((frame) => frames.has(frame))) return one('tiller->kubernetes');
  return frames.has('helm') ? NOT_HELM : null;
}

/** Words that mean something also without a speaker. */
function isTold(trouble: Trouble): boolean {
  return trouble !== 'connection-broken' && trouble !== 'unauthorized' && trouble !== 'refused';
}
