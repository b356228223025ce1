import { startClosedPort, startHttp1, startSilent, startTls } from '../support/fault-server.js';
import { vi } from 'vitest';
import { SwiftClient } from '../../src/gather/swift-client.js';
import { startHttp } from '../support/http-server.js';
import { inTurn } from '../support/in-turn.js';
import { raw, TOO_MANY_HEADERS } from '../support/raw-answers.js';
import { CURED, small } from '../support/screens.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

const PROXY = '/api/v1/namespaces/kube-system/services/helm-api:http/proxy';
const HOUR = 3_600_000;

/** A healthy Swift, and a Tiller at this address. */
async function atTiller(stage: Stage, address: string, ...flags: string[]): Promise<string[]> {
  const { swiftUrl } = await small(stage);
  return ['versions', '--tiller', address, '--swift', swiftUrl, ...flags];
}

/** A healthy Tiller, and a Swift at this URL. */
async function atSwift(stage: Stage, url: string, ...flags: string[]): Promise<string[]> {
  const { tillerAddress } = await small(stage);
  return ['versions', '--tiller', tillerAddress, '--swift', url, ...flags];
}

/** What an API server answers in place of Swift. */
async function status(
  stage: Stage,
  code: number,
  reason: string,
  message: string,
): Promise<string[]> {
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code };
  const url = await stage.always(code, JSON.stringify(body));
  return atSwift(stage, `${url}${PROXY}`);
}

async function withTls(
  stage: Stage,
  options: Parameters<Stage['certificates']>[0],
  flags: (ca: string) => string[],
): Promise<string[]> {
  const { certificates, ca } = await stage.certificates(options);
  const lab = await stage.lab(CURED, 'small', { tillerTls: certificates });
  return ['versions', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl, ...flags(ca)];
}

export const REACH_CASES: TerminalCase[] = [
  {
    code: 'tiller-unreachable',
    start: async (stage) => atTiller(stage, await stage.fault(startClosedPort)),
  },
  { code: 'not-a-tiller', start: async (stage) => atTiller(stage, await stage.fault(startHttp1)) },
  {
    code: 'swift-unreachable',
    start: async (stage) => atSwift(stage, `http://${await stage.fault(startClosedPort)}`),
  },
  {
    code: 'not-a-swift',
    start: async (stage) => atSwift(stage, await stage.always(200, '<html>Welcome</html>')),
  },
  {
    code: 'out-of-time',
    start: async (stage) =>
      atTiller(stage, await stage.fault(startSilent), '--max-time', '1s', '--timeout', '20s'),
  },
  {
    code: 'answer-unreadable',
    start: async (stage) => {
      const server = await startHttp(raw(TOO_MANY_HEADERS['20 kB of headers']));
      stage.after(() => server.close());
      return atSwift(stage, server.url);
    },
  },
  {
    // No peer is known that brings it about.
    code: 'client-error',
    start: async (stage) => {
      const defect = vi.spyOn(SwiftClient.prototype, 'liveness');
      defect.mockRejectedValue(new TypeError("Cannot read properties of null (reading 'status')"));
      stage.after(() => defect.mockRestore());
      const { swiftUrl } = await small(stage);
      return atSwift(stage, swiftUrl, '--swift-version', '0.11.1');
    },
  },
  {
    code: 'unauthorized',
    start: (stage) => status(stage, 401, 'Unauthorized', 'Unauthorized'),
  },
  {
    code: 'forbidden-by-rbac',
    start: (stage) =>
      status(
        stage,
        403,
        'Forbidden',
        'services "helm-api:http" is forbidden: User "jane" cannot get resource "services/proxy" in API group "" in the namespace "kube-system"',
      ),
  },
  {
    code: 'service-missing',
    start: (stage) => status(stage, 404, 'NotFound', 'services "helm-api" not found'),
  },
  {
    code: 'service-without-endpoints',
    start: (stage) =>
      status(
        stage,
        503,
        'ServiceUnavailable',
        'no endpoints available for service "helm-api:http"',
      ),
  },
  {
    code: 'service-wrong-scheme',
    start: (stage) =>
      status(
        stage,
        500,
        'InternalError',
        'error trying to reach service: tls: first record does not look like a TLS handshake',
      ),
  },
  { code: 'tls-required', start: (stage) => withTls(stage, {}, () => []) },
  {
    code: 'tls-not-spoken',
    start: async (stage) => atTiller(stage, (await small(stage)).tillerAddress, '--tls'),
  },
  { code: 'tls-untrusted', start: (stage) => withTls(stage, {}, () => ['--tls-verify']) },
  {
    code: 'tls-name-mismatch',
    start: (stage) =>
      withTls(stage, { names: ['tiller.example'] }, (ca) => [
        ...['--tls-verify', '--tls-ca-cert', ca],
        // Swift speaks no TLS to this Tiller: its call ends with this time, not with an answer.
        ...['--timeout', '1s'],
      ]),
  },
  {
    code: 'tls-expired',
    start: (stage) =>
      withTls(
        stage,
        {
          server: {
            validFrom: new Date(Date.now() - 48 * HOUR),
            validTo: new Date(Date.now() - 24 * HOUR),
          },
        },
        (ca) => ['--tls-verify', '--tls-ca-cert', ca, '--timeout', '1s'],
      ),
  },
  {
    code: 'tls-client-certificate-rejected',
    start: async (stage) => {
      const { certificates, ca } = await stage.certificates();
      const address = await stage.fault(() =>
        startTls({
          ...certificates.server,
          ca: certificates.ca.cert,
          requestCert: true,
          rejectUnauthorized: true,
        }),
      );
      return atTiller(stage, address, '--tls-verify', '--tls-ca-cert', ca);
    },
  },
  {
    code: 'tls-failed',
    start: async (stage) => {
      const { certificates } = await stage.certificates();
      // It speaks nothing newer than what nobody accepts any more.
      const address = await stage.fault(() =>
        startTls({
          ...certificates.server,
          ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
        }),
      );
      return atTiller(stage, address, '--tls');
    },
  },
  {
    code: 'tls-expires-soon',
    start: (stage) =>
      withTls(stage, { server: { validTo: new Date(Date.now() + 252 * HOUR) } }, () => [
        ...['--tls', '--swift-version', '0.11.1'],
      ]),
  },
  {
    code: 'swift-open',
    start: async (stage) =>
      atSwift(stage, (await small(stage)).swiftUrl, '--swift-version', '0.11.1'),
  },
  {
    code: 'token-over-plaintext',
    start: async (stage) => {
      const url = (await small(stage)).swiftUrl.replace('127.0.0.1', '0.0.0.0');
      return atSwift(
        stage,
        url,
        '--swift-version',
        '0.11.1',
        '--token-file',
        stage.file('token', 'abc'),
      );
    },
  },
  {
    code: 'tiller-answers-vary',
    start: async (stage) => {
      const older = await stage.lab('swift@0.11.1,tiller@2.10.0', 'small');
      const address = await inTurn([(await small(stage)).tillerAddress, older.tillerAddress]);
      stage.after(address.close);
      return atTiller(stage, address.address, '--swift-version', '0.11.1');
    },
  },
  {
    code: 'swift-cannot-reach-tiller',
    start: async (stage) =>
      atSwift(
        stage,
        await stage.always(408, '{"code":4,"message":"context deadline exceeded"}', true),
      ),
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    start: async (stage) =>
      atSwift(
        stage,
        await stage.always(
          503,
          '{"code":14,"message":"all SubConns are in TransientFailure"}',
          true,
        ),
      ),
  },
];
