// The packages whose code is in dist/, and what an installation brings.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const read = (path: string) => readFileSync(new URL(path, PACKAGE_ROOT), 'utf8');

/** The packages that src/ imports, except for types. */
function imported(): string[] {
  const folder = fileURLToPath(new URL('src', PACKAGE_ROOT));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.d\.ts$|cases\.ts$/.test(name),
  );
  const pattern =
    /(?:^(?:import|export) (?!type )[^;]*?from |\bimport\(|\brequire\(|^import )'((?:@[^/']+\/)?[^./'][^/']*)/gm;
  const names = files.flatMap((name) =>
    [...read(`src/${name}`).matchAll(pattern)].map(([, name = '']) => name),
  );
  return [...new Set(names)].filter((name) => !name.startsWith('node:')).sort();
}

it('lists each package that dist/ holds for an import of src/, with its reason', () => {
  const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| (.+?) *\|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(imported());
  for (const [, , reason = ''] of rows) expect(reason.length).toBeGreaterThan(5);
});

it('names in NOTICE each package whose code dist/ holds, as installed, with its licence', () => {
  const [head = '', ...entries] = read('NOTICE').split(`\n${'-'.repeat(80)}\n`);
  expect(head).toContain('under its own licence');
  const named = entries.map((entry) => {
    const [, name = '', version, license] = /^(\S+) (\S+) \((.+)\)\n\n/.exec(entry) ?? [];
    const text = entry.slice(entry.indexOf('\n')).trim();
    return { name, version, license, text };
  });
  expect(named.map(({ name }) => name)).toEqual(expect.arrayContaining(imported()));
  for (const { name, version, license, text } of named) {
    const installed = JSON.parse(read(`node_modules/${name}/package.json`)) as object;
    expect(version, name).toMatch(/^\d+\./);
    expect(installed).toMatchObject({ name, license });
    expect(text, name).toMatch(/copyright|permission|licence/i);
  }
});

it('brings no other package along', () => {
  expect(JSON.parse(read('package.json'))).not.toHaveProperty('dependencies');
});

it('needs no package beyond those that a clone installs from the lock file, each with its hash', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Readonly<Record<string, { integrity?: string }>>;
  };
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(100);
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
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: object };
  expect(packages['']).toMatchObject({ devDependencies });
  // The bundles hold what they need: an installation is one package.
  expect(packages['']).not.toHaveProperty('dependencies');
});
