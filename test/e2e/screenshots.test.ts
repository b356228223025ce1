// The pictures of README and docs are there, are described, and come out of the command that makes them; plots come from the bench.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { describeInChromium } from '../support/browser.js';

const root = fileURLToPath(PACKAGE_ROOT);
const images = join(root, 'docs', 'images');

/** Width and height in pixels. @throws for what is no PNG */
function sizeOf(file: string): readonly [number, number] {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${file} is no PNG`);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

it('are small, and those of the pages are there with words in their place', () => {
  const kept = readdirSync(images);
  for (const name of kept) {
    expect(readFileSync(join(images, name)).length, name).toBeLessThan(400 * 1024);
  }
  const links = /!?\[[^\]]*\]\([^)]*\.(?:png|svg)\)/g;
  const used = ['README.md', 'docs/formats.md', 'docs/performance.md'].flatMap((page) =>
    (readFileSync(join(root, page), 'utf8').match(links) ?? []).map((image) => {
      const [, alt, path = ''] = /^!?\[([^\]]*)\]\((?:docs\/)?images\/([^)]*)\)$/.exec(image) ?? [];
      expect(alt, image).toMatch(/\w+ \w+ \w+/);
      return path;
    }),
  );
  expect(used.sort()).toEqual(kept.sort());
});

describeInChromium('npm run screenshots', () => {
  it('makes all screenshots', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-images-'));
    try {
      await execa('npm', ['run', '--silent', 'screenshots', '--', folder], { cwd: root });
      expect(readdirSync(folder).sort()).toEqual(
        readdirSync(images)
          .filter((name) => name.endsWith('.png'))
          .sort(),
      );
      for (const name of readdirSync(folder)) {
        const [width, height] = sizeOf(join(folder, name));
        expect(width, name).toBe(sizeOf(join(images, name))[0]);
        expect(height, name).toBeGreaterThan(400);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
