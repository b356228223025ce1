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
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('cases.ts'));

/** The folder of a file below src/; of a file that lies in src/ itself its name. */
const roomOf = (file: string) => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

/** From each room to the rooms that it imports, static, dynamic and of types. */
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

/** The files of src/ that a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, 'src', file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)\.js'/g)].flatMap(
    ([, path = '']) => {
      const target = posix.join(posix.dirname(file), path);
      return files.filter((other) => other === `${target}.ts` || other === `${target}.tsx`);
    },
  );
}

/** Files that a file reaches by its imports; each that reaches itself stands in a circle. */
function circles(): string[] {
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  return files.filter((file) => {
    const reached = new Set<string>();
    const left = [...(imports.get(file) ?? [])];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      left.push(...(imports.get(next) ?? []));
    }
    return reached.has(file);
  });
}

describe('the rooms of src/', () => {
  // The linter does not see a circle through a .tsx file.
  it('hold no circle of imports', () => {
    expect(importsOf('reports/html/html.tsx')).toContain('reports/html/report.tsx');
    expect(circles()).toEqual([]);
  });

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
