// Labs for tests of `--install`, with something of the test's in front of them; all end with the test.
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import type { InstallPayload } from '../../src/evidence/types.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { afterwards } from './afterwards.js';
import { swiftcheckJson } from './cli.js';
import { startClosedPort } from './fault-server.js';
import { swiftFront, tillerFront, type Interfere } from './fronts.js';
import { listMessage, TillerClient } from './lab-client.js';

export const NAME = /^swiftcheck-probe-[0-9a-f]{16}$/;
export const INSTALL = ['--install', '--yes', '--size', '4M'];
const ALL = { status_codes: [0, 1, 2, 3, 4, 5, 6, 7, 8] };

/** A lab with data set small; `pair` as for --lab. */
export async function lab(pair: string): Promise<Lab> {
  const running = await startLab({ ...labPair(pair), data: dataSet('small') });
  afterwards(() => running.close());
  return running;
}

/** The same lab; in front of its Tiller, another Tiller answers as `interfere` says. */
export async function interfered(running: Lab, interfere: Interfere) {
  const front = await tillerFront(running.tillerAddress, interfere);
  afterwards(() => front.close());
  return { ...running, tillerAddress: front.address, asked: front.asked };
}

/** The same lab, with a Swift in front of its own that keeps the list to itself that is made while a release is stored. */
export async function secondListHeld(running: Lab, onList: () => void): Promise<Lab> {
  let lists = 0;
  const front = await swiftFront(running.swiftUrl, (path) => {
    if (!path.startsWith('/tiller/v2/releases/json')) return false;
    lists += 1;
    if (lists === 1) return false;
    onList();
    return true;
  });
  afterwards(() => front.close());
  return { ...running, swiftUrl: front.url };
}

/** The command line that probes it. */
export function args({ tillerAddress, swiftUrl, swift }: Lab): string[] {
  const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
  return ['probe', ...targets, '--swift-version', swift.version];
}

/** Every stored revision, asked for directly. */
export async function storedNames({ tillerAddress, tiller }: Lab): Promise<string[]> {
  const client = new TillerClient(tillerAddress, `v${tiller.version}`);
  try {
    const { messages } = await client.list(ALL);
    return messages.flatMap((message) => listMessage(message).releases.map(({ name }) => name));
  } finally {
    client.close();
  }
}

export async function closedPort(): Promise<number> {
  const closed = await startClosedPort();
  afterwards(() => closed.close());
  return closed.port;
}

/** Runs `probe --install` here. */
export async function probe(running: Lab, ...more: string[]) {
  const ran = await swiftcheckJson(...args(running), ...INSTALL, ...more);
  const payload = ran.report.evidence.payload as InstallPayload;
  expect(payload.releaseName).toMatch(NAME);
  const found = (code: string) => ran.report.findings.find((finding) => finding.code === code);
  return { ...ran, payload, found };
}

/** The command line as a process of its own; `npm test` has built it. */
export function spawn(running: Lab) {
  const bin = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));
  return execa(
    'node',
    [bin, ...args(running), ...INSTALL, '--timeout', '5m', '--max-time', '10m'],
    {
      env: { NO_COLOR: '1', FORCE_COLOR: undefined },
      reject: false,
    },
  );
}
