// A run ends, whatever its peers do: as a process of its own, which prints its report and is gone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import type { JsonReport } from '../../src/reports/json.js';
import { afterwards } from '../support/afterwards.js';
import { BIN, runChild, said, type ChildOptions } from '../support/child.js';
import {
  HTTP2_SETTINGS,
  startClosing,
  startHttp2Saying,
  startSaying,
  startSilent,
  type FaultServer,
} from '../support/fault-server.js';
import { writeKubeconfig } from '../support/kube/kubeconfig.js';

/** All that a run here may take; what keeps it else takes a minute or more. */
const LIMITS = ['--timeout', '1s', '--max-time', '4s'];
/** Nothing answers there, and no proxy of a test dials it. */
const ELSEWHERE = '192.0.2.1:6443';

let lab: Lab;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-ends-'));
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

async function at(server: Promise<FaultServer>): Promise<number> {
  const running = await server;
  afterwards(() => running.close());
  return running.port;
}

/** A port whose queue is full: what connects to it is dropped, as by a firewall. */
async function dropping(): Promise<number> {
  const listen = `
    const server = require('net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(await said(child.stdout, /^\d+$/));
  // The queue holds one more than is asked for; the first connection that is not accepted fills it.
  const sockets: Socket[] = [];
  for (let full = false; !full;) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    full = await Promise.race([
      once(socket, 'connect').then(() => false),
      new Promise<true>((resolve) => setTimeout(() => resolve(true), 500)),
    ]);
  }
  afterwards(() => {
    for (const socket of sockets) socket.destroy();
    child.kill('SIGKILL');
  });
  return port;
}

/** The beginning of a ServerHello of 122 bytes. */
const HALF_A_HELLO = Buffer.from([0x16, 3, 3, 0, 0x7a, 2, 0, 0, 0x76, 3, 3]);
/** @param type 0: data, 4: settings, 9: the rest of headers */
function frame(type: number, payload: Buffer, stream = 0): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

async function reported(args: readonly string[], options: ChildOptions = {}) {
  const saved = join(mkdtempSync(join(folder, 'run-')), 'evidence.json');
  const all = [...args, ...LIMITS, '--format', 'json', '--save-evidence', saved];
  const { exitCode, stdout, stderr, timedOut } = await runChild(all, options);
  expect({ timedOut, exitCode, stderr }).toEqual({ timedOut: false, exitCode: 3, stderr: '' });
  const report = JSON.parse(stdout) as JsonReport;
  expect(report.exitCode).toBe(3);
  expect(JSON.parse(readFileSync(saved, 'utf8'))).toEqual(report.evidence);
  return report;
}

describe.each([{}, { unended: true }] satisfies ChildOptions[])('Tiller, %o', (options) => {
  it.each([
    ['drops what connects', dropping, []],
    ['drops what connects, with TLS', dropping, ['--tls']],
    ['is silent', () => at(startSilent()), []],
    ['is silent, with TLS', () => at(startSilent()), ['--tls']],
    [
      'sends half a ServerHello',
      () => at(startSaying(HALF_A_HELLO, { after: 'request' })),
      ['--tls'],
    ],
    ['answers no call', () => at(startSaying(HTTP2_SETTINGS)), []],
    // Node's library of HTTP/2 says nothing of these, and keeps no process for the connection.
    ['sends data that belong to no call', () => at(startHttp2Saying(frame(0, Buffer.of(1)))), []],
    ['breaks off a block of headers', () => at(startHttp2Saying(frame(9, Buffer.of(0x88), 1))), []],
    ['sends settings of five bytes', () => at(startHttp2Saying(frame(4, Buffer.alloc(5)))), []],
  ] as const)('%s', async (_name, start, flags) => {
    const address = `127.0.0.1:${await start()}`;
    const args = ['probe', '--tiller', address, ...flags, '--swift', lab.swiftUrl];
    const { evidence } = await reported(args, options);
    expect(evidence.tiller.version.ok).toBe(false);
    expect(evidence.swift.list).toMatchObject({ ok: true });
  });
});

describe.each([{}, { unended: true }] satisfies ChildOptions[])('Swift, %o', (options) => {
  it.each([
    ['drops what connects', dropping, 'http'],
    ['drops what connects, with TLS', dropping, 'https'],
    ['is silent', () => at(startSilent()), 'http'],
    ['is silent, with TLS', () => at(startSilent()), 'https'],
  ] as const)('%s', async (_name, start, scheme) => {
    const url = `${scheme}://127.0.0.1:${await start()}`;
    const { evidence } = await reported(
      ['probe', '--tiller', lab.tillerAddress, '--swift', url],
      options,
    );
    expect(evidence.swift.tillerVersion.ok).toBe(false);
    expect(evidence.tiller.list).toMatchObject({ ok: true });
  });
});

const answering = (line: string) => () =>
  at(startSaying(`HTTP/1.1 ${line}\r\ncontent-length: 0\r\n\r\n`, { after: 'request' }));

describe('a proxy in front of the API server', () => {
  const refusals = [403, 407, 502].map(
    (status) =>
      [
        `refuses with ${status}`,
        answering(`${status} X`),
        RegExp(
          `The proxy 127\\.0\\.0\\.1:\\d+ refused to open a connection: it answered CONNECT with HTTP ${status}\\.`,
        ),
      ] as const,
  );
  it.each([
    ...refusals,
    ['is silent', () => at(startSilent()), /No answer within 1\.0 s/],
    ['closes', () => at(startClosing()), /The proxy 127\.0\.0\.1:\d+ opened no connection: /],
    [
      'of SOCKS refuses',
      () => at(startSaying(Buffer.of(5, 0xff), { after: 'request' })),
      /The proxy 127\.0\.0\.1:\d+ opened no connection: /,
      'socks5',
    ],
    [
      'sends garbage',
      () => at(startSaying('WHAT IS THIS\r\n\r\n', { after: 'request' })),
      /The answer of the proxy 127\.0\.0\.1:\d+ to CONNECT breaks the rules of HTTP/,
    ],
    ['opens and is silent', answering('200 OK'), /No answer within 1\.0 s/],
    ['drops what connects', dropping, /No answer within 1\.0 s|opened no connection/],
  ] as const)('%s', async (_name, start, says, scheme?) => {
    const server = { name: 'far', cluster: { server: `https://${ELSEWHERE}` } };
    const file = writeKubeconfig(join(mkdtempSync(join(folder, 'kube-')), 'config'), [server]);
    const report = await reported(['probe', '--kubeconfig', file, '--tiller', lab.tillerAddress], {
      env: { HTTPS_PROXY: `${scheme ?? 'http'}://someone:pa55w0rd@127.0.0.1:${await start()}` },
    });
    const { tiller, cluster } = report.evidence;
    const services = cluster?.swift?.services;
    expect(services?.ok === false && services.failure.message).toMatch(says);
    expect(tiller.list).toMatchObject({ ok: true });
    expect(JSON.stringify(report)).not.toContain('pa55w0rd');
  });
});

describe('an API server', () => {
  it.each([
    ['is silent', () => at(startSilent())],
    ['closes', () => at(startClosing())],
    ['drops what connects', dropping],
  ] as const)('%s', async (_name, start) => {
    const server = { name: 'near', cluster: { server: `http://127.0.0.1:${await start()}` } };
    const file = writeKubeconfig(join(mkdtempSync(join(folder, 'kube-')), 'config'), [server]);
    const args = ['probe', '--kubeconfig', file, '--tiller', lab.tillerAddress];
    const { evidence } = await reported(args);
    expect(evidence.tiller.list).toMatchObject({ ok: true });
  });
});

describe('a plugin of the kubeconfig', () => {
  it.each([
    ['does not end', 'sleep 60; true'],
    ['minds no SIGTERM', 'trap "" TERM; sleep 60; sleep 60'],
    ['leaves its output open', 'sleep 60 & echo {}'],
    ['writes without an end', 'yes'],
  ])('%s', async (_name, script) => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      ...{ command: 'sh', args: ['-c', script], interactiveMode: 'Never' },
    };
    const server = { name: 'x', cluster: { server: `http://${ELSEWHERE}` }, user: { exec } };
    const file = writeKubeconfig(join(mkdtempSync(join(folder, 'kube-')), 'config'), [server]);
    const args = ['probe', '--kubeconfig', file, '--tiller', lab.tillerAddress];
    const { evidence, findings } = await reported(args);
    expect(evidence.tiller.list).toMatchObject({ ok: true });
    const codes = findings.map(({ code, outcome }) => (outcome === 'fail' ? code : ''));
    expect(codes).toContain('credentials-unavailable');
    expect(codes).not.toContain('api-server-unreachable');
  });
});

it('blames no endpoint where this machine has no socket left', () => {
  // Which call has none depends on how many files Node itself has open.
  const runs = Array.from({ length: 10 }, (_each, index) => {
    const probe = ['probe', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl];
    const limited = [
      '-c',
      `ulimit -n ${20 + index} && exec "$@"`,
      'sh',
      process.execPath,
      BIN,
      ...probe,
    ];
    return execa('sh', limited, { reject: false, env: { NO_COLOR: '1', FORCE_COLOR: undefined } });
  });
  return Promise.all(runs.map(async (run) => (await run).stdout)).then((outputs) => {
    const all = outputs.join('\n');
    expect(all).not.toMatch(
      /undefined|cannot be reached at|answers (?:differently|on)|defect|itself/,
    );
    expect(all).toMatch(
      /could not\s+begin:\s+this\s+machine\s+has\s+no\s+socket\s+left\s+\[client-error\]/,
    );
    expect(all).toMatch(/First error: "connect EMFILE 127\.0\.0\.1:\d+"/);
  });
});
