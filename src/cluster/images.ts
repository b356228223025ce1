// The name of a container image, and which version it claims to be.
import { parseVersion } from '../knowledge/versions.js';

export interface ImageName {
  /** `kubernetes-helm/tiller`, without the registry before it. */
  readonly repository: string;
  readonly tag: string | null;
}

/** What an image says about itself. Images are retagged: behaviour can contradict it. */
export interface ImageClaim {
  readonly image: string;
  /** As in the tag, such as `v2.10.0`; `null` where it names none. */
  readonly version: string | null;
}

const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const HOST =
  '(?:\\[[0-9a-fA-F:]+\\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::\\d+)?';
const IMAGE = new RegExp(
  `^(?:(${HOST})/)?(${PART}(?:/${PART})*)(?::([\\w][\\w.-]{0,127}))?(?:@[A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,})?$`,
);

/** `null` for what is no image name. */
export function parseImage(text: string): ImageName | null {
  const match = IMAGE.exec(text);
  if (!match) return null;
  const [, host, path = '', tag = null] = match;
  // Without a dot, a port or a capital the first part is no host: `appscode/swift` is on Docker Hub.
  const isHost = host === undefined || /[.:[A-Z]/.test(host) || host === 'localhost';
  return { repository: isHost ? path : `${host}/${path}`, tag };
}

/** The last part of the repository: `swift` of `appscode/swift:0.9.0`; empty for no image name. */
export function imageBaseName(image: string): string {
  return parseImage(image)?.repository.split('/').at(-1) ?? '';
}

export function imageClaim(image: string): ImageClaim {
  const tag = parseImage(image)?.tag ?? null;
  return { image, version: tag !== null && parseVersion(tag) ? tag : null };
}
