// The name of a container image, and which version it claims to be.
import { parseVersion } from '../knowledge/versions.js';

export interface ImageName {
  /** `gcr.io`, `registry.example:5000`; `null` where the name gives none. */
  readonly registry: string | null;
  /** `kubernetes-helm/tiller`. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…`. */
  readonly digest: string | null;
}

/** What an image says about itself. Images are retagged: behaviour can contradict it. */
export interface ImageClaim {
  readonly image: string;
  /** As in the tag, such as `v2.10.0`; `null` where it names none. */
  readonly version: string | null;
  /** Why there is no version. */
  readonly without: 'no-tag' | 'latest' | 'digest' | 'not-a-version' | 'not-a-name' | null;
}

const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const HOST =
  '(?:\\[[0-9a-fA-F:]+\\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::\\d+)?';
const IMAGE = new RegExp(
  `^(?:(${HOST})/)?(${PART}(?:/${PART})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,}))?$`,
);

/** `null` for what is no image name. */
export function parseImage(text: string): ImageName | null {
  const match = IMAGE.exec(text);
  if (!match) return null;
  const [, host, path = '', tag, digest] = match;
  const name = { tag: tag ?? null, digest: digest ?? null };
  if (host === undefined) return { registry: null, repository: path, ...name };
  // Without a dot, a port or a capital the first part is no host: `appscode/swift` is on Docker Hub.
  return /[.:[A-Z]/.test(host) || host === 'localhost'
    ? { registry: host, repository: path, ...name }
    : { registry: null, repository: `${host}/${path}`, ...name };
}

/** The last part of the repository: `swift` of `appscode/swift:0.9.0`; empty for no image name. */
export function imageBaseName(image: string): string {
  return parseImage(image)?.repository.split('/').at(-1) ?? '';
}

export function imageClaim(image: string): ImageClaim {
  const name = parseImage(image);
  if (!name) return { image, version: null, without: 'not-a-name' };
  if (name.tag === null) {
    return { image, version: null, without: name.digest === null ? 'no-tag' : 'digest' };
  }
  if (name.tag === 'latest') return { image, version: null, without: 'latest' };
  return parseVersion(name.tag)
    ? { image, version: name.tag, without: null }
    : { image, version: null, without: 'not-a-version' };
}
