// Tiller refuses clients by the version that they send in the metadata key `x-helm-api-client`.
// GetVersion is exempt, so that a client can ask first and then send that very version.

export const CLIENT_VERSION_KEY = 'x-helm-api-client';

interface HelmVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
}

/** What Helm's semver library takes for a version: the `v`, minor and patch may be missing. */
const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

function parse(text: string): HelmVersion | null {
  const match = VERSION.exec(text);
  if (!match) return null;
  const [, major, minor = '0', patch = '0', prerelease = ''] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease };
}

/** Which rule of Tiller a pair of versions fails. */
export type ClientRefusal =
  | 'no client version'
  | 'unreadable version'
  | 'other major version'
  | 'not the same pre-release'
  | 'newer minor version';

/**
 * Why a Tiller of version `server` refuses calls of a client of version `client`; `null` where it takes
 * them: the same major version and a minor version that is not newer; a pre-release on either side takes
 * nothing but the same version. A version that ends in `unreleased`, on either side, passes always.
 */
export function refusalOfClient(client: string, server: string): ClientRefusal | null {
  if (client.endsWith('unreleased') || server.endsWith('unreleased')) return null;
  if (client === '') return 'no client version';
  const [from, to] = [parse(client), parse(server)];
  if (!from || !to) return 'unreadable version';
  if (from.major !== to.major) return 'other major version';
  if (from.prerelease !== '' || to.prerelease !== '') {
    const same =
      from.minor === to.minor && from.patch === to.patch && from.prerelease === to.prerelease;
    return same ? null : 'not the same pre-release';
  }
  return from.minor <= to.minor ? null : 'newer minor version';
}

/** Whether a Tiller of version `server` takes calls of a client of version `client`. */
export function isCompatible(client: string, server: string): boolean {
  return refusalOfClient(client, server) === null;
}
