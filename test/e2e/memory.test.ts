// Peers that send more than a run needs: the run keeps at most what its ceiling allows.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { encode } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import { runChild } from '../support/child.js';
import { passOn, startHttp, type Handler } from '../support/http-server.js';
import { ends, framed, oddTiller, type GrpcAnswer } from '../support/odd-tiller.js';
import { entry } from '../support/saying-tiller.js';
import { HTTP_FAULTS } from '../faults/http-faults.js';
import { GRPC_FAULTS } from '../faults/grpc-faults.js';

const MOST_BYTES = 200 * 1024 * 1024;
/**
 * On a busy machine the threads of the collector come late, and the heap grows meanwhile. Without these threads the same run
 * takes the same memory, a little more than a run on an idle machine.
 */
const ONE_THREAD = '--single-threaded-gc';
/** Says at the end how much memory the process took at most. */
const MEASURE = `process.on('exit', () => process.stderr.write('\\nmaxRSS ' + process.resourceUsage().maxRSS));`;

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(() => lab.close());

async function mostBytes(tiller: string, swift: string, ...flags: string[]) {
  const limits = ['--timeout', '4s', '--max-time', '20s', '--ceiling', '16M', ...flags];
  const ran = await runChild(['probe', '--tiller', tiller, '--swift', swift, ...limits], {
    node: [ONE_THREAD, '--import', `data:text/javascript,${encodeURIComponent(MEASURE)}`],
    mostMs: 60_000,
  });
  expect(ran.exitCode, ran.stderr).toSatisfy((code) => code === 1 || code === 3);
  const [, kilobytes = ''] = /^maxRSS (\d+)$/m.exec(ran.stderr) ?? [];
  return Number(kilobytes) * 1024;
}

const named = <A>(faults: readonly { readonly name: string; readonly answer: A }[], name: string) =>
  faults.find((fault) => fault.name === name)?.answer;

const releases = Array.from({ length: 20_000 }, (_each, index) => entry(`release-${index}`));
const list = (some: readonly object[]) =>
  framed(encode('hapi.services.tiller.ListReleasesResponse', { releases: some }));
const BOMB = framed(gzipSync(Buffer.alloc(1024 * 1024 * 1024)), 1);

it.each<[string, () => GrpcAnswer]>([
  [
    'a gzip bomb',
    () =>
      ends({ trailers: { 'grpc-status': '0' }, headers: { 'grpc-encoding': 'gzip' }, body: BOMB }),
  ],
  [
    'releases for ever',
    () => (stream) => {
      const message = list(releases.slice(0, 50));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      const next = () => {
        if (stream.writable) stream.write(message, () => setImmediate(next));
      };
      next();
    },
  ],
  [
    'empty messages for ever',
    () => named(GRPC_FAULTS, 'messages without an end') ?? ends({ trailers: {} }),
  ],
  ['20,000 releases', () => ends({ trailers: { 'grpc-status': '0' }, body: list(releases) })],
])('of Tiller: %s', async (_name, answer) => {
  const tiller = await oddTiller('ListReleases', answer());
  afterwards(tiller.close);
  expect(await mostBytes(tiller.address, lab.swiftUrl)).toBeLessThan(MOST_BYTES);
});

/** In the text each revision is a name at most, in the report and the evidence as JSON it is all that is known of it. */
it.each([
  ['text', []],
  ['JSON', ['--format', 'json', '--save-evidence', '/dev/null']],
])('of both: 60,000 releases, none of them in both lists, as %s', async (_name, flags) => {
  const count = 60_000;
  const message = (from: number) =>
    list(Array.from({ length: 100 }, (_each, index) => entry(`release-${from + index}`)));
  const body = Buffer.concat(
    Array.from({ length: count / 100 }, (_each, index) => message(index * 100)),
  );
  const tiller = await oddTiller('ListReleases', ends({ trailers: { 'grpc-status': '0' }, body }));
  afterwards(tiller.close);
  const others = Array.from({ length: count }, (_each, index) => ({
    ...{ name: `other-${index}`, namespace: 'default', version: 1 },
    info: { status: { code: 'DEPLOYED' } },
  }));
  const pass = passOn(lab.swiftUrl);
  const server = await startHttp((request, response) => {
    if (request.url?.includes('all=true') !== true) void pass(request, response);
    else response.end(JSON.stringify({ releases: others }));
  });
  afterwards(() => server.close());
  expect(await mostBytes(tiller.address, server.url, ...flags)).toBeLessThan(MOST_BYTES);
});

it.each(['spaces without an end', 'releases without an end', 'a string without an end'])(
  'of Swift: %s',
  async (name) => {
    const odd = named<Handler>(HTTP_FAULTS, name);
    const pass = passOn(lab.swiftUrl);
    const server = await startHttp((request, response) => {
      if (request.url?.includes('all=true') === true) odd?.(request, response);
      else void pass(request, response);
    });
    afterwards(() => server.close());
    expect(await mostBytes(lab.tillerAddress, server.url)).toBeLessThan(MOST_BYTES);
  },
);
