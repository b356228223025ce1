// `probe --size` against endpoints that run on their own: a dry run, which changes nothing.
import { describe, expect, it } from 'vitest';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { labPair } from '../../src/cli/parse.js';
import type { DryRunPayload } from '../../src/evidence/types.js';
import { afterwards } from '../support/afterwards.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { swiftFront } from '../support/fronts.js';
import { TillerClient } from '../support/lab-client.js';

const LIMIT = 4_194_304;
const TILLER_LIMIT = 20_971_520;
/** Two answers to the same dry run differ by their times: Timestamp.nanos takes up to six bytes. */
const TIMES = 12;
const ALL = { status_codes: [0, 1, 2, 3, 4, 5, 6, 7, 8] };

async function lab(swift: string, tiller: string): Promise<Lab> {
  const pair = labPair(`swift@${swift},tiller@${tiller}`);
  const running = await startLab({ ...pair, data: dataSet('small') });
  afterwards(() => running.close());
  return running;
}

async function probe({ tillerAddress, swiftUrl, swift }: Lab, ...args: string[]) {
  const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
  const ran = await swiftcheckJson(
    ...['probe', ...targets, '--swift-version', swift.version, ...args],
  );
  const payload = ran.report.evidence.payload as DryRunPayload;
  const finding = ran.report.findings.find(({ code }) => code.startsWith('payload-'));
  if (!finding) throw new Error('nothing was said of the payload');
  return { ...ran, payload, finding };
}

async function stored({ tillerAddress, tiller }: Lab): Promise<readonly Buffer[]> {
  const client = new TillerClient(tillerAddress, `v${tiller.version}`);
  try {
    return (await client.list(ALL)).messages;
  } finally {
    client.close();
  }
}

function numbers(message: string): number[] {
  return [...message.matchAll(/\d+/g)].map(Number);
}

const OLD = { swift: '0.9.0', tiller: '2.10.0' };
const CURED = { swift: '0.11.1', tiller: '2.13.0' };
const OLDEST = { swift: '0.6.0', tiller: '2.10.0' };

describe.each([
  {
    ...OLD,
    code: 'payload-over-limit',
    outcome: 'fail',
    exitCode: 1,
    hop: 'swift->tiller',
    derived:
      'By the limits of Swift 0.9.0, a list with a chart file of that size fails as well, and so do content and history of that release.',
  },
  {
    ...CURED,
    code: 'payload-over-unary-limit',
    outcome: 'warn',
    exitCode: 0,
    hop: 'gateway->swift',
    derived:
      'By the limits of Swift 0.11.1, content and history of a release of that size fail with the same error. A chart file of that size does not by itself make a list fail, because lists leave files out.',
  },
])('4M through Swift $swift', ({ swift, tiller, code, outcome, exitCode, hop, derived }) => {
  it('is refused with both numbers, and what it means is derived', async () => {
    const running = await lab(swift, tiller);
    const ran = await probe(running, '--size', '4M', '-v');
    expect(ran.exitCode).toBe(exitCode);
    expect(raised(ran.report)).toContain(code);
    expect(ran.finding).toMatchObject({ code, outcome, hop });
    const { direct, viaSwift } = ran.payload;
    if (!direct.ok || viaSwift.ok) throw new Error('direct must pass, and Swift refuse');
    expect(viaSwift.failure).toMatchObject({ kind: 'swift-error', httpStatus: 403, grpcCode: 8 });
    const facts = ran.finding.facts as Record<string, unknown>;
    expect(facts).toMatchObject({ sizeBytes: LIMIT, limitBytes: LIMIT, direct: false });
    expect([facts['messageBytes'], LIMIT]).toEqual(numbers(viaSwift.failure.message));
    const difference = Number(facts['messageBytes']) - direct.value.bytes;
    expect(Math.abs(difference)).toBeLessThanOrEqual(TIMES);
    const targets = ['--tiller', running.tillerAddress, '--swift', running.swiftUrl];
    const text = await swiftcheck(
      'probe',
      ...targets,
      '--swift-version',
      swift,
      '--size',
      '4M',
      '-v',
    );
    expect(text.exitCode).toBe(exitCode);
    expect(text.stdout.replace(/\s+/g, ' ')).toContain(derived);
  });
});

it('derives nothing where it is not known which Swift refused', async () => {
  // A Swift that lists a few releases shows too little of itself to determine the version.
  const { tillerAddress, swiftUrl } = await lab(CURED.swift, CURED.tiller);
  const args = ['probe', '--tiller', tillerAddress, '--swift', swiftUrl, '--size', '4M'];
  const { report, exitCode } = await swiftcheckJson(...args);
  const finding = report.findings.find(({ code }) => code === 'payload-over-limit');
  expect(finding).toMatchObject({ outcome: 'fail', hop: null, facts: { listWouldPass: null } });
  expect(exitCode).toBe(1);
  const { stdout } = await swiftcheck(...args, '-v');
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'depends on the version of Swift, which is not known exactly',
  );
});

it('passes 4M through Swift 0.6.0, which has no limit', async () => {
  const { report, exitCode, finding, payload } = await probe(
    await lab(OLDEST.swift, OLDEST.tiller),
    '--size',
    '4M',
  );
  expect(finding).toMatchObject({ code: 'payload-over-limit', outcome: 'pass' });
  expect(payload.viaSwift).toMatchObject({ ok: true });
  expect(payload.direct).toMatchObject({ ok: true });
  expect(raised(report)).not.toContain('payload-over-limit');
  expect(exitCode).toBe(0);
});

describe.each([OLD, CURED, OLDEST])('Swift $swift, Tiller $tiller', ({ swift, tiller }) => {
  it('passes 4000K', async () => {
    const ran = await probe(await lab(swift, tiller), '--size', '4000K');
    expect(ran.finding).toMatchObject({ code: 'payload-over-limit', outcome: 'pass' });
    expect(ran.payload).toMatchObject({ direct: { ok: true }, viaSwift: { ok: true } });
    expect(ran.exitCode).toBe(0);
  });

  it('is not what refuses 20M: Tiller itself does', async () => {
    const ran = await probe(await lab(swift, tiller), '--size', '20M');
    expect(ran.finding).toMatchObject({
      code: 'payload-over-limit',
      outcome: 'fail',
      hop: 'swiftcheck->tiller',
      facts: { sizeBytes: TILLER_LIMIT, limitBytes: TILLER_LIMIT, direct: true, grpcCode: 8 },
    });
    const { direct, viaSwift } = ran.payload;
    for (const answer of [direct, viaSwift]) {
      expect(answer.ok ? '' : answer.failure.message).toContain('trying to send message larger');
    }
    expect(ran.exitCode).toBe(1);
  });

  it('stores nothing, and is asked for no more than reads and one dry run', async () => {
    const running = await lab(swift, tiller);
    const front = await swiftFront(running.swiftUrl);
    afterwards(() => front.close());
    const before = await stored(running);
    const { payload } = await probe({ ...running, swiftUrl: front.url }, '--size', '4M');
    expect(await stored(running)).toEqual(before);
    const asked = front.asked.map(({ method, path }) => `${method} ${path}`);
    const dryRun = `POST /tiller/v2/releases/${payload.releaseName}/json`;
    // The first two are asked at once.
    expect(asked.toSorted()).toEqual(
      [
        'GET /',
        'GET /tiller/v2/releases/json?all=true',
        'GET /tiller/v2/version/json',
        dryRun,
      ].toSorted(),
    );
    expect(asked.at(-1)).toBe(dryRun);
    expect(JSON.parse(front.asked.at(-1)?.body ?? '')).toMatchObject({ dry_run: true });
  });
});

describe('invalid sizes', () => {
  it.each(['0', '4MB', '4.5M', '-1', 'four', '', '20481K', '20971521'])(
    'refuses %j',
    async (size) => {
      // The run sends nothing, so no server has to listen.
      const targets = ['--tiller', '127.0.0.1:1', '--swift', 'http://127.0.0.1:1'];
      const { exitCode, stdout, stderr } = await swiftcheck('probe', ...targets, `--size=${size}`);
      expect(exitCode).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/4M, 4MiB, 512K|at least one byte|20 MiB/);
    },
  );
});
