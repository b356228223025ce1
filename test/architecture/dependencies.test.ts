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

it('pins each package by its hash, and leaves the registry to the configuration', () => {
  const { lockfileVersion, packages } = JSON.parse(read('package-lock.json')) as {
    lockfileVersion: number;
    packages: Readonly<
      Record<string, { version?: string; integrity?: string; resolved?: string; link?: boolean }>
    >;
  };
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  expect(lockfileVersion).toBe(3);
  expect(entries.length).toBeGreaterThan(300);
  for (const [path, { version, integrity, resolved, link }] of entries) {
    expect([path, link], 'a link is no package that a hash can pin').toEqual([path, undefined]);
    expect(path).toMatch(/^node_modules\//);
    expect([path, version]).toEqual([path, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
    // SHA-512 in base64 has 86 characters and two signs at its end.
    expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-[\w+/]{86}==$/)]);
    // An address would bind everyone to one registry.
    expect([path, resolved]).toEqual([path, undefined]);
  }
});

it('locks what package.json asks for', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Readonly<Record<string, object>>;
  };
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
    dependencies: object;
    devDependencies: object;
  };
  expect(packages['']).toMatchObject({ dependencies, devDependencies });
});
