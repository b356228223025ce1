// Clients from outside this project: what these clients do beyond a plain call must not disturb the lab.
import { once } from 'node:events';
import { connect, constants, type ClientHttp2Session } from 'node:http2';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { decode, encode } from '../../src/wire/encode.js';
import { http } from '../support/lab-client.js';

let lab: Lab;
let session: ClientHttp2Session;

beforeAll(async () => {
  const [swift, tiller] = [findSwift('0.11.1'), findTiller('2.13.0')];
  if (!swift || !tiller) throw new Error('no such release');
  lab = await startLab({ swift, tiller, data: dataSet('seed') });
  session = connect(`http://${lab.tillerAddress}`);
  await once(session, 'connect');
});
afterAll(async () => {
  await new Promise<void>((closed) => session.close(closed));
  await lab.close();
});

const TILLER = '/hapi.services.tiller.ReleaseService';

/** One gRPC call over bare HTTP/2; `message` with its five bytes of framing. */
async function call(path: string, message: Buffer, headers: Record<string, string> = {}) {
  const stream = session.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    [constants.HTTP2_HEADER_PATH]: path,
    'content-type': 'application/grpc',
    te: 'trailers',
    'user-agent': 'grpc-go/1.9.2',
    'x-helm-api-client': 'v2.13.0',
    ...headers,
  });
  let trailers: Record<string, unknown> = {};
  const note = (received: Record<string, unknown>) => (trailers = { ...trailers, ...received });
  stream.on('response', note);
  stream.on('trailers', note);
  stream.end(message);
  const body = await buffer(stream);
  return { status: String(trailers['grpc-status']), message: body.subarray(5), trailers };
}

function framed(message: Buffer, compressed = false): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed ? 1 : 0, 0);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

describe('the Tiller of the lab', () => {
  it('answers keepalive pings, as many as there are', async () => {
    let goneAway = false;
    session.on('goaway', () => (goneAway = true));
    for (let count = 0; count < 20; count++) {
      await new Promise<void>((resolve, reject) => {
        session.ping((error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    }
    expect(goneAway).toBe(false);
    expect(session.closed).toBe(false);
  });

  it('passes over fields that it does not know', async () => {
    const known = encode('hapi.services.tiller.GetHistoryRequest', { name: 'harbor', max: 1 });
    const unknown = Buffer.from([0xa0, 0x06, 0x01, 0xaa, 0x06, 0x01, 0x78]); // 100: 1, 101: "x"
    const answer = await call(`${TILLER}/GetHistory`, framed(Buffer.concat([unknown, known])));
    expect(answer.status).toBe('0');
    expect(answer.message.length).toBeGreaterThan(4_194_304);
  });

  it('takes a compressed request', async () => {
    const request = encode('hapi.services.tiller.GetReleaseContentRequest', { name: 'alpha' });
    const answer = await call(`${TILLER}/GetReleaseContent`, framed(gzipSync(request), true), {
      'grpc-encoding': 'gzip',
      'grpc-accept-encoding': 'gzip',
    });
    expect(answer.status).toBe('0');
    expect(decode('hapi.services.tiller.GetReleaseContentResponse', answer.message)).toMatchObject({
      release: { name: 'alpha' },
    });
  });

  it('is healthy as `Tiller`, and knows no other name', async () => {
    const check = (service: string) =>
      call(
        '/grpc.health.v1.Health/Check',
        framed(encode('grpc.health.v1.HealthCheckRequest', { service })),
      );
    const healthy = await check('Tiller');
    expect(decode('grpc.health.v1.HealthCheckResponse', healthy.message)).toEqual({ status: 1 });
    expect((await check('')).status).toBe('0');
    expect(await check('Swift')).toMatchObject({
      status: '5',
      trailers: { 'grpc-message': 'unknown%20service' },
    });
  });

  it('says that it missing what it missing', async () => {
    expect((await call(`${TILLER}/Nothing`, framed(Buffer.alloc(0)))).status).toBe('12');
    expect((await call(`${TILLER}/RunReleaseTest`, framed(Buffer.alloc(0)))).status).toBe('12');
  });
});

describe('the Swift of the lab', () => {
  it('answers many at once', async () => {
    const paths = Array.from({ length: 40 }, (_, index) =>
      index % 4 === 0 ? 'releases/harbor/content/json' : 'releases/json?all=true',
    );
    const answers = await Promise.all(
      paths.map((path) => http(`${lab.swiftUrl}/tiller/v2/${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      paths.map((path) => (path.includes('content') ? 403 : 200)),
    );
  });

  it('keeps a connection without a header, and closes the connection if the client asks for that', async () => {
    const url = `${lab.swiftUrl}/tiller/v2/version/json`;
    const kept = await http(url, { headers: { connection: 'keep-alive' } });
    expect(kept.headers).not.toHaveProperty('connection');
    expect(kept.headers).not.toHaveProperty('keep-alive');
    const closed = await http(url, { headers: { connection: 'close' } });
    expect(closed.headers.connection).toBe('close');
  });

  it('sends long answers in chunks', async () => {
    const { headers, body } = await http(`${lab.swiftUrl}/tiller/v2/releases/alpha/json?max=1`);
    expect([headers['content-length'], body.length]).toEqual(['648', 648]);
    const [swift, tiller] = [lab.swift, lab.tiller];
    const many = await startLab({ swift, tiller, data: dataSet('many') });
    const long = await http(`${many.swiftUrl}/tiller/v2/releases/json`);
    await many.close();
    expect(long.headers).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(long.headers).not.toHaveProperty('content-length');
  });
});

describe('a lab', () => {
  it('listens on the ports that it is given, and says where one is taken', async () => {
    const [swift, tiller, data] = [lab.swift, lab.tiller, dataSet('empty')];
    const taken = Number(lab.tillerAddress.split(':')[1]);
    const inUse = { code: 'EADDRINUSE' };
    await expect(startLab({ swift, tiller, data, tillerPort: taken })).rejects.toMatchObject(inUse);
    await expect(startLab({ swift, tiller, data, swiftPort: taken })).rejects.toMatchObject(inUse);
    const other = await startLab({ swift, tiller, data });
    await other.close();
    const port = Number(new URL(other.swiftUrl).port);
    const again = await startLab({ swift, tiller, data, swiftPort: port });
    expect(again.swiftUrl).toBe(other.swiftUrl);
    await again.close();
    await again.close();
  });
});
