// Values, manifests, NOTES and chart files are users' secrets, which no output of a run holds.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { startLab } from '../../src/lab/lab.js';
import { fromFields } from '../../src/lab/stored-release.js';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { swiftcheck } from '../support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-secrets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const MARK = 'canary-7f3a';
const canary = (place: string) => `${MARK}-${place}`;
const time = { seconds: 1_560_000_000, nanos: 0 };

/** A release with a canary in every text that is not its identity. */
function release(name: string, fileBytes: number) {
  return fromFields({
    ...{ name, namespace: 'default', version: 1 },
    info: {
      status: { code: 'DEPLOYED', notes: canary('notes'), resources: canary('resources') },
      ...{ first_deployed: time, last_deployed: time, Description: canary('description') },
    },
    chart: {
      metadata: { name: 'demo', version: '1.0.0', description: canary('chart-description') },
      templates: [{ name: canary('template-name'), data: Buffer.from(canary('template')) }],
      values: { raw: `password: ${canary('chart-values')}` },
      files: [
        { type_url: canary('file-name'), value: Buffer.from(canary('file')) },
        { type_url: 'large', value: Buffer.alloc(fileBytes) },
      ],
    },
    config: { raw: `password: ${canary('values')}` },
    manifest: `kind: Secret\ndata: ${canary('manifest')}`,
    hooks: [{ name: 'hook', manifest: canary('hook') }],
  });
}

it.each([
  ['passes', 'swift@0.11.1,tiller@2.13.0', 1024],
  ['is refused on the way from Tiller', 'swift@0.9.0,tiller@2.10.0', 5 * 1024 * 1024],
  ['is cut after its first message', 'swift@0.5.2,tiller@2.13.0', 11 * 1024 * 1024],
  ['is overwritten', 'swift@0.11.1,tiller@2.10.0', 11 * 1024 * 1024],
])('shows nothing of what releases hold where the list %s', async (_what, pair, fileBytes) => {
  const releases = ['alpha', 'beta', 'gamma'].map((name) => release(name, fileBytes));
  const running = await startLab({ ...labPair(pair), data: { name: 'canaries', releases } });
  try {
    const evidence = join(folder, 'evidence.json');
    const at = ['--tiller', running.tillerAddress, '--swift', running.swiftUrl];
    const runs = [
      await swiftcheck('probe', ...at, '-v', '--what-if', '--save-evidence', evidence, '--force'),
      await swiftcheck('probe', ...at, '-v', '--size', '1M', '--format', 'json'),
      await swiftcheck('report', evidence, '-v', '--what-if-tiller'),
      ...(await Promise.all(
        FORMAT_NAMES.map((format) => swiftcheck('report', evidence, '--format', format, '-v')),
      )),
    ];
    const saved = readFileSync(evidence, 'utf8');
    for (const printed of [saved, ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr])]) {
      expect(printed).not.toContain(MARK);
      expect(printed).not.toContain(Buffer.from(MARK).toString('base64').slice(0, 12));
    }
    expect(saved).toContain('gamma');
    expect(runs[0]?.stdout).toContain('(exit ');
  } finally {
    await running.close();
  }
});

it('would see them: Swift itself gives them away', async () => {
  const releases = [release('alpha', 1024)];
  const running = await startLab({
    ...labPair('swift@0.11.1,tiller@2.13.0'),
    data: { name: 'canaries', releases },
  });
  try {
    const list = await fetch(`${running.swiftUrl}/tiller/v2/releases/json?all=true`);
    const content = await fetch(`${running.swiftUrl}/tiller/v2/releases/alpha/content/json`);
    expect(await list.text()).toContain(canary('values'));
    expect(await content.text()).toContain(canary('manifest'));
  } finally {
    await running.close();
  }
});
