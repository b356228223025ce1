// Swift behind a URL with a path: above all the service proxy of a Kubernetes API server, which wants
// a token, has a certificate of its own authority, and drops the headers that let browsers in.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { always, passOn, startHttp, type HttpTestServer } from '../support/http-server.js';
import { recordedSwift, recordedTiller, type Running } from '../support/recorded.js';

const TOKEN = 'eyJhbGciOi.sesame-open.7Xq_z';
const PREFIX = '/api/v1/namespaces/kube-system/services/helm-api:http/proxy';
const UNAUTHORIZED = JSON.stringify({
  kind: 'Status',
  status: 'Failure',
  message: 'Unauthorized',
  reason: 'Unauthorized',
  code: 401,
});

let folder: string;
let tiller: Running;
let swift: Running;
let apiServer: HttpTestServer;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-proxy-'));
  tiller = await recordedTiller('2.10.0', 'seed');
  swift = await recordedSwift('0.9.0', '2.10.0', 'seed');
  const { ca, server } = await makeCertificates();
  const toSwift = passOn(swift.address, (path) => path.slice(PREFIX.length));
  apiServer = await startHttp((request, response) => {
    const known = request.headers.authorization === `Bearer ${TOKEN}`;
    if (known && request.url?.startsWith(`${PREFIX}/`)) void toSwift(request, response);
    else response.writeHead(401, { 'content-type': 'application/json' }).end(UNAUTHORIZED);
  }, server);
  writeFileSync(file('ca.crt'), ca.cert);
  writeFileSync(file('token'), `${TOKEN}\n`);
  writeFileSync(file('other-token'), `${TOKEN}-expired\n`);
});
afterAll(async () => {
  await tiller.close();
  await swift.close();
  await apiServer.close();
  rmSync(folder, { recursive: true });
});

describe("through the API server's service proxy", () => {
  const flags = (token: string) => [
    ...['--tiller', tiller.address, '--swift', `${apiServer.url}${PREFIX}`, '-v'],
    ...['--cacert', file('ca.crt'), '--token-file', file(token)],
  ];

  it('shows the incident, and keeps the token to itself', async () => {
    const saved = file('evidence.json');
    const args = ['probe', ...flags('token'), '--save-evidence', saved, '--force'];
    const json = await swiftcheckJson(...args);
    const text = await swiftcheck(...args);
    expect(json.report.target.swift).toMatchObject({ viaApiServer: true, credentials: 'token' });
    expect(raised(json.report)).toContain('list-over-receive-limit');
    expect([json.exitCode, text.exitCode]).toEqual([1, 1]);
    expect(text.stdout).toContain('API server');
    for (const printed of [json, text].flatMap(({ stdout, stderr }) => [stdout, stderr])) {
      expect(printed).not.toContain(TOKEN);
    }
    expect(readFileSync(saved, 'utf8')).not.toContain(TOKEN);
  });

  it('draws no conclusion from headers that the API server drops', async () => {
    const { report } = await swiftcheckJson('versions', ...flags('token'));
    expect(report.swift.candidates).toContain('0.9.0');
  });

  it('reports a wrong token, and does not show the token', async () => {
    const { report, exitCode, stdout, stderr } = await swiftcheckJson(
      'probe',
      ...flags('other-token'),
    );
    expect(exitCode).toBe(3);
    expect(raised(report)).toContain('unauthorized');
    expect(report.evidence.tiller.list).toMatchObject({ ok: true });
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  it('sends no token to a server whose certificate is not trusted', async () => {
    const before = apiServer.asked.length;
    const { report, exitCode } = await swiftcheckJson(
      'probe',
      ...['--tiller', tiller.address, '--swift', `${apiServer.url}${PREFIX}`],
      ...['--token-file', file('token')],
    );
    expect(exitCode).toBe(3);
    expect(raised(report)).toContain('tls-untrusted');
    expect(apiServer.asked).toHaveLength(before);
  });
});

describe('a service proxy whose connection fails', () => {
  const MARKED = 'swiftcheck -X-> API server';
  const run = (url: string) =>
    swiftcheck('probe', '--tiller', tiller.address, '--swift', `${url}${PREFIX}`, '-v');
  const toSwift = () => passOn(swift.address, (path) => path.slice(PREFIX.length));

  it('at once: nothing is known of Swift', async () => {
    const gone = await startHttp(always(200, 'text/plain', ''));
    await gone.close();
    const { stdout, exitCode } = await run(gone.url);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('[swift-unreachable]');
    expect(stdout).toContain(MARKED);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'proxy on this machine failed, so Swift did not get the call',
    );
  });

  it("before the answer to Swift's list: the API server ended it, or what is in front of it", async () => {
    const pass = toSwift();
    const front = await startHttp((request, response) => {
      if (request.url?.includes('all=true')) request.socket.resetAndDestroy();
      else void pass(request, response);
    });
    onTestFinished(front.close);
    const { stdout, exitCode } = await run(front.url);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('The connection to the API server, or to a proxy in front of it,');
    expect(stdout).toContain(MARKED);
    expect(stdout).not.toContain('Swift was restarted');
  });

  it("within the answer to Swift's list: Swift may have ended it", async () => {
    const pass = toSwift();
    const front = await startHttp((request, response) => {
      if (request.url?.includes('all=true')) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"releases":[', () => request.socket.resetAndDestroy());
      } else void pass(request, response);
    });
    onTestFinished(front.close);
    const { stdout, exitCode } = await run(front.url);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("Swift's list breaks off");
    expect(stdout).toContain('swiftcheck -> API server -X-> Swift gateway');
  });
});

describe('the URL of Swift', () => {
  const asked: string[] = [];
  let ingress: HttpTestServer;
  beforeAll(async () => {
    const toSwift = passOn(swift.address, (path) =>
      path.replace(/^\/(some\/path)?/, '/').replace('//', '/'),
    );
    ingress = await startHttp((request, response) => {
      asked.push(request.url ?? '');
      void toSwift(request, response);
    });
  });
  afterAll(() => ingress.close());

  it.each([
    ['', ''],
    ['/', ''],
    ['/some/path', '/some/path'],
    ['/some/path/', '/some/path'],
    ['/some/path//', '/some/path'],
    ['/tiller/v2/', ''],
    ['/tiller/v2/releases/json?all=true', ''],
    ['/some/path/tiller/v2/version/json', '/some/path'],
    ['/?all=true#here', ''],
  ])('may end in %j', async (end, base) => {
    asked.length = 0;
    const url = `${ingress.url}${end}`;
    const { report } = await swiftcheckJson('versions', '--tiller', tiller.address, '--swift', url);
    expect(report.target.swift).toMatchObject({
      url: `${ingress.url}${base}`,
      viaApiServer: false,
    });
    expect(report.evidence.swift.tillerVersion).toMatchObject({ ok: true });
    expect(asked.sort()).toEqual([
      `${base}/`,
      `${base}/tiller/v2/releases/json?status_codes=PENDING_INSTALL`,
      `${base}/tiller/v2/version/json`,
    ]);
  });

  it('keeps user and password to itself', async () => {
    const url = ingress.url.replace('://', '://reader:s3same%21@');
    const args = ['versions', '--tiller', tiller.address, '--swift', url, '-v'];
    const { report, stdout, stderr } = await swiftcheckJson(...args);
    expect(report.target.swift).toMatchObject({ url: ingress.url, credentials: 'header' });
    expect(stdout + stderr).not.toMatch(/s3same|cmVhZGVyOn/);
  });
});
