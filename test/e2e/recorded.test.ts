import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raised, swiftcheck, swiftcheckJson, unknown } from '../support/cli.js';
import { recordedSwift, recordedTiller, type Running } from '../support/recorded.js';
import { NEWEST_SWIFT } from '../support/newest.js';

const FIVE_VERSIONS = Array.from({ length: 5 }, () => 'GetVersion');

interface Case {
  swift: string;
  tiller: string;
  dataset: string;
  /** Findings of `probe` with the declared release. */
  codes: string[];
  exitCode: number;
}

const CASES: Case[] = [
  {
    swift: '0.9.0',
    tiller: '2.10.0',
    dataset: 'seed',
    codes: ['pair-undocumented', 'list-over-receive-limit', 'content-over-limit'],
    exitCode: 1,
  },
  { swift: '0.9.0', tiller: '2.10.0', dataset: 'small', codes: ['pair-undocumented'], exitCode: 0 },
  {
    swift: '0.9.0',
    tiller: '2.10.0',
    dataset: 'sum',
    codes: ['pair-undocumented', 'list-over-receive-limit'],
    exitCode: 1,
  },
  {
    swift: '0.9.0',
    tiller: '2.10.0',
    dataset: 'empty',
    codes: ['pair-undocumented', 'empty-list-as-error'],
    exitCode: 0,
  },
  {
    swift: '0.11.1',
    tiller: '2.13.0',
    dataset: 'seed',
    codes: ['content-over-limit'],
    exitCode: 0,
  },
  { swift: '0.11.1', tiller: '2.13.0', dataset: 'small', codes: [], exitCode: 0 },
  { swift: '0.11.1', tiller: '2.13.0', dataset: 'sum', codes: [], exitCode: 0 },
  {
    swift: '0.11.1',
    tiller: '2.13.0',
    dataset: 'empty',
    codes: ['empty-list-as-error'],
    exitCode: 0,
  },
];

describe.each(CASES)('as recorded: Swift $swift, Tiller $tiller, $dataset', (recorded) => {
  let tiller: Running;
  let swift: Running;
  beforeAll(async () => {
    tiller = await recordedTiller(recorded.tiller, recorded.dataset);
    swift = await recordedSwift(recorded.swift, recorded.tiller, recorded.dataset);
  });
  afterAll(async () => {
    await tiller.close();
    await swift.close();
  });
  const endpoints = () => ['--tiller', tiller.address, '--swift', swift.address];

  it('gives the right findings and exit code', async () => {
    const { report, exitCode } = await swiftcheckJson(
      'probe',
      ...endpoints(),
      '--swift-version',
      recorded.swift,
    );
    expect(raised(report)).toEqual([...recorded.codes]);
    // Where Swift gave no list, it is not known whether its own answer would have fitted, nor what a
    // comparison of the two would show.
    const sizeError = recorded.codes.includes('list-over-receive-limit');
    expect(unknown(report)).toEqual(
      sizeError
        ? [
            'list-over-gateway-limit',
            'list-first-message-only',
            'default-namespace-only',
            'pending-releases-hidden',
            'list-differs',
          ]
        : [],
    );
    expect(exitCode).toBe(recorded.exitCode);
    expect(report.exitCode).toBe(exitCode);
    expect(report.swift.candidates).toContain(recorded.swift);
  });

  it('makes one list on each side and reads only', async () => {
    tiller.asked.length = 0;
    swift.asked.length = 0;
    await swiftcheck('probe', ...endpoints());
    // The version from five connections, the list from one.
    expect(tiller.asked.sort()).toEqual([...FIVE_VERSIONS, 'ListReleases']);
    expect(swift.asked.sort()).toEqual([
      'GET /',
      'GET /tiller/v2/releases/json?all=true',
      'GET /tiller/v2/version/json',
    ]);
  });

  it('makes no direct list for versions, and one empty one through Swift', async () => {
    tiller.asked.length = 0;
    swift.asked.length = 0;
    const { report } = await swiftcheckJson('versions', ...endpoints());
    expect(tiller.asked).toEqual(FIVE_VERSIONS);
    expect(swift.asked.filter((path) => path.includes('releases'))).toEqual([
      'GET /tiller/v2/releases/json?status_codes=PENDING_INSTALL',
    ]);
    const older = recorded.swift === '0.9.0';
    expect(report.swift.candidates.at(0)).toBe(older ? '0.6.0' : '0.11.0');
    expect(report.swift.candidates.at(-1)).toBe(older ? '0.10.0' : NEWEST_SWIFT);
  });
});

describe('the numbers of the incident', () => {
  it('names the hop by the size of the message that Tiller sends', async () => {
    const tiller = await recordedTiller('2.10.0', 'seed');
    const swift = await recordedSwift('0.9.0', '2.10.0', 'seed');
    try {
      const { report } = await swiftcheckJson(
        'probe',
        '--tiller',
        tiller.address,
        '--swift',
        swift.address,
      );
      const finding = report.findings.find(({ code }) => code === 'list-over-receive-limit');
      expect(finding?.hop).toBe('swift->tiller');
      expect(finding?.facts).toMatchObject({
        messageBytes: 4_195_325,
        limitBytes: 4_194_304,
        attributedBy: 'number',
        httpStatus: 403,
        grpcCode: 8,
      });
      // Without --swift-version: the limit alone narrows Swift's release.
      expect(report.swift.candidates.at(0)).toBe('0.7.0');
      expect(report.swift.candidates.at(-1)).toBe('0.10.0');
    } finally {
      await tiller.close();
      await swift.close();
    }
  });
});
