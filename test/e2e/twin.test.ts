// A probe of a twin comes to what the run came to from which the twin was made.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { analyse } from '../../src/analysis/analysis.js';
import { twinOf } from '../../src/analysis/twin.js';
import { inLab } from '../../src/cli/in-lab.js';
import { labPair, type LabPair } from '../../src/cli/parse.js';
import type { Evidence } from '../../src/evidence/types.js';
import { gather } from '../../src/gather/gather.js';
import { judge } from '../../src/judge/judge.js';
import { DATA_SETS, type DataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { twinDataSet } from '../../src/lab/twin.js';
import { randomPair, randomStore, releasesOf } from '../agreement/scenarios.js';
import { swiftcheck, swiftcheckJson } from '../support/cli.js';
import { testRun } from '../support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let files = 0;
function saved(evidence: unknown): string {
  const file = join(folder, `evidence-${files++}.json`);
  writeFileSync(file, JSON.stringify(evidence));
  return file;
}

/** What a report says of the releases: all but its ports and the name of its set. */
function said({
  findings,
  verdict,
  exitCode,
}: Record<'findings' | 'verdict' | 'exitCode', unknown>): unknown {
  const text = JSON.stringify({ findings, verdict, exitCode })
    .replace(/127\.0\.0\.1:\d+/g, 'ADDRESS')
    .replace(/--data [^ "]+/g, '--data SET');
  return JSON.parse(text);
}

const thorough = inject('thorough');
const SWIFTS = ['0.3.2', '0.5.2', '0.7.3', '0.9.0', '0.11.1', '0.12.1'];
const TILLERS = ['2.8.0', '2.8.2', '2.10.0', '2.13.0'];
const PAIRS = thorough
  ? SWIFTS.flatMap((swift) => TILLERS.map((tiller) => [swift, tiller] as const))
  : ([
      ['0.3.2', '2.8.2'],
      ['0.9.0', '2.10.0'],
      ['0.11.1', '2.13.0'],
    ] as const);

describe.each(DATA_SETS)('the twin of the recorded set %s', (set) => {
  const row = DATA_SETS.indexOf(set);
  it.each(PAIRS.filter((_, index) => thorough || index === row % PAIRS.length))(
    'gives what Swift %s with Tiller %s gave',
    async (swift, tiller) => {
      const pair = `swift@${swift},tiller@${tiller}`;
      const { report } = await swiftcheckJson('probe', '--lab', pair, '--data', set);
      const file = saved(report.evidence);
      // Without a pair the twin is of the pair of the evidence.
      const twin = await swiftcheckJson('probe', '--lab', '--data', file);
      expect(twin.report.evidence.lab).toEqual({ swift, tiller, data: file });
      expect(said(twin.report)).toEqual(said(report));
    },
  );
});

async function probed(pair: LabPair, data: DataSet): Promise<Evidence> {
  const lab = await startLab({ ...pair, data });
  try {
    return await gather({ command: 'probe', ...inLab(lab, data.name), payload: null }, testRun());
  } finally {
    await lab.close();
  }
}

it('gives what any pair gave with any releases', async () => {
  let twins = 0;
  const runs = { seed: 20_190_501, numRuns: thorough ? 300 : 6, endOnFailure: true };
  await fc.assert(
    fc.asyncProperty(randomPair, randomStore, async (names, store) => {
      const pair = labPair(`swift@${names.swift},tiller@${names.tiller}`);
      const evidence = await probed(pair, { name: 'random', releases: releasesOf(store) });
      const twin = twinOf(analyse(evidence));
      // Several that Tiller refuses to send are in no evidence.
      if ('missing' in twin) return;
      // Nor is the status of the one that Tiller refuses: its stand-in counts as deployed.
      const unlisted = store.entries.filter(
        ({ name, revision }) =>
          !twin.releases.some((each) => each.name === name && each.revision === revision),
      );
      if (twin.standIn && unlisted.some(({ status }) => status !== 'DEPLOYED')) return;
      twins += 1;
      const again = await probed(pair, twinDataSet('random', twin.releases));
      const report = (one: Evidence) => {
        const { findings, verdict, exitCode } = judge(one);
        return said({ findings, verdict, exitCode });
      };
      expect(report(again)).toEqual(report(evidence));
    }),
    runs,
  );
  expect(twins).toBeGreaterThan(runs.numRuns / 2);
});

describe('--data with evidence', () => {
  it('holds the whole list beyond what Tiller lists by itself', async () => {
    const { report } = await swiftcheckJson('probe', '--lab', '--data', 'many');
    const file = saved(report);
    const { report: twin } = await swiftcheckJson(
      ...['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--data', file],
    );
    expect(twin.evidence.tiller.fullList).toMatchObject({ ok: true, value: { total: 520 } });
    expect(twin.evidence.lab).toMatchObject({ swift: '0.11.1', tiller: '2.13.0' });
  });

  it('is refused where the evidence does not hold all sizes', async () => {
    const short = await swiftcheckJson('probe', '--lab', '--data', 'many', '--no-full-list');
    const ran = await swiftcheck('probe', '--lab', '--data', saved(short.report.evidence));
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('holds the sizes of 512 of 520 stored revisions');
    const versions = await swiftcheckJson('versions', '--lab');
    const none = await swiftcheck('probe', '--lab', '--data', saved(versions.report.evidence));
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('`swiftcheck versions` lists no releases');
  });

  it('says of which revision only the size of the whole is known', async () => {
    const pair = 'swift@0.11.1,tiller@2.10.0';
    const { report } = await swiftcheckJson('probe', '--lab', pair, '--data', 'over20');
    const twin = await swiftcheck('probe', '--lab', '--data', saved(report.evidence));
    expect(twin.stderr).toContain('The evidence holds only the total size of release titan');
  });

  it('is refused where the file is evidence of another schema version', async () => {
    const ran = await swiftcheck('probe', '--lab', '--data', saved({ schemaVersion: 99 }));
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('has schemaVersion 99');
  });
});
