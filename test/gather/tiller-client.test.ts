// What Tiller is asked, which answers count, and what is kept of a list that ends early.
import * as grpc from '@grpc/grpc-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import type { Progress } from '../../src/evidence/calls.js';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { startTiller } from '../../src/lab/tiller.js';
import { ObservationFailed } from '../../src/net/observe.js';
import type { RunOptions } from '../../src/net/run.js';
import type { TillerEndpoint } from '../../src/targets/types.js';
import { decode, encode } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import { startClosedPort } from '../support/fault-server.js';
import { callsTo, holding } from '../support/held-tiller.js';
import { tillerEndpoint } from '../support/lab-targets.js';
import { ends, framed, GRPC_HEADERS, oddTiller, type GrpcAnswer } from '../support/odd-tiller.js';
import { testRun } from '../support/run.js';
import { entry, sayingTiller } from '../support/saying-tiller.js';

const TYPES = 'hapi.services.tiller';
const OK = { 'grpc-status': '0' };
const OF_TILLER = { hop: 'swiftcheck->tiller' };

/** The failure of a call, with what came before it; or its answer. */
async function end(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ObservationFailed)) throw error;
    const { failure, partial } = error;
    return { failure, ...(partial !== undefined && { partial }) };
  }
}

describe('the version', () => {
  const asked = async (answer: object) => {
    const body = framed(Buffer.from(encode(`${TYPES}.GetVersionResponse`, { ...answer })));
    const server = await oddTiller('GetVersion', ends({ trailers: OK, body }));
    afterwards(() => server.close());
    return end(callsTo(server.address).tiller.getVersion());
  };

  it.each([
    [{ sem_ver: 'v2.13.0' }, { semVer: 'v2.13.0', gitCommit: '', gitTreeState: '' }],
    [
      { sem_ver: 'v2.13.0', git_commit: '79d0', git_tree_state: 'clean' },
      { semVer: 'v2.13.0', gitCommit: '79d0', gitTreeState: 'clean' },
    ],
  ])('is %j', async (Version, version) => {
    expect(await asked({ Version })).toEqual(version);
  });

  it.each([
    [{}, 'without a version'],
    [{ Version: {} }, 'without a version'],
    [{ Version: { sem_ver: 'v2\n' } }, 'an impossible version (3 characters)'],
    [{ Version: { sem_ver: 'v2.13.0', git_commit: ' a' } }, 'an impossible version (2'],
    [{ Version: { sem_ver: 'v2.13.0', git_tree_state: 'x'.repeat(200) } }, 'version (200'],
  ])('is not in %j', async (answer, words) => {
    expect(await asked(answer)).toEqual({
      failure: {
        ...{ ...OF_TILLER, kind: 'other-protocol' },
        message: expect.stringContaining(words) as string,
      },
    });
  });
});

describe('a list', () => {
  const listed = async (
    list: readonly (object | Buffer)[],
    options: Partial<RunOptions> = {},
  ): Promise<{ outcome: unknown; progress: Progress[] }> => {
    const server = await sayingTiller({ list });
    afterwards(() => server.close());
    const progress: Progress[] = [];
    const { tiller } = callsTo(server.address, options);
    const outcome = await end(tiller.list('v2.13.0', (event) => void progress.push(event)));
    return { outcome, progress };
  };

  it('is asked for in all statuses, and in part where a part is asked for', async () => {
    const requests: unknown[] = [];
    const { tiller } = await holding([], (_method, request) => {
      requests.push(decode(`${TYPES}.ListReleasesRequest`, request));
      return null;
    });
    await tiller.list('v2.13.0', () => undefined);
    const part = { limit: 5, offset: 'a', filter: 'b' };
    expect(await end(tiller.list('v2.13.0', () => undefined, part))).toMatchObject({
      failure: { kind: 'grpc-status' },
    });
    const status_codes = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect(requests).toMatchObject([
      { limit: 0, offset: '', filter: '', status_codes },
      { ...part, status_codes },
    ]);
  });

  it('is reported message by message, and its end foretold as long as Tiller is right', async () => {
    const messages = [
      { count: 3, total: 3, releases: [entry('a'), entry('b')] },
      { count: 3, total: 3, releases: [entry('c')] },
      { count: 3, total: 3, releases: [entry('d')] },
    ];
    const sizes = messages.map(
      (message) => encode(`${TYPES}.ListReleasesResponse`, message).length,
    );
    const { outcome, progress } = await listed(messages);
    const [one = 0, two = 0, three = 0] = sizes;
    expect(progress).toEqual([
      { bytes: one, releases: 2, total: 3 },
      { bytes: one + two, releases: 3, total: 3 },
      { bytes: one + two + three, releases: 4, total: null },
    ]);
    expect(outcome).toMatchObject({
      releases: [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }],
    });
  });

  it('is taken up to the ceiling of all its messages', async () => {
    const message = { releases: [entry('a')] };
    const { length } = encode(`${TYPES}.ListReleasesResponse`, message);
    const within = await listed([message, message], { ceilingBytes: 2 * length });
    expect(within.outcome).toMatchObject({ releases: [{ name: 'a' }, { name: 'a' }] });
    const beyond = await listed([message, message], { ceilingBytes: 2 * length - 1 });
    expect(beyond.outcome).toMatchObject({ failure: { ...OF_TILLER, kind: 'over-ceiling' } });
    expect(beyond.progress).toHaveLength(1);
  });

  it('is kept as far as it came', async () => {
    const refused = { 'grpc-status': '2', 'grpc-message': 'no more' };
    const message = framed(
      Buffer.from(encode(`${TYPES}.ListReleasesResponse`, { releases: [entry('a')] })),
    );
    const list = async (odd: GrpcAnswer) => {
      const server = await oddTiller('ListReleases', odd);
      afterwards(() => server.close());
      return end(callsTo(server.address).tiller.list('v2.13.0', () => undefined));
    };
    const failure = { ...OF_TILLER, kind: 'grpc-status', message: 'no more', grpcCode: 2 };
    expect(await list(ends({ trailers: refused, body: message }))).toMatchObject({
      ...{ failure, partial: { releases: [{ name: 'a' }] } },
    });
    expect(await list(ends({ trailers: refused }))).toEqual({ failure });
  });
});

describe('an end of a call that is not of Tiller', () => {
  const begins: GrpcAnswer = (stream) => {
    stream.respond(GRPC_HEADERS);
    const message = encode(`${TYPES}.ListReleasesResponse`, { releases: [entry('a')] });
    stream.write(framed(Buffer.from(message)));
  };
  const words = (text: string) => expect.stringContaining(text) as string;

  it('is an interrupt of the run, and says how far the answer was', async () => {
    const list = async (odd: GrpcAnswer, when: 'call' | 'message') => {
      const interrupt = new AbortController();
      const server = await oddTiller('ListReleases', (stream) => {
        odd(stream);
        if (when === 'call') interrupt.abort();
      });
      afterwards(() => server.close());
      const { tiller } = callsTo(server.address, { interrupted: interrupt.signal });
      return end(tiller.list('v2.13.0', () => interrupt.abort()));
    };
    const interrupted = { ...OF_TILLER, kind: 'interrupted' };
    expect(await list(() => undefined, 'call')).toEqual({
      failure: { ...interrupted, message: words("waiting for Tiller's answer to ListReleases") },
    });
    expect(await list(begins, 'message')).toMatchObject({
      failure: { ...interrupted, message: words("waiting for the end of Tiller's answer") },
      partial: { releases: [{ name: 'a' }] },
    });
  });

  it('is what a forwarded port says of it', async () => {
    const gone = { hop: 'api-server->tiller', kind: 'port-forward', message: 'gone' } as const;
    const server = await oddTiller('ListReleases', (stream) => stream.session?.destroy());
    afterwards(() => server.close());
    const list = (failure: () => typeof gone | null) => {
      const forwarded = { to: 'kube-system/tiller-0:44134', failure };
      const tiller = new TillerClient({ ...tillerEndpoint(server.address), forwarded }, testRun());
      afterwards(() => tiller.close());
      return end(tiller.list('v2.13.0', () => undefined));
    };
    expect(await list(() => gone)).toEqual({ failure: gone });
    expect(await list(() => null)).toMatchObject({ failure: { ...OF_TILLER, kind: 'closed' } });
  });

  it('is looked into where Tiller was not reached', async () => {
    const closed = await startClosedPort();
    afterwards(() => closed.close());
    const { tiller } = callsTo(`127.0.0.1:${closed.port}`);
    expect(await end(tiller.getVersion())).toMatchObject({
      failure: { ...OF_TILLER, kind: 'refused', transportError: words('ECONNREFUSED') },
    });
  });

  it('is the time of a call, whose answer came but not its end', async () => {
    const server = await oddTiller('GetVersion', (stream) => {
      stream.respond(GRPC_HEADERS);
      const message = encode(`${TYPES}.GetVersionResponse`, { Version: { sem_ver: 'v2.13.0' } });
      stream.write(framed(Buffer.from(message)));
    });
    afterwards(() => server.close());
    const { tiller } = callsTo(server.address, { timeoutMs: 1_000 });
    expect(await end(tiller.getVersion())).toMatchObject({
      failure: {
        ...{ ...OF_TILLER, kind: 'no-answer' },
        message: words("the end of Tiller's answer to GetVersion"),
      },
    });
  });
});

it('names its version as that of the client, but not where it asks for that', async () => {
  const { tiller } = await holding([]);
  expect(await end(tiller.getVersion())).toMatchObject({ semVer: 'v2.13.0' });
  // Tiller refuses another client.
  expect(await end(tiller.list('v3.0.0', () => undefined))).toMatchObject({
    failure: { message: 'incompatible versions client[v3.0.0] server[v2.13.0]' },
  });
  expect(await end(tiller.list('v2.13.0', () => undefined))).toMatchObject({ count: 0 });
});

describe('a Tiller with TLS', () => {
  let made: Certificates;
  beforeAll(async () => {
    made = await makeCertificates({ names: ['tiller.example'] });
  });

  /** GetVersion of one that wants a certificate. */
  async function version(tls: TillerEndpoint['tls']): Promise<unknown> {
    const { server, ca } = made;
    const pair = { cert_chain: Buffer.from(server.cert), private_key: Buffer.from(server.key) };
    const lab = await startTiller({
      ...{ release: labPair('tiller@2.13.0').tiller, data: { name: 'test', releases: [] } },
      credentials: grpc.ServerCredentials.createSsl(Buffer.from(ca.cert), [pair], true),
    });
    afterwards(() => lab.close());
    const tiller = new TillerClient({ ...tillerEndpoint(lab.address), tls }, testRun());
    afterwards(() => tiller.close());
    return end(tiller.getVersion());
  }

  const own = () => ({ cert: Buffer.from(made.client.cert), key: Buffer.from(made.client.key) });
  const ca = () => Buffer.from(made.ca.cert);
  const servername = 'tiller.example';

  it('is asked with the certificates and the name of the endpoint', async () => {
    const known = { semVer: 'v2.13.0' };
    expect(await version({ ...own(), ca: ca(), servername, verify: true })).toMatchObject(known);
    expect(await version({ ...own(), verify: false })).toMatchObject(known);
  });

  it('is not asked where anything is wrong with them', async () => {
    const failed = (kind: string) => ({ failure: { ...OF_TILLER, kind } });
    expect(await version({ ...own(), ca: ca(), verify: true })).toMatchObject(
      failed('tls-name-mismatch'),
    );
    expect(await version({ ...own(), servername, verify: true })).toMatchObject(
      failed('tls-untrusted'),
    );
    expect(await version({ ca: ca(), servername, verify: true })).toMatchObject(
      failed('tls-client-certificate-rejected'),
    );
    expect(await version(null)).toMatchObject(failed('tls-required'));
  });
});

it('reaches an address of IPv6', async () => {
  const tiller = new TillerClient({ host: '::1', port: 1, source: 'flag', tls: null }, testRun());
  afterwards(() => tiller.close());
  const transportError = expect.stringContaining('::1') as string;
  expect(await end(tiller.getVersion())).toMatchObject({ failure: { transportError } });
});
