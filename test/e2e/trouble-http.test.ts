// A Swift URL behind which something answers in HTTP, but not as Swift with its Tiller would.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { afterwards } from '../support/afterwards.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startTls } from '../support/fault-server.js';
import {
  always,
  passOn,
  startHttp,
  type Handler,
  type HttpTestServer,
} from '../support/http-server.js';
import { recordedSwift, recordedTiller, type Running } from '../support/recorded.js';
import { expectTillerExamined, probeTrouble, type Expectation } from '../support/trouble.js';

const TOKEN = 'sesame-open-7Xq';
const LIST = '/tiller/v2/releases/json?all=true';
const VERSION = '/tiller/v2/version/json';

let tiller: Running;
let swift: Running;

beforeAll(async () => {
  tiller = await recordedTiller('2.13.0', 'small');
  swift = await recordedSwift('0.11.1', '2.13.0', 'small');
});
afterAll(async () => {
  await tiller.close();
  await swift.close();
});

async function serve(handler: Handler): Promise<HttpTestServer> {
  const server = await startHttp(handler);
  afterwards(() => server.close());
  return server;
}

const at = (url: string) => ['--tiller', tiller.address, '--swift', url];

/** As the recorded Swift, but for one path. */
function except(path: string, odd: Handler): Handler {
  const healthy = passOn(swift.address);
  return (request, response) => {
    if (request.url === path) odd(request, response);
    else void healthy(request, response);
  };
}

function status(code: number, reason: string, message: string): Handler {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
  return always(code, 'application/json', JSON.stringify({ ...body, message, reason, code }));
}

interface OddAnswer extends Expectation {
  name: string;
  handler: Handler;
  /** Behind the host of the URL. */
  path?: string;
}

const PAGE = '<!DOCTYPE html>\n<html><body>Welcome to nginx!</body></html>\n';
const NGINX_WANTS_TLS =
  '<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>';
const GO_WANTS_TLS = 'Client sent an HTTP request to an HTTPS server.\n';
const FORBIDDEN =
  'services "helm-api:http" is forbidden: User "system:serviceaccount:ci:reader" cannot get resource "services/proxy" in API group "" in the namespace "kube-system"';

describe('an answer that is not of Swift', () => {
  it.each<OddAnswer>([
    {
      name: '401 of the API server',
      handler: status(401, 'Unauthorized', 'Unauthorized'),
      code: 'unauthorized',
      says: /^Unauthorized/,
    },
    {
      name: '403 of the API server',
      handler: status(403, 'Forbidden', FORBIDDEN),
      code: 'forbidden-by-rbac',
      says: /cannot get resource "services\/proxy"/,
    },
    {
      name: '404 of the API server',
      handler: status(404, 'NotFound', 'services "missing" not found'),
      code: 'service-missing',
      says: /^services "missing" not found/,
    },
    {
      name: '503 of the API server',
      handler: status(
        503,
        'ServiceUnavailable',
        'no endpoints available for service "helm-api:http"',
      ),
      code: 'service-without-endpoints',
      says: /^no endpoints available/,
    },
    {
      name: '500 of the API server that speaks TLS to a plaintext port',
      handler: status(
        500,
        'InternalError',
        'error trying to reach service: tls: first record does not look like a TLS handshake',
      ),
      code: 'service-wrong-scheme',
      says: /first record does not look like a TLS handshake/,
    },
    {
      name: '503 of an older API server that does not reach the pod',
      handler: always(
        503,
        'text/plain; charset=utf-8',
        "Error trying to reach service: 'dial tcp 10.1.0.8:9855: connect: connection refused'",
      ),
      code: 'swift-unreachable',
      says: /^Error trying to reach service: 'dial tcp/,
    },
    {
      name: '503 of an older API server that speaks TLS to a plaintext port',
      handler: always(
        503,
        'text/plain; charset=utf-8',
        "Error trying to reach service: 'tls: first record does not look like a TLS handshake'",
      ),
      code: 'service-wrong-scheme',
      says: /^Error trying to reach service: 'tls/,
    },
    {
      name: '401 of a proxy',
      handler: always(401, 'text/plain', 'who are you?'),
      code: 'unauthorized',
      says: /^HTTP 401: "who are you\?"/,
    },
    {
      name: '404 with a page',
      handler: always(404, 'text/html', PAGE),
      code: 'not-a-swift',
      says: /^HTTP 404, text\/html: "<!DOCTYPE html>/,
    },
    {
      name: '200 with a page',
      handler: always(200, 'text/html', PAGE),
      code: 'not-a-swift',
      says: /^HTTP 200: "<!DOCTYPE html>/,
    },
    {
      name: '200 with other JSON',
      handler: always(200, 'application/json', '{"Version":"1.2","paths":["/api"]}'),
      code: 'not-a-swift',
      says: /^HTTP 200: "\{"Version":"1\.2"/,
    },
    {
      name: '502 without a body',
      handler: always(502, 'text/plain', ''),
      code: 'not-a-swift',
      says: /^HTTP 502 with an empty body\./,
    },
    {
      name: '400 of an nginx that wants TLS',
      handler: always(400, 'text/html', NGINX_WANTS_TLS),
      code: 'tls-required',
      says: /this connection is plaintext\. .*plain HTTP request was sent to HTTPS port/,
    },
    {
      name: '400 of a TLS port behind the API server',
      handler: always(400, 'text/plain', GO_WANTS_TLS),
      path: '/api/v1/namespaces/kube-system/services/helm-api:http/proxy',
      code: 'service-wrong-scheme',
      says: /^HTTP 400: "Client sent an HTTP request to an HTTPS server\."/,
    },
    {
      name: 'an answer that breaks off',
      handler: (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"Version":', () => response.destroy());
      },
      code: 'swift-unreachable',
      says: /connection broke/,
    },
  ])('$name: $code', async ({ handler, path = '', ...expectation }) => {
    const server = await serve(handler);
    const { report, everything } = await probeTrouble(
      [...at(`${server.url}${path}`), '--token', TOKEN],
      expectation,
    );
    expectTillerExamined(report);
    expect(everything).not.toContain(TOKEN);
  });
});

describe('redirects', () => {
  it('leads nowhere to another host, nor does the token', async () => {
    const other = await serve(always(200, 'application/json', '{"Version":{"sem_ver":"v2.13.0"}}'));
    const server = await serve((request, response) => {
      response.writeHead(307, { location: `${other.url}${request.url ?? ''}` }).end();
    });
    const { report } = await probeTrouble([...at(server.url), '--token', TOKEN], {
      code: 'not-a-swift',
      says: /^HTTP 307 redirects to http:\/\/127\.0\.0\.1:\d+\/tiller\/v2\/version\/json, which was not followed/,
    });
    expectTillerExamined(report);
    expect(server.asked).toContain(`GET ${VERSION}`);
    expect(other.asked).toEqual([]);
    expect(other.connections()).toBe(0);
  });

  it('is followed on the same host, with the token', async () => {
    const tokens: (string | undefined)[] = [];
    const healthy = passOn(swift.address, (path) => path.replace(/^\/moved/, ''));
    const server = await serve((request, response) => {
      tokens.push(request.headers.authorization);
      const path = request.url ?? '';
      if (path.startsWith('/moved')) void healthy(request, response);
      else response.writeHead(302, { location: `/moved${path}` }).end();
    });
    const { report, exitCode } = await swiftcheckJson('probe', ...at(server.url), '--token', TOKEN);
    expect(exitCode).toBe(0);
    expect(report.evidence.swift.list).toMatchObject({ ok: true });
    expect(server.asked).toContain(`GET /moved${LIST}`);
    // The one look without credentials, and its redirect, go without.
    expect(tokens.filter((token) => token === undefined)).toHaveLength(2);
    expect(new Set(tokens)).toEqual(new Set([`Bearer ${TOKEN}`, undefined]));
  });

  it('ends a circle', async () => {
    const server = await serve((request, response) => {
      response.writeHead(302, { location: `/again${request.url ?? ''}` }).end();
    });
    const says = /redirects to .*\/again\/again\/again\/again\/tiller.*, which was not followed/;
    await probeTrouble(at(server.url), { code: 'not-a-swift', says });
    expect(server.asked.filter((path) => path.endsWith(VERSION))).toHaveLength(4);
  });

  it.each(['/tiller/v2/releases/harbor/rollback/json', '/login', `${VERSION}?namespace=ceph`])(
    'leads to no other question: %s',
    async (location) => {
      const server = await serve((_request, response) => {
        response.writeHead(302, { location }).end();
      });
      const says = /^HTTP 302 redirects to .*, which was not followed/;
      await probeTrouble(at(server.url), { code: 'not-a-swift', says });
      expect(server.asked).not.toContain(`GET ${location}`);
    },
  );
});

describe('a list that cannot be read', () => {
  const listOf = (names: number) =>
    JSON.stringify({
      releases: Array.from({ length: names }, (_each, index) => ({
        name: `release-${index}`,
        info: { status: { code: 'DEPLOYED' } },
        version: 1,
        namespace: 'default',
      })),
    });

  it.each([
    { name: 'cut off', body: listOf(3).slice(0, -20), code: 'swift-list-failed', exit: 1 },
    { name: 'a page', body: PAGE, code: 'swift-list-failed', exit: 1 },
    { name: 'other JSON', body: '[1,2,3]', code: 'swift-list-failed', exit: 1 },
    { name: 'above the ceiling', body: listOf(2000), code: 'list-over-ceiling', exit: 3 },
  ])('$name: $code', async ({ body, code, exit }) => {
    const server = await serve(except(LIST, always(200, 'application/json', body)));
    const { report, exitCode, stdout, stderr } = await swiftcheckJson(
      'probe',
      ...at(server.url),
      ...['--ceiling', '64K'],
    );
    // Up to the ceiling this run looked, so what lies above it was not examined.
    expect(exitCode).toBe(exit);
    expect(raised(report)).toContain(code);
    expect(report.evidence.swift.tillerVersion).toMatchObject({ ok: true });
    expectTillerExamined(report);
    expect(stdout + stderr).not.toMatch(/^ {4}at /m);
    // Nothing is concluded from a part of a list.
    const differs = report.findings.find((finding) => finding.code === 'list-differs');
    expect(differs?.outcome).toBe('unknown');
  });

  it('says which ceiling it was', async () => {
    const server = await serve(except(LIST, always(200, 'application/json', listOf(2000))));
    const ran = await swiftcheck('probe', ...at(server.url), '--ceiling', '64K');
    expect(ran.stdout.replace(/\s+/g, ' ')).toMatch(/--ceiling 64 KiB/);
  });
});

describe('a Swift without its Tiller', () => {
  const silent = (_request: IncomingMessage, _response: ServerResponse) => undefined;

  it.each([
    { name: 'silence', odd: silent, says: /No answer within 1\.0 s/ },
    {
      name: 'a deadline of its own',
      odd: always(408, 'application/json', '{"code":4,"message":"context deadline exceeded"}'),
      says: /^context deadline exceeded$/,
    },
    {
      name: 'a closed connection',
      odd: always(503, 'application/json', '{"code":14,"message":"transport is closing"}'),
      says: /^transport is closing$/,
    },
  ])('is distinguished from a dead Swift: $name', async ({ odd, says }) => {
    const server = await serve(except(VERSION, odd));
    const args = ['probe', ...at(server.url), '--timeout', '1s'];
    const { report, exitCode } = await swiftcheckJson(...args);
    expect(exitCode).toBe(1);
    expect(report.findings.some(({ unexamined }) => unexamined)).toBe(false);
    const finding = report.findings.find(({ code }) => code === 'swift-cannot-reach-tiller');
    expect(finding).toMatchObject({ outcome: 'fail', hop: 'swift->tiller' });
    expect(finding?.facts).toMatchObject({ message: expect.stringMatching(says) as string });
    expect(report.evidence.swift.liveness.ok).toBe(true);
    expectTillerExamined(report);
    // A Swift that waits for its Tiller is not made to wait for it again.
    expect(server.asked).not.toContain(`GET ${LIST}`);
  });

  it.each([
    {
      name: 'a Tiller that speaks TLS',
      body: '{"code":14,"message":"transport is closing"}',
      says: /dials plaintext and Tiller uses TLS\. Tiller uses TLS\./,
    },
    {
      name: 'a Service that is not found',
      body: '{"code":2,"message":"failed to detect tiller address: not found"}',
      says: /No Service carries the labels app=helm,name=tiller/,
    },
    {
      name: 'no connection to the Kubernetes API',
      body: '{"code":2,"message":"Get https://10.96.0.1:443/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp 10.96.0.1:443: connect: network is unreachable"}',
      says: /Swift does not reach the Kubernetes API server: the network has no route/,
    },
  ])('says why, if the answer shows the reason: $name', async ({ body, says }) => {
    const { server: identity } = await makeCertificates();
    const overTls = await startTls(identity);
    try {
      const server = await serve(except(VERSION, always(503, 'application/json', body)));
      const ran = await swiftcheck(
        'versions',
        ...[
          '--tiller',
          `127.0.0.1:${overTls.port}`,
          '--swift',
          server.url,
          '--timeout',
          '5s',
          '-v',
        ],
      );
      const words = ran.stdout.replace(/\s+/g, ' ');
      // Swift was seen to fail; beside this failure the report says that this run does not trust that Tiller.
      expect(ran.exitCode).toBe(1);
      expect(words).toContain('ot everything could be checked');
      expect(words).toContain('The address of Tiller, probed directly, uses TLS.');
      expect(words).toMatch(says);
    } finally {
      await overTls.close();
    }
  });
});
