// `node .ci/krew.mjs TARBALL URL`: the manifest of the kubectl plugin for an index of krew, on stdout. The tarball is
// that of `npm pack`, and URL is where it can be downloaded.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';

const [tarball, uri] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
process.stdout.write(
  stringify({
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: 'swiftcheck' },
    spec: {
      version: `v${manifest.version}`,
      homepage: manifest.homepage ?? uri,
      shortDescription: 'Find out why the proxy of Helm 2 fails',
      description: `${manifest.description}.`,
      caveats: 'The plugin needs Node 20.18.1 or newer as `node` in the PATH.',
      platforms: [
        {
          selector: {
            matchExpressions: [{ key: 'os', operator: 'In', values: ['darwin', 'linux'] }],
          },
          uri,
          sha256: createHash('sha256').update(readFileSync(tarball)).digest('hex'),
          files: [{ from: 'package/*', to: '.' }],
          bin: 'bin/kubectl-swiftcheck.cjs',
        },
      ],
    },
  }),
);
