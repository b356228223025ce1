// The paths by which clients such as kubectl find out what a server offers.
import type { Resource } from './objects.js';
import { KINDS } from './reads.js';

const RESOURCES: readonly [string, string, readonly string[]][] = [
  ...(Object.keys(KINDS) as Resource[]).map(
    (resource) => [resource, KINDS[resource], ['get', 'list']] as [string, string, string[]],
  ),
  ['pods/portforward', 'PodPortForwardOptions', ['create', 'get']],
  ['services/proxy', 'ServiceProxyOptions', ['create', 'get']],
];

/** The answer to a path, or `null` where the server has nothing there. */
export function discovery(path: string, gitVersion: string): object | null {
  switch (path.replace(/\/$/, '')) {
    case '/version': {
      const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
      return { major, minor, gitVersion, platform: 'linux/amd64' };
    }
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: [] };
    case '/api/v1':
      return {
        kind: 'APIResourceList',
        groupVersion: 'v1',
        resources: RESOURCES.map(([name, kind, verbs]) => ({
          ...{ name, kind, verbs, singularName: '', namespaced: true },
        })),
      };
    default:
      return null;
  }
}
