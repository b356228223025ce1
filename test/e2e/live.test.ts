// The live view on stderr: where it is drawn, and that nothing of it is left when anything else is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Writer } from '../../src/cli/writer.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { startCluster } from '../support/cluster.js';
import { startClosedPort } from '../support/fault-server.js';
import { contextOf, writeKubeconfig } from '../support/kube/kubeconfig.js';

const around = vi.hoisted(() => ({ ci: false }));
vi.mock('is-in-ci', () => ({
  get default() {
    return around.ci;
  },
}));

let run: typeof import('../../src/cli/main.js').run;
beforeAll(async () => {
  // Files share a process: another one may have loaded the program without the mock.
  vi.resetModules();
  ({ run } = await import('../../src/cli/main.js'));
});
beforeEach(() => {
  around.ci = false;
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => void vi.unstubAllEnvs());

/** What happened to the terminal, in order. */
type Step =
  | { readonly to: 'out' | 'err'; readonly text: string }
  | { readonly to: 'live'; readonly lines: readonly string[] }
  | { readonly to: 'clear' };

/** @param onDraw what happens as soon as something is drawn */
async function watched(
  args: readonly string[],
  rest: Partial<Writer> = {},
  onDraw: () => void = () => undefined,
) {
  const steps: Step[] = [];
  const exitCode = await run(args, {
    out: (text) => void steps.push({ to: 'out', text }),
    err: (text) => void steps.push({ to: 'err', text }),
    outIsTerminal: false,
    errIsTerminal: true,
    live: () => ({
      update: (lines) => {
        steps.push({ to: 'live', lines });
        onDraw();
      },
      clear: () => void steps.push({ to: 'clear' }),
      columns: () => 80,
    }),
    ...rest,
  });
  const drawn = steps.flatMap((step) => (step.to === 'live' ? [step.lines.join('\n')] : []));
  return { exitCode, steps, drawn };
}

/** Whatever is printed, the view is cleared before it, and after the end nothing is drawn any more. */
function expectCleared(steps: readonly Step[]): void {
  let shown = false;
  for (const step of steps) {
    if (step.to === 'live') shown = true;
    else if (step.to === 'clear') shown = false;
    else expect(shown).toBe(false);
  }
  expect(shown).toBe(false);
}

const INCIDENT = ['probe', '--lab'];

describe('the live view', () => {
  it('is drawn while a probe lasts, and gone before its report', async () => {
    const { exitCode, steps, drawn } = await watched(INCIDENT);
    expect(exitCode).toBe(1);
    expectCleared(steps);
    expect(drawn.at(-1)).toMatch(/^ok .*Tiller ListReleases: 4\.0 MiB, 3 of 3 releases$/m);
    expect(drawn.at(-1)).toMatch(/^error .*Swift list of all releases: grpc: received message/m);
    const [report, ...others] = steps.filter(({ to }) => to === 'out');
    expect(others).toEqual([]);
    expect(steps.at(-1)).toBe(report);
  });

  it.each([
    ['stderr is no terminal', INCIDENT, { errIsTerminal: false }, {}],
    ['-v asks for lines', [...INCIDENT, '-v'], {}, {}],
    ['the terminal is dumb', INCIDENT, {}, { TERM: 'dumb' }],
    ['the writer cannot', INCIDENT, { live: undefined }, {}],
  ])('is not drawn where %s', async (_, args, rest, env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect((await watched(args, rest as Partial<Writer>)).drawn).toEqual([]);
  });

  it('is not drawn in CI', async () => {
    around.ci = true;
    expect((await watched(INCIDENT)).drawn).toEqual([]);
  });

  it('has a line for each of several clusters', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-live-'));
    const cluster = await startCluster(folder);
    try {
      const config = writeKubeconfig(join(folder, 'config'), [
        contextOf(cluster.kube, undefined, 'one'),
        { name: 'two', cluster: { server: 'nonsense' } },
      ]);
      const args = ['probe', '--kubeconfig', config, '--all-contexts'];
      const { steps, drawn } = await watched(args);
      expectCleared(steps);
      for (const lines of drawn) expect(lines.split('\n').length).toBe(2);
      const last = drawn.at(-1) ?? '';
      expect(last).toMatch(/^done +one: \d+ calls, \d+ failed$/m);
      expect(last).toMatch(/^done +two: /m);
    } finally {
      await cluster.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('says what --wait waits for; what stays is printed when it is cleared', async () => {
    const { port } = await startClosedPort();
    const closed = ['--tiller', `127.0.0.1:${port}`, '--swift', `http://127.0.0.1:${port}`];
    const { steps, drawn } = await watched(['preflight', '--wait', '3s', ...closed]);
    expectCleared(steps);
    expect(drawn.join('\n')).toMatch(/^wait .* left \(--wait\): swiftcheck -> tiller: /m);
    expect(steps.flatMap((step) => (step.to === 'err' ? [step.text] : []))).toEqual([
      'The wait ended after 3.0 s (--wait), and the run begins.\n',
    ]);
  });

  it('is gone at the first signal, so that the second leaves nothing behind', async () => {
    let signalled = false;
    const { exitCode, steps, drawn } = await watched(INCIDENT, {}, () => {
      if (signalled) return;
      signalled = true;
      process.emit('SIGINT', 'SIGINT');
    });
    expect(exitCode).toBe(130);
    expect(drawn.length).toBe(1);
    expect(steps.slice(1).map(({ to }) => to)).toEqual(['clear', 'err']);
  });

  it('is gone where the process ends by a defect', async () => {
    const before = process.listeners('exit');
    const { steps, drawn } = await watched(INCIDENT, {}, () => {
      for (const listener of process.listeners('exit')) {
        if (!before.includes(listener)) listener.call(process, 1);
      }
    });
    expect(drawn.length).toBe(1);
    expect(steps[1]).toEqual({ to: 'clear' });
    expect(process.listeners('exit')).toEqual(before);
  });
});

/** How what is drawn is bracketed (synchronized output). */
const FRAME_BEGINS = '\u001b[?2026h';
const FRAME_ENDS = '\u001b[?2026l';

/** A terminal of its own for one command; absent if there is no such program. */
const hasScript = spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasScript)('on a terminal (needs `script` of util-linux)', () => {
  const env = { ...process.env, TERM: 'xterm', CI: 'false', CONTINUOUS_INTEGRATION: 'false' };
  const terminal = (command: string) =>
    execa(
      'script',
      ['-qec', `stty cols 80 rows 40; node bin/swiftcheck.cjs ${command}`, '/dev/null'],
      {
        ...{ cwd: PACKAGE_ROOT, env, reject: false },
      },
    );

  it('redraws lines and leaves the report alone on the screen', async () => {
    const { stdout, exitCode } = await terminal('probe --lab --no-color');
    expect(exitCode).toBe(1);
    const end = stdout.lastIndexOf(FRAME_ENDS);
    expect(end).toBeGreaterThan(0);
    expect(stdout.slice(0, end)).toContain('Tiller ListReleases');
    const after = stdout.slice(end + FRAME_ENDS.length);
    expect(after).toBe(stripVTControlCharacters(after));
    expect(after).toMatch(/^LAB RUN of [^]*\(exit 1\)\s*$/);
    // The last frame only clears.
    const last = stdout.slice(stdout.lastIndexOf(FRAME_BEGINS), end);
    expect(stripVTControlCharacters(last).trim()).toBe('');
  });

  it('keeps stdout free of the live view', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-live-'));
    try {
      const file = join(folder, 'report.json');
      await terminal(`probe --lab --format json >'${file}'`);
      const report = JSON.parse(readFileSync(file, 'utf8')) as { readonly exitCode: number };
      expect(report.exitCode).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
