// Each fault of gRPC in place of each answer of Tiller.
import { afterAll, beforeAll, describe, it, type ExpectStatic } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { TillerClient } from '../support/lab-client.js';
import { oddTiller } from '../support/odd-tiller.js';
import { expectSwiftExamined } from '../support/trouble.js';
import { GRPC_FAULTS, VERSION_FAULTS } from './grpc-faults.js';
import {
  boundedRun,
  cellsOf,
  expectDocumented,
  HEALTHY,
  outcome,
  type Outcomes,
} from './matrix.js';

const CALLS = ['ListReleases', 'GetVersion', 'InstallRelease'] as const;
type Call = (typeof CALLS)[number];
const FAULTS = [...GRPC_FAULTS, ...VERSION_FAULTS];
type GrpcFault = (typeof FAULTS)[number];

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

const outcomes: Outcomes = new Map(FAULTS.map(({ name }) => [name, new Map()]));

async function holds(fault: GrpcFault, call: Call, expect: ExpectStatic) {
  const tiller = await oddTiller(call, fault.answer, list);
  try {
    const at = ['--tiller', tiller.address, '--swift', lab.swiftUrl, '--swift-version', '0.11.1'];
    const size = call === 'InstallRelease' ? ['--size', '1K'] : [];
    const flags = [...at, ...size, ...(fault.flags ?? [])];
    const ran = await boundedRun(fault.stalls === true, ...flags);
    const { exitCode, report } = ran;
    outcomes.get(fault.name)?.set(call, outcome(ran, HEALTHY));
    expectSwiftExamined(report);
    if (fault.says && (call === 'ListReleases' || call === 'GetVersion'))
      expect(ran.text).toMatch(fault.says);
    expect([1, 3]).toContain(exitCode);
    const { tiller: seen, payload } = report.evidence;
    if (call === 'GetVersion') expect(seen.version.ok).toBe(false);
    // gRPC takes these for the end of an empty list; the list of Swift tells that it is not.
    if (call === 'ListReleases') expect(seen.list?.ok).toBe(LIKE_AN_END.includes(fault.name));
    if (call === 'InstallRelease') expect(payload).toMatchObject({ direct: { ok: false } });
  } finally {
    await tiller.close();
  }
}

const cells = (stalls: boolean) => [
  ...cellsOf(
    GRPC_FAULTS.filter((fault) => (fault.stalls === true) === stalls),
    CALLS,
  ),
  ...(stalls ? [] : cellsOf(VERSION_FAULTS, ['GetVersion'])),
];

describe('an answer', () => {
  it.for(cells(false))('$call: $name', ({ fault, call }, { expect }) => holds(fault, call, expect));
});

describe.concurrent('a stall', () => {
  it.for(cells(true))('$call: $name', ({ fault, call }, { expect }) => holds(fault, call, expect));
});

it('is documented', () => expectDocumented('Tiller', CALLS, outcomes));
