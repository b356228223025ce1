import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const read = (path: string) => readFileSync(new URL(path, PACKAGE_ROOT), 'utf8');

it('lists each runtime dependency with its reason', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object };
  const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| (.+?) *\|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(Object.keys(dependencies));
  for (const [, , reason = ''] of rows) expect(reason.length).toBeGreaterThan(5);
});

it('needs no script of a dependency at its installation', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Readonly<
      Record<string, { dev?: boolean; hasInstallScript?: boolean; integrity?: string }>
    >;
  };
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(installed.length).toBeGreaterThan(20);
  // Its script warns of how a package.json names its version, and makes nothing.
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.map(([path]) => path)).toEqual(['node_modules/protobufjs']);
  expect(installed.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
});
