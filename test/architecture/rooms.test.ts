// The rooms of src/ and what each imports, held against the table of docs/architecture.md.
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';

const root = fileURLToPath(PACKAGE_ROOT);
const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  // Cases are tests that lie beside what they try.
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('/cases.ts'));

/** The folder of a file below src/; of a file that lies in src/ itself its name. */
const roomOf = (file: string) => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

/** From each room to the rooms that it imports, static, dynamic and of types alike. */
function arrows(): Record<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const file of files) {
    const room = roomOf(file);
    const to = found.get(room) ?? new Set();
    found.set(room, to);
    const text = readFileSync(join(root, 'src', file), 'utf8');
    for (const [, path = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) {
      const target = roomOf(posix.join(posix.dirname(file), path).replace(/\.js$/, '.ts'));
      if (target !== room && target !== '..') to.add(target);
    }
  }
  return Object.fromEntries([...found].map(([room, to]) => [room, [...to].sort()] as const).sort());
}

/** The rows of the table `| room | imports | what is in it |`. */
function rows(): Record<string, string[]> {
  const cells = [...page.matchAll(/^\| `(\S+)`\s*\|([^|]*)\|/gm)];
  return Object.fromEntries(
    cells
      .map(
        ([, room = '', imports = '']) =>
          [room, [...imports.matchAll(/\w[\w-]*/g)].map(([name]) => name).sort()] as const,
      )
      .sort(),
  );
}

describe('the rooms of src/', () => {
  it('import what docs/architecture.md says, and nothing else', () => {
    expect(arrows()).toEqual(rows());
  });

  it('stand below each other: each imports only rooms that stand below it in the table', () => {
    const order = [...page.matchAll(/^\| `(\S+)`/gm)].map(([, room = '']) => room);
    const upward = Object.entries(arrows()).flatMap(([room, imports]) =>
      imports
        .filter((other) => order.indexOf(other) <= order.indexOf(room))
        .map((other) => `${room} imports ${other}`),
    );
    expect(upward).toEqual([]);
  });
});
