// Names and texts of a cluster must not move, colour or forge anything on a terminal.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { swiftcheck } from '../support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-hostile-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const NAMES = [
  '\u001b[31mred\u001b[0m\u0007',
  'a\nFAIL  forged\rq',
  'b\u202ec\u009b2J',
  'd\u2028e',
];

it.each([
  ['too large for a hop', '5M', 'swift@0.9.0,tiller@2.13.0'],
  ['in several messages', '6M', 'swift@0.5.2,tiller@2.13.0'],
  ['overwritten', '6M', 'swift@0.11.1,tiller@2.10.0'],
  ['in a namespace of their own', '1K', 'swift@0.3.2,tiller@2.13.0'],
])('shows releases with hostile names safely: %s', async (_what, size, pair) => {
  const file = join(folder, 'releases.json');
  const releases = NAMES.map((name) => ({ name, namespace: `ns-${name}`, files: [size] }));
  writeFileSync(file, JSON.stringify({ releases }));
  const evidence = join(folder, 'evidence.json');
  const args = ['--lab', pair, '--data', file, '--save-evidence', evidence];
  const ran = await swiftcheck('probe', ...args, '-v', '--what-if');
  const again = await swiftcheck('report', evidence);
  for (const { stdout, stderr } of [ran, again]) {
    expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(stdout).not.toMatch(/^(✖ )?FAIL {2}forged/m);
  }
});
