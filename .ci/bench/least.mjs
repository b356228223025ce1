// minimal.mjs made as the program itself is: one file, started by the same start, which keeps its compiled code.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Returns the file to run, below `folder`. */
export async function buildLeast(folder) {
  const dist = join(folder, 'least');
  mkdirSync(dist);
  writeFileSync(join(dist, 'texts.json'), '{}');
  cpSync(at('../../dist/start.cjs'), join(dist, 'start.cjs'));
  const bundle = await rolldown({ input: at('minimal.mjs'), platform: 'node' });
  await bundle.write({
    ...{ file: join(dist, 'chunks/swiftcheck.cjs'), format: 'cjs', minify: true },
  });
  await bundle.close();
  return join(dist, 'start.cjs');
}
