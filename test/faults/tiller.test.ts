// Each fault of gRPC in place of each answer of Tiller.
import { afterAll, beforeAll } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { TillerClient } from '../support/lab-client.js';
import { oddTiller } from '../support/odd-tiller.js';
import { expectSwiftExamined } from '../support/trouble.js';
import { GRPC_FAULTS, VERSION_FAULTS } from './grpc-faults.js';
import { testTable } from './matrix.js';

const CALLS = ['ListReleases', 'GetVersion', 'InstallRelease'] as const;

const LIKE_AN_END = ['an empty status', 'a message cut off'];

let lab: Lab;
let list: readonly Buffer[];
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
  const client = new TillerClient(lab.tillerAddress, 'v2.13.0');
  ({ messages: list } = await client.list({ status_codes: [...RELEASE_STATUSES] }));
  client.close();
});
afterAll(() => lab.close());

testTable({
  heading: 'Tiller',
  faults: [...GRPC_FAULTS, ...VERSION_FAULTS],
  columns: CALLS,
  columnsOf: (fault) => (VERSION_FAULTS.includes(fault) ? ['GetVersion'] : CALLS),
  holds: async ({ fault, column }, probe, expect) => {
    const tiller = await oddTiller(column, fault.answer, list);
    try {
      const at = ['--tiller', tiller.address, '--swift', lab.swiftUrl];
      const size = column === 'InstallRelease' ? ['--size', '1K'] : [];
      const { exitCode, report, text } = await probe(...at, '--swift-version', '0.11.1', ...size);
      expectSwiftExamined(report);
      if (fault.says && (column === 'ListReleases' || column === 'GetVersion')) {
        expect(text).toMatch(fault.says);
      }
      expect([1, 3]).toContain(exitCode);
      const { tiller: seen, payload } = report.evidence;
      if (column === 'GetVersion') expect(seen.version.ok).toBe(false);
      // gRPC takes these for the end of an empty list; the list of Swift shows that they are not.
      if (column === 'ListReleases') expect(seen.list?.ok).toBe(LIKE_AN_END.includes(fault.name));
      if (column === 'InstallRelease') expect(payload).toMatchObject({ direct: { ok: false } });
    } finally {
      await tiller.close();
    }
  },
});
