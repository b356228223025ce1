// Signals in each phase of a run, sent to the command line as a process of its own: with nothing installed the
// process ends within a second, whatever a peer does; with a throwaway release the cleanup is bounded.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { event, type Interfere } from '../support/fronts.js';
import { afterwards } from '../support/afterwards.js';
import { args, closedPort, INSTALL, interfered, lab, storedNames } from '../support/install-lab.js';

const SMALL = ['alpha', 'beta', 'gamma'];
const CURED = 'swift@0.11.1,tiller@2.13.0';
const never = new Promise<never>(() => undefined);
/** Not the second itself: the machine of a test can be busy. Each call here would else take a minute. */
const SOON_MS = 5_000;

const BIN = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));
function run(given: readonly string[]) {
  return execa('node', [BIN, ...given, '--timeout', '1m', '--max-time', '10m'], {
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
    reject: false,
  });
}

/** Sends the signal, and waits for the end. */
async function ended(child: ReturnType<typeof run>, signal: NodeJS.Signals) {
  const started = performance.now();
  child.kill(signal);
  const { exitCode, stdout, stderr } = await child;
  return { exitCode, stdout, stderr, ms: performance.now() - started };
}

/** Accepts and never says a word. */
async function silent() {
  const connected = event();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    connected.happen();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterwards(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connected: connected.happened };
}

interface Phase {
  readonly phase: string;
  /** Starts what the run meets; resolves with its arguments, and when the run is there. */
  readonly start: () => Promise<{ given: readonly string[]; there: Promise<void> }>;
}

const tillerIs =
  (...flags: string[]) =>
  async () => {
    const { port, connected } = await silent();
    const swift = `http://127.0.0.1:${await closedPort()}`;
    const given = ['probe', '--tiller', `127.0.0.1:${port}`, ...flags, '--swift', swift];
    return { given, there: connected };
  };

const swiftIs = (scheme: string) => async () => {
  const { port, connected } = await silent();
  const tiller = `127.0.0.1:${await closedPort()}`;
  return {
    given: ['probe', '--tiller', tiller, '--swift', `${scheme}://127.0.0.1:${port}`],
    there: connected,
  };
};

/** A lab whose Tiller keeps one call to itself. */
const held =
  (call: string, ...flags: string[]) =>
  async () => {
    const asked = event();
    const front = await interfered(await lab(CURED), (method) => {
      if (method !== call) return null;
      asked.happen();
      return never;
    });
    return { given: [...args(front), ...flags], there: asked.happened };
  };

const apiServer = async () => {
  const { port, connected } = await silent();
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-interrupt-'));
  afterwards(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'kubeconfig');
  const cluster = { name: 'c', cluster: { server: `http://127.0.0.1:${port}` } };
  const context = { name: 'c', context: { cluster: 'c' } };
  writeFileSync(
    file,
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
      ...{ clusters: [cluster], contexts: [context], users: [] },
    }),
  );
  return { given: ['probe', '--kubeconfig', file], there: connected };
};

const PHASES: readonly Phase[] = [
  { phase: 'Tiller accepts and is silent', start: tillerIs() },
  { phase: 'Tiller accepts and is silent in the TLS handshake', start: tillerIs('--tls') },
  { phase: 'Swift accepts and is silent', start: swiftIs('http') },
  { phase: 'Swift accepts and is silent in the TLS handshake', start: swiftIs('https') },
  { phase: 'the API server accepts and is silent', start: apiServer },
  { phase: 'Tiller keeps the version', start: held('GetVersion') },
  { phase: 'Tiller keeps the list', start: held('ListReleases') },
  {
    phase: 'the name is looked up before the install',
    start: held('GetReleaseStatus', ...INSTALL),
  },
];

describe.each(PHASES)('while $phase', ({ start }) => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends the process, with exit code %i', async (signal, code) => {
    const { given, there } = await start();
    const child = run(given);
    await there;
    const { exitCode, stdout, stderr, ms } = await ended(child, signal);
    expect(exitCode).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^(While this release exists, .*\n)?Interrupted; there is no verdict\.( Nothing was installed\.)?$/,
    );
    expect(ms).toBeLessThan(SOON_MS);
  });
});

it('ends the process while --wait waits', async () => {
  const addresses = [`127.0.0.1:${await closedPort()}`, `http://127.0.0.1:${await closedPort()}`];
  const [tiller = '', swift = ''] = addresses;
  const child = run(['preflight', '--tiller', tiller, '--swift', swift, '--wait', '9m']);
  const waits = event();
  child.stderr.on('data', (text: Buffer) => {
    if (text.toString().includes('Waiting up to')) waits.happen();
  });
  await waits.happened;
  const { exitCode, ms } = await ended(child, 'SIGINT');
  expect(exitCode).toBe(130);
  expect(ms).toBeLessThan(SOON_MS);
});

/** A run that installs, with a Tiller in front that answers as `interfere` says. */
async function installing(interfere: Interfere) {
  const running = await lab(CURED);
  const front = await interfered(running, interfere);
  const child = run([...args(front), ...INSTALL]);
  const names = async () => (await storedNames(running)).filter((name) => !SMALL.includes(name));
  const command = (name: string) => `  helm --host ${front.tillerAddress} delete --purge ${name}\n`;
  return { child, names, command };
}

it('names the release and the command before Tiller is asked to install', async () => {
  const asked = event();
  const { child, command } = await installing((method) => {
    if (method !== 'InstallRelease') return null;
    asked.happen();
    return never;
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await asked.happened;
  // What was written before the request was sent can still be in the pipe.
  await expect.poll(() => said, { timeout: SOON_MS }).toContain('delete --purge');
  const [, name = ''] =
    /Installing the throwaway release (swiftcheck-probe-[0-9a-f]{16}),/.exec(said) ?? [];
  expect(said).toContain(command(name));
  child.kill('SIGKILL');
  await child;
});

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('a second %s', (signal, code) => {
  it('says name and command again, and ends at once', async () => {
    const asked = event();
    const { child, names, command } = await installing((method) => {
      if (method !== 'UninstallRelease') return null;
      asked.happen();
      return never;
    });
    const purging = event();
    child.stderr.on('data', (text: Buffer) => {
      if (text.toString().includes('Interrupted; purging')) purging.happen();
    });
    await asked.happened;
    child.kill('SIGINT');
    await purging.happened;
    const { exitCode, stderr, ms } = await ended(child, signal);
    const [name = ''] = await names();
    expect(exitCode).toBe(code);
    expect(ms).toBeLessThan(SOON_MS);
    expect(`${stderr}\n`.split(command(name))).toHaveLength(4);
    expect(stderr).toContain(`The throwaway release ${name} may still be stored.`);
  });
});

it('gives up the cleanup 30 seconds after the interrupt, and names what may be left', async () => {
  let sent = false;
  const asked = event();
  const { child, command } = await installing((method) => {
    if (method === 'InstallRelease') {
      sent = true;
      asked.happen();
    }
    return sent ? never : null;
  });
  await asked.happened;
  const { exitCode, stderr, ms } = await ended(child, 'SIGINT');
  const [, name = ''] = /The throwaway release (\S+) was not purged/.exec(stderr) ?? [];
  expect(exitCode).toBe(130);
  expect(`${stderr}\n`.split(command(name))).toHaveLength(4);
  expect(ms).toBeGreaterThan(25_000);
  expect(ms).toBeLessThan(30_000 + SOON_MS);
});
