// The image, as far as it can be tried without a container runtime: what it copies is there, and a folder
// with just that runs.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { toolVersion } from '../../src/util/package-info.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'Dockerfile'), 'utf8');
const instructions = text.split('\n').filter((line) => /^[A-Z]+ /.test(line));
const stages = text.split(/^FROM /m).slice(1);
const copies = (stage = '') =>
  [...stage.matchAll(/^COPY (--from=build )?(.+)$/gm)].map(([, from, paths = '']) => {
    const all = paths.split(' ');
    return { from: from !== undefined, sources: all.slice(0, -1), target: all.at(-1) ?? '' };
  });

describe('the Dockerfile', () => {
  it('copies what is there, and nothing that .dockerignore leaves out', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    const sources = stages.flatMap((stage) =>
      copies(stage).flatMap(({ from, sources: files }) => (from ? [] : files)),
    );
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) {
      expect(existsSync(join(root, source))).toBe(true);
      expect(ignored).not.toContain(source.split('/')[0]);
    }
  });

  it('names the version of the package, and the Node that it needs', () => {
    expect(text).toContain(`swiftcheck:${toolVersion()}`);
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toMatch(/^>=20\./);
    expect(
      instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]),
    ).toEqual(['node:22-slim', 'node:22-slim']);
  });

  it('runs without root, as the user that the manifests name', () => {
    expect(instructions).toContain('USER 65532:65532');
    expect(instructions.indexOf('USER 65532:65532')).toBeLessThan(
      instructions.findIndex((line) => line.startsWith('ENTRYPOINT')),
    );
  });

  it('holds all that a run needs', async () => {
    const image = mkdtempSync(join(tmpdir(), 'swiftcheck-image-'));
    try {
      for (const { from, sources, target } of copies(stages.at(-1))) {
        for (const source of sources) {
          const file = from ? source.replace('/build/', '') : source;
          const to = join(image, target.endsWith('/') ? join(target, file) : target);
          mkdirSync(dirname(to), { recursive: true });
          cpSync(join(root, file), to, { recursive: true });
        }
      }
      const run = (...args: string[]) =>
        execa(process.execPath, [join(image, 'bin/swiftcheck.cjs'), ...args], {
          ...{ reject: false, cwd: '/', env: { HOME: image, KUBECONFIG: '' } },
        });
      expect((await run('--version')).stdout).toBe(toolVersion());
      expect((await run('explain', 'tiller-missing')).exitCode).toBe(0);
      const probe = await run('probe', '--lab', '--size', '4M', '--format', 'json');
      expect([probe.exitCode, probe.stderr]).toEqual([1, '']);
    } finally {
      rmSync(image, { recursive: true });
    }
  });
});
