// Each fault of HTTP in place of each answer of Swift.
import { afterAll, beforeAll, describe, it, type ExpectStatic } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { passOn, startHttp } from '../support/http-server.js';
import { expectTillerExamined } from '../support/trouble.js';
import { HTTP_FAULTS } from './http-faults.js';
import {
  boundedRun,
  cellsOf,
  expectDocumented,
  HEALTHY,
  outcome,
  type Outcomes,
} from './matrix.js';

/** Each call that a probe makes of Swift, by its request line. */
const LINES = {
  list: /^GET .*all=true$/,
  version: /^GET \/tiller\/v2\/version\/json$/,
  'dry run': /^POST /,
  'GET /': /^GET \/$/,
} as const;
type Call = keyof typeof LINES;
const CALLS = ['list', 'version', 'dry run', 'GET /'] as const;
type HttpFault = (typeof HTTP_FAULTS)[number];

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

const outcomes: Outcomes = new Map(HTTP_FAULTS.map(({ name }) => [name, new Map()]));

async function holds(fault: HttpFault, call: Call, expect: ExpectStatic) {
  const pass = passOn(lab.swiftUrl);
  const server = await startHttp((request, response) => {
    const line = `${request.method ?? ''} ${request.url ?? ''}`;
    if (!LINES[call].test(line)) void pass(request, response);
    else request.resume().once('end', () => fault.answer(request, response));
  });
  try {
    const at = ['--tiller', lab.tillerAddress, '--swift', server.url, '--swift-version', '0.11.1'];
    const size = call === 'dry run' ? ['--size', '1K'] : [];
    const flags = [...at, ...size, ...(fault.flags ?? [])];
    const ran = await boundedRun(fault.stalls === true, ...flags);
    const { exitCode, report } = ran;
    outcomes.get(fault.name)?.set(call, outcome(ran, HEALTHY));
    expectTillerExamined(report);
    if (fault.says && (call === 'list' || call === 'version')) expect(ran.text).toMatch(fault.says);
    // No answer here is one of Swift: the call failed, and whatever depends on it did not pass.
    const { swift, payload } = report.evidence;
    if (call !== 'GET /') expect([1, 3]).toContain(exitCode);
    else expect(swift.liveness.ok).toBe(false);
    if (call === 'version') expect(swift.tillerVersion.ok).toBe(false);
    if (call === 'list') expect(swift.list?.ok).toBe(false);
    if (call === 'dry run') expect(payload).toMatchObject({ viaSwift: { ok: false } });
  } finally {
    await server.close();
  }
}

const cells = (stalls: boolean) =>
  cellsOf(
    HTTP_FAULTS.filter((fault) => (fault.stalls === true) === stalls),
    CALLS,
  );

describe('an answer', () => {
  it.for(cells(false))('$call: $name', ({ fault, call }, { expect }) => holds(fault, call, expect));
});

describe.concurrent('a stall', () => {
  it.for(cells(true))('$call: $name', ({ fault, call }, { expect }) => holds(fault, call, expect));
});

it('is documented', () => expectDocumented('Swift', CALLS, outcomes));
