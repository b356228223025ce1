import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { get } from 'node:https';
import { credentials } from '@grpc/grpc-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.js';
import { afterwards } from '../support/afterwards.js';
import { http, TillerClient } from '../support/lab-client.js';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

async function start(swift: string, options: Partial<LabOptions>): Promise<Lab> {
  const [swiftRelease, tiller] = [findSwift(swift), findTiller('2.13.0')];
  if (!swiftRelease || !tiller) throw new Error('no such release');
  const lab = await startLab({ swift: swiftRelease, tiller, data: dataSet('small'), ...options });
  afterwards(() => lab.close());
  return lab;
}

function https(url: string, ca?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    }).on('error', reject);
  });
}

describe('a Tiller with TLS', () => {
  it('answers who trusts its authority, and a Swift that can', async () => {
    const lab = await start('0.11.1', { tillerTls: certificates });
    const trusting = credentials.createSsl(Buffer.from(certificates.ca.cert));
    const client = new TillerClient(lab.tillerAddress, '', trusting);
    expect(await client.answer('GetVersion')).toMatchObject({ Version: { sem_ver: 'v2.13.0' } });
    client.close();
    const answer = await http(`${lab.swiftUrl}/tiller/v2/releases/json`);
    expect([answer.status, answer.body.length]).toEqual([200, 973]);
  });

  it('does not answer plaintext', async () => {
    const lab = await start('0.11.1', { tillerTls: certificates });
    const client = new TillerClient(lab.tillerAddress, '');
    expect(await client.unary('GetVersion')).toMatchObject({ code: 14 });
    client.close();
  });

  it('is more than a Swift without TLS can reach', async () => {
    const lab = await start('0.5.2', { tillerTls: certificates });
    const answer = await http(`${lab.swiftUrl}/tiller/v2/version/json`);
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).toBe('{"code":13,"message":"transport is closing"}');
  });
});

describe('a Swift with TLS', () => {
  it('answers only clients that trust its authority', async () => {
    const lab = await start('0.9.0', { swiftTls: certificates });
    const url = `${lab.swiftUrl}/tiller/v2/version/json`;
    expect(lab.swiftUrl).toMatch(/^https:/);
    expect(await https(url, certificates.ca.cert)).toEqual({
      status: 200,
      body: '{"Version":{"sem_ver":"v2.13.0"}}',
    });
    await expect(https(url)).rejects.toThrow('certificate');
  });

  it('answers a plaintext request with what that request lacks', async () => {
    const lab = await start('0.9.0', { swiftTls: certificates });
    const socket = connect(Number(new URL(lab.swiftUrl).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await text(socket)).toMatch(
      /^HTTP\/1\.0 400 [^]*Client sent an HTTP request to an HTTPS server\.\n$/,
    );
  });
});
