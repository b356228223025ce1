// Ends of a call that gRPC does not have, and versions that are none: each is the failure of its call.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { ends, oddTiller, versionAnswer, type OddEnd } from '../support/odd-tiller.js';
import { soundRun } from '../support/sound-run.js';
import { expectSwiftExamined } from '../support/trouble.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function probe(method: string, odd: OddEnd) {
  const tiller = await oddTiller(method, ends(odd));
  open.push(tiller.close);
  const size = method === 'InstallRelease' ? ['--size', '1K'] : [];
  const ran = await soundRun(
    'probe',
    ...['--tiller', tiller.address, '--swift', lab.swiftUrl, ...size],
    ...['--timeout', '5s', '--max-time', '30s'],
  );
  expectSwiftExamined(ran.report);
  return ran;
}

const status = (text: string, message?: string): OddEnd => ({
  trailers: { 'grpc-status': text, ...(message !== undefined && { 'grpc-message': message }) },
});
const compressed = (headers: OddEnd['headers'] = {}): OddEnd => ({
  ...{ trailers: { 'grpc-status': '0' }, headers },
  body: Buffer.from([1, 0, 0, 0, 3, 1, 2, 3]),
});

const UNREADABLE: readonly [string, OddEnd][] = [
  ['a message compressed without an encoding', compressed()],
  ['a message compressed in an unknown way', compressed({ 'grpc-encoding': 'zzz' })],
  ['a status that is no number', status('abc')],
  ['a negative status', status('-7')],
  ['a status with a fraction', status('2.5')],
  ['a status that no integer holds', status('99999999999999999999')],
];
const METHODS = ['GetVersion', 'ListReleases', 'InstallRelease'] as const;

describe('an end that gRPC does not have', () => {
  it.each(UNREADABLE.flatMap(([name, odd]) => METHODS.map((method) => ({ name, odd, method }))))(
    '$method: $name',
    async ({ odd, method }) => {
      const ran = await probe(method, odd);
      // Where it lists this Tiller holds nothing, unlike that of Swift.
      expect(ran.exitCode).toBe(method === 'InstallRelease' ? 1 : 3);
      const codes = ran.report.findings.filter((each) => each.unexamined).map(({ code }) => code);
      expect(codes).toEqual([
        method === 'InstallRelease' ? 'payload-not-tried' : 'answer-unreadable',
      ]);
      expect(ran.text).toMatch(
        /The answer to \w+ (ended with a grpc-status that gRPC does not have|could not be read, and gRPC)/,
      );
    },
  );

  it.each(METHODS)('%s: a status without a message', async (method) => {
    const ran = await probe(method, status('13'));
    expect(ran.exitCode).not.toBe(0);
    expect(ran.text).toContain('gRPC code 13 without a message.');
  });

  it.each([
    ['no status at all', { trailers: {} }],
    ['an empty status', status('')],
    ['controls in its message', status('2', '%1b[31mred%00%ff')],
    [
      'bytes that are no message',
      { ...status('0'), body: Buffer.from([0, 0, 0, 0, 3, 255, 255, 255]) },
    ],
    ['a message cut off', { ...status('0'), body: Buffer.from([0, 0, 0, 0, 9, 1]) }],
    ['an unknown flag', { ...status('0'), body: Buffer.from([7, 0, 0, 0, 1, 1]) }],
  ] satisfies [string, OddEnd][])('GetVersion: %s', async (_name, odd) => {
    const ran = await probe('GetVersion', odd);
    expect(ran.exitCode).toBe(3);
    expect(ran.report.evidence.tiller.version.ok).toBe(false);
  });
});

describe('a version that is none', () => {
  it.each([
    ['controls', 'v2\u001b[31m.13\u0000', '"v2\\x1b[31m.13\\x00"'],
    ['line breaks', 'v2.13.0\r\nx-evil: 1', '"v2.13.0\\r\\nx-evil: 1"'],
    ['other letters', 'v2.13.0-ünïcode', '(15 characters)'],
    ['marks that reorder text', 'v2.13\u202e.0', '\\u202e'],
    ['200 kB', `v2.13.0+${'x'.repeat(200_000)}`, '(200,008 characters)'],
  ])('%s', async (_name, semVer, says) => {
    const ran = await probe('GetVersion', {
      ...status('0'),
      body: versionAnswer(semVer),
    });
    expect(ran.exitCode).toBe(3);
    const codes = ran.report.findings.filter((each) => each.unexamined).map(({ code }) => code);
    expect(codes).toEqual(['not-a-tiller']);
    const facts = ran.report.findings.find(({ code }) => code === 'not-a-tiller')?.facts;
    expect((facts as { message: string }).message).toContain(says);
  });
});
