// What becomes of a call whose connection to Tiller goes away, breaks, or carries no answers any more.
import { createSocket } from 'node:dgram';
import { getServers, promises as dns, setServers } from 'node:dns';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { FailureKind } from '../../src/evidence/observation.js';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { ObservationFailed } from '../../src/net/observe.js';
import { tillerEndpoint } from '../support/lab-targets.js';
import { ends, oddTiller, type GrpcAnswer } from '../support/odd-tiller.js';
import { testRun } from '../support/run.js';

/** The look into the connection has the same time: a new connection has to be made within it. */
const TIMEOUT_MS = 2_000;

const OK = ends({ trailers: { 'grpc-status': '0' } });
const never: GrpcAnswer = () => undefined;

/** What ListReleases comes to, after GetVersion was answered on the same connection. */
async function listOf(address: string, host = '127.0.0.1'): Promise<unknown> {
  const run = testRun({ timeoutMs: TIMEOUT_MS });
  const tiller = new TillerClient({ ...tillerEndpoint(address), host }, run);
  try {
    const { semVer } = await tiller.getVersion();
    return await tiller.list(semVer, () => undefined);
  } catch (error) {
    if (error instanceof ObservationFailed) return error.failure;
    throw error;
  } finally {
    tiller.close();
  }
}

/** A relay whose first connection can be seized: `client` gets no more than what is written to it. */
async function relayTo(address: string) {
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const tiller = connect(Number(address.split(':')[1]), '127.0.0.1');
    sockets.push(client, tiller);
    for (const socket of [client, tiller]) socket.on('error', () => undefined);
    client.pipe(tiller);
    tiller.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seize: () => {
      const [client, tiller] = sockets;
      client?.unpipe();
      tiller?.unpipe();
      return client;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('a list', () => {
  it('is asked for again where Tiller goes away before it takes the call', async () => {
    let asked = 0;
    const tiller = await oddTiller('ListReleases', (stream) => {
      asked += 1;
      if (asked === 1) stream.session?.goaway(0, (stream.id ?? 0) - 2);
      else OK(stream);
    });
    try {
      expect(await listOf(tiller.address)).toMatchObject({ releases: [] });
      expect(asked).toBe(2);
    } finally {
      await tiller.close();
    }
  });

  const failure = (kind: FailureKind, words: string): unknown =>
    expect.objectContaining({ kind, message: expect.stringContaining(words) as string });
  const NEW_ONE_WORKS = failure('closed', 'gets one on a new connection');
  it.concurrent.each([
    ['nothing comes through any more', null, [NEW_ONE_WORKS]],
    // A frame of data outside of every stream. Node 20 says nothing of the frame, and newer versions name the error.
    [
      'a frame breaks HTTP/2',
      Buffer.from([0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
      [NEW_ONE_WORKS, failure('unreadable', 'breaks a rule of HTTP/2: Protocol error')],
    ],
  ])('fails with its connection where %s', async (_name, last, expected) => {
    let seize: () => Socket | undefined = () => undefined;
    const tiller = await oddTiller('ListReleases', () => {
      const client = seize();
      if (last) client?.write(last);
    });
    const relay = await relayTo(tiller.address);
    ({ seize } = relay);
    try {
      expect(expected).toContainEqual(await listOf(relay.address));
    } finally {
      relay.close();
      await tiller.close();
    }
  });

  it.concurrent('is slow where its connection carries other answers', async () => {
    const tiller = await oddTiller('ListReleases', never);
    try {
      expect(await listOf(tiller.address)).toMatchObject({ kind: 'no-answer' });
    } finally {
      await tiller.close();
    }
  });
});

it('writes nothing of an answer to the terminal', async () => {
  const written = vi.spyOn(console, 'error');
  // As bytes of no ASCII; the first starts a sequence of the terminal.
  const raw = ends({ trailers: { 'grpc-status': '2', 'grpc-message': '\u009b31m' } });
  const tiller = await oddTiller('ListReleases', raw);
  try {
    expect(await listOf(tiller.address)).toMatchObject({
      kind: 'grpc-status',
      message: 'gRPC code 2 without a readable message.',
    });
    expect(written).not.toHaveBeenCalled();
  } finally {
    written.mockRestore();
    await tiller.close();
  }
});

it('asks no server of names for more than the address of Tiller', async () => {
  const servers = getServers();
  const names = createSocket('udp4');
  let queries = 0;
  names.on('message', () => (queries += 1));
  names.bind(0, '127.0.0.1');
  await once(names, 'listening');
  const tiller = await oddTiller('ListReleases', OK);
  setServers([`127.0.0.1:${names.address().port}`]);
  try {
    expect(await listOf(tiller.address, 'localhost')).toMatchObject({ releases: [] });
    expect(queries).toBe(0);
  } finally {
    setServers(servers);
    names.close();
    await tiller.close();
  }
});

it.each(['dns', 'unix', 'ipv4'])(
  'takes the host "%s" for a host, and for no scheme of gRPC',
  async (host) => {
    const tiller = await oddTiller('ListReleases', OK);
    const here = { address: '127.0.0.1', family: 4 };
    const lookup = vi
      .spyOn(dns, 'lookup')
      .mockImplementation(() => Promise.resolve([here]) as never);
    try {
      expect(await listOf(tiller.address, host)).toMatchObject({ releases: [] });
      expect(lookup.mock.calls.map(([name]) => name)).toEqual([host]);
    } finally {
      lookup.mockRestore();
      await tiller.close();
    }
  },
);
