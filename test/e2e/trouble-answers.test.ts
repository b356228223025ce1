// Answers that no Swift gives: each is the failure of its call, and of no other.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { passOn, startHttp, type HttpTestServer } from '../support/http-server.js';
import {
  BROKEN,
  NO_HTTP,
  NO_STATUS,
  NOT_UTF8,
  raw,
  TOO_MANY_HEADERS,
  type RawAnswer,
} from '../support/raw-answers.js';
import { soundRun } from '../support/sound-run.js';
import { expectTillerExamined } from '../support/trouble.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

const servers: HttpTestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Each call that a probe makes of Swift, by its request line. */
const CALLS = {
  'GET /': /^GET \/$/,
  version: /^GET \/tiller\/v2\/version\/json$/,
  list: /^GET .*all=true$/,
  'dry run': /^POST /,
} as const;
type CallName = keyof typeof CALLS;

async function probe(call: CallName, answer: RawAnswer) {
  const healthy = passOn(lab.swiftUrl);
  const server = await startHttp((request, response) => {
    const line = `${request.method ?? ''} ${request.url ?? ''}`;
    if (CALLS[call].test(line)) raw(answer)(request, response);
    else void healthy(request, response);
  });
  servers.push(server);
  const size = call === 'dry run' ? ['--size', '1K'] : [];
  const ran = await soundRun(
    'probe',
    ...['--tiller', lab.tillerAddress, '--swift', server.url, ...size],
    ...['--timeout', '5s', '--max-time', '30s'],
  );
  expectTillerExamined(ran.report);
  return ran;
}

const each = (answers: Readonly<Record<string, RawAnswer>>, calls: readonly CallName[]) =>
  Object.entries(answers).flatMap(([name, answer]) =>
    calls.map((call) => ({ name, answer, call })),
  );

const unexamined = ({ report }: Awaited<ReturnType<typeof probe>>) =>
  report.findings.filter((finding) => finding.unexamined).map(({ code }) => code);

describe('more headers than are taken', () => {
  it.each(each(TOO_MANY_HEADERS, ['version', 'list']))('$call: $name', async ({ call, answer }) => {
    const ran = await probe(call, answer);
    expect(ran.exitCode).toBe(3);
    expect(unexamined(ran)).toEqual(['answer-unreadable']);
    expect(ran.text).toMatch(/has more than 16 KiB of headers, which is the most/);
  });

  it.each(each(TOO_MANY_HEADERS, ['GET /', 'dry run']))(
    '$call: $name',
    async ({ call, answer }) => {
      const ran = await probe(call, answer);
      // Of `GET /` nothing else depends; a dry run is asked for.
      expect(ran.exitCode).toBe(call === 'GET /' ? 0 : 3);
      expect(ran.report.evidence.swift.list).toMatchObject({ ok: true });
    },
  );
});

describe('a status that is none', () => {
  it.each(each(NO_STATUS, ['version', 'list', 'dry run']))(
    '$call: $name',
    async ({ call, answer }) => {
      const ran = await probe(call, answer);
      expect(ran.exitCode).toBe(3);
      expect(unexamined(ran)).toEqual([
        call === 'dry run' ? 'payload-not-tried' : 'answer-unreadable',
      ]);
    },
  );
});

describe('what is not HTTP', () => {
  it.each(each(NO_HTTP, ['GET /', 'version', 'list', 'dry run']))(
    '$call: $name',
    async ({ call, answer }) => {
      const ran = await probe(call, answer);
      const codes = { 'GET /': 0, version: 3, list: 1, 'dry run': 3 };
      expect(ran.exitCode).toBe(codes[call]);
      if (call !== 'GET /') expect(ran.text).toMatch(/is not HTTP as it should be|HTTP \d+: /);
    },
  );
});

describe('an answer that breaks off', () => {
  it.each(each(BROKEN, ['GET /', 'version', 'list', 'dry run']))(
    '$call: $name',
    async ({ call, answer }) => {
      const ran = await probe(call, answer);
      if (call === 'GET /') expect(ran.exitCode).toBe(0);
      else expect([1, 3]).toContain(ran.exitCode);
    },
  );
});

describe('bytes that are no UTF-8', () => {
  it.each(['version', 'list', 'dry run'] as const)('%s', async (call) => {
    const ran = await probe(call, NOT_UTF8);
    expect([1, 3]).toContain(ran.exitCode);
    if (call === 'list') expect(ran.text).toMatch(/HTTP 200, but with a body that is not JSON/);
  });
});

describe('a version that is none', () => {
  const answering = (semVer: string): RawAnswer => {
    const body = Buffer.from(JSON.stringify({ Version: { sem_ver: semVer } }));
    return (socket) =>
      void socket.write(
        Buffer.concat([
          Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`),
          body,
        ]),
      );
  };
  it.each([
    ['controls', 'v2\u001b[31m.13.0'],
    ['other letters', 'v2.13.0-ünïcode'],
    ['200 kB', `v2.13.0+${'x'.repeat(200_000)}`],
  ])('%s', async (_name, semVer) => {
    const ran = await probe('version', answering(semVer));
    expect(ran.exitCode).toBe(3);
    expect(unexamined(ran)).toEqual(['not-a-swift']);
  });
});

it('names where a redirect leads that is no place of the web', async () => {
  const ran = await probe('version', (socket) => {
    socket.write('HTTP/1.1 302 X\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n');
  });
  expect(ran.text).toContain('redirects to file:/etc/passwd, which was not followed');
});
