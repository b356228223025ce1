import { startClosedPort, startHttp1 } from '../support/fault-server.js';
import { CURED, small } from '../support/screens.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

const PROXY = '/api/v1/namespaces/kube-system/services/helm-api:http/proxy';

/** A healthy Swift, and a Tiller at this address. */
export async function withTiller(
  stage: Stage,
  address: string,
  ...flags: string[]
): Promise<string[]> {
  const { swiftUrl } = await small(stage);
  return ['versions', '--tiller', address, '--swift', swiftUrl, ...flags];
}

/** A healthy Tiller, and a Swift at this URL. */
export async function withSwift(stage: Stage, url: string, ...flags: string[]): Promise<string[]> {
  const { tillerAddress } = await small(stage);
  return ['versions', '--tiller', tillerAddress, '--swift', url, ...flags];
}

/** What an API server answers in place of Swift. */
export async function withStatus(
  stage: Stage,
  code: number,
  reason: string,
  message: string,
): Promise<string[]> {
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code };
  const url = await stage.always(code, JSON.stringify(body));
  return withSwift(stage, `${url}${PROXY}`);
}

export async function withTls(
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
    start: async (stage) => withTiller(stage, await stage.fault(startClosedPort)),
  },
  {
    code: 'not-a-tiller',
    start: async (stage) => withTiller(stage, await stage.fault(startHttp1)),
  },
  {
    code: 'swift-unreachable',
    start: async (stage) => withSwift(stage, `http://${await stage.fault(startClosedPort)}`),
  },
  {
    code: 'not-a-swift',
    start: async (stage) => withSwift(stage, await stage.always(200, '<html>Welcome</html>')),
  },
  {
    code: 'service-missing',
    start: (stage) => withStatus(stage, 404, 'NotFound', 'services "helm-api" not found'),
  },
  {
    code: 'service-without-endpoints',
    start: (stage) =>
      withStatus(
        stage,
        503,
        'ServiceUnavailable',
        'no endpoints available for service "helm-api:http"',
      ),
  },
  {
    code: 'service-wrong-scheme',
    start: (stage) =>
      withStatus(
        stage,
        500,
        'InternalError',
        'error trying to reach service: tls: first record does not look like a TLS handshake',
      ),
  },
];
