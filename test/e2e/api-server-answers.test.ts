// Answers in place of an API server's objects: the report says what came, from whom, and that the server was reached.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swiftcheckJson } from '../support/cli.js';
import { startClosedPort } from '../support/fault-server.js';
import { stepTexts } from '../support/findings.js';
import { startHttp, type Handler } from '../support/http-server.js';
import { writeKubeconfig } from '../support/kube/kubeconfig.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-answers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const status = (code: number, reason: string, message: string): Handler =>
  answer(
    code,
    { 'content-type': 'application/json' },
    JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code }),
  );
const answer =
  (code: number, headers: Record<string, string>, body = ''): Handler =>
  (_request, response) => {
    response.writeHead(code, headers).end(body);
  };
const page = (title: string) =>
  `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`;

async function found(server: string) {
  const file = writeKubeconfig(join(folder, 'config'), [
    { name: 'odd', cluster: { server }, user: { token: 'secret' } },
  ]);
  const ran = await swiftcheckJson(
    ...['versions', '--kubeconfig', file, '--allow-plaintext-token', '--timeout', '2s'],
  );
  const [first] = ran.report.findings.filter(({ outcome }) => outcome === 'fail');
  if (first?.cause === undefined) throw new Error('nothing failed');
  return { ...ran, first };
}

describe('an API server that was reached', () => {
  it.each([
    [
      '410',
      status(410, 'Expired', 'The provided continue parameter is too old'),
      /HTTP 410/,
      /no longer has the list/,
    ],
    [
      '429 as a Status',
      status(
        429,
        'TooManyRequests',
        'the server has received too many requests and has asked us to try again later',
      ),
      /HTTP 429/,
      /overloaded/,
    ],
    [
      '403 for a path that is none of the API',
      status(
        403,
        'Forbidden',
        'forbidden: User "jane" cannot get path "/k8s/api/v1/namespaces/kube-system/pods"',
      ),
      /HTTP 403/,
      /does not know \/k8s\/api/,
    ],
    [
      '429 in plain text',
      answer(
        429,
        { 'content-type': 'text/plain', 'retry-after': '0' },
        'Too many requests, please try again later.',
      ),
      /HTTP 429/,
      /too many/,
    ],
    [
      '503 of etcd',
      status(500, 'InternalError', 'etcdserver: request timed out'),
      /HTTP 500/,
      /database of the cluster/,
    ],
    ['404', status(404, 'NotFound', '404 page not found'), /HTTP 404/, /path/],
    [
      '307',
      answer(307, { location: 'https://elsewhere.example/api/v1/pods?x=secret' }),
      /HTTP 307/,
      /another address/,
    ],
    [
      'a redirect to a login',
      answer(302, { location: 'https://sso.example/oauth2/start?rd=x', server: 'nginx' }),
      /HTTP 302/,
      /login/,
    ],
    [
      'a login page',
      answer(200, { 'content-type': 'text/html' }, page('Sign in to your account')),
      /HTTP 200/,
      /login/,
    ],
    [
      'a page of nginx',
      answer(502, { 'content-type': 'text/html', server: 'nginx/1.17.8' }, page('502 Bad Gateway')),
      /HTTP 502/,
      /Nginx.* in place of the Kubernetes API server/,
    ],
    [
      'a page of a balancer',
      answer(
        503,
        { 'content-type': 'text/html', server: 'awselb/2.0' },
        page('503 Service Temporarily Unavailable'),
      ),
      /HTTP 503/,
      /AWS.* does not reach the Kubernetes API server/,
    ],
  ] as const)('answers %s', async (_name, handler, title, cause) => {
    const server = await startHttp(handler);
    try {
      const { first, exitCode, stdout } = await found(server.url);
      expect([exitCode, first.code, first.hop]).toEqual([
        3,
        'api-server-unreachable',
        'swiftcheck->api-server',
      ]);
      expect(first.title).toMatch(title);
      expect(first.cause).toMatch(cause);
      const said = [first.title, first.cause, ...stepTexts(first.steps ?? [])];
      expect(said.join('\n')).not.toMatch(/cannot be reached|Swift's pods|in place of Swift/);
      expect(stdout).not.toContain('secret');
    } finally {
      await server.close();
    }
  });
});

it('an API server that was not reached is titled so', async () => {
  const { port } = await startClosedPort();
  const { first } = await found(`http://127.0.0.1:${port}`);
  expect(first.title).toMatch(/cannot be reached$/);
});
