// Each fault of HTTP in place of each answer of Swift.
import { afterAll, beforeAll } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { passOn, startHttp } from '../support/http-server.js';
import { expectTillerExamined } from '../support/trouble.js';
import { HTTP_FAULTS } from './http-faults.js';
import { testTable } from './matrix.js';

/** Each call that a probe makes of Swift, by its request line. */
const LINES = {
  list: /^GET .*all=true$/,
  version: /^GET \/tiller\/v2\/version\/json$/,
  'dry run': /^POST /,
  'GET /': /^GET \/$/,
} as const;
const CALLS = ['list', 'version', 'dry run', 'GET /'] as const;

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

testTable({
  heading: 'Swift',
  faults: HTTP_FAULTS,
  columns: CALLS,
  holds: async ({ fault, column }, probe, expect) => {
    const pass = passOn(lab.swiftUrl);
    const server = await startHttp((request, response) => {
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      if (!LINES[column].test(line)) void pass(request, response);
      else request.resume().once('end', () => fault.answer(request, response));
    });
    try {
      const at = ['--tiller', lab.tillerAddress, '--swift', server.url];
      const size = column === 'dry run' ? ['--size', '1K'] : [];
      const { exitCode, report, text } = await probe(...at, '--swift-version', '0.11.1', ...size);
      expectTillerExamined(report);
      if (fault.says && (column === 'list' || column === 'version')) {
        expect(text).toMatch(fault.says);
      }
      // No answer here is one of Swift: the call failed, and whatever depends on it did not pass.
      const { swift, payload } = report.evidence;
      if (column !== 'GET /') expect([1, 3]).toContain(exitCode);
      else expect(swift.liveness.ok).toBe(false);
      if (column === 'version') expect(swift.tillerVersion.ok).toBe(false);
      if (column === 'list') expect(swift.list?.ok).toBe(false);
      if (column === 'dry run') expect(payload).toMatchObject({ viaSwift: { ok: false } });
    } finally {
      await server.close();
    }
  },
});
