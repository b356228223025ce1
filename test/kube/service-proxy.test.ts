// The service proxy of the fake API server, as seen on Kubernetes 1.20.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { startHttp, type HttpTestServer } from '../support/http-server.js';
import { ask } from '../support/kube/ask.js';
import { pod, service, swiftPod, swiftService } from '../support/kube/objects.js';
import { startKube, type KubeServer } from '../support/kube/server.js';

const SIZE_ERROR = '{"code":8,"message":"grpc: received message larger than max"}';

let swift: HttpTestServer;
let secure: HttpTestServer;
let kube: KubeServer;
const heard: { headers: Record<string, unknown>; body: string }[] = [];

beforeAll(async () => {
  swift = await startHttp((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response
        .writeHead(403, {
          'content-type': 'application/json',
          'access-control-allow-methods': 'GET',
          'access-control-allow-origin': '*',
          'x-content-type-options': 'nosniff',
        })
        .end(SIZE_ERROR);
    });
  });
  const { server } = await makeCertificates();
  secure = await startHttp((_request, response) => response.end('over TLS'), server);
  const port = ({ url }: HttpTestServer) => Number(new URL(url).port);
  kube = await startKube({
    objects: {
      pods: [
        swiftPod(),
        swiftPod({ name: 'starting', labels: { app: 'late' }, trouble: { notReady: 'no' } }),
        pod({ name: 'secure', labels: { app: 'secure' }, ip: '10.1.0.9' }),
      ],
      services: [
        swiftService(),
        service({ name: 'late', selector: { app: 'late' }, ports: [{ name: 'http', port: 80 }] }),
        service({ name: 'nobody', selector: { app: 'nobody' } }),
        service({ name: 'unselected', ports: [{ name: 'http', port: 80 }] }),
        service({ name: 'unnamed', selector: { app: 'swift' }, ports: [{ port: 9855 }] }),
        service({ name: 'secure', selector: { app: 'secure' }, ports: [{ port: 443 }] }),
        service({ name: 'closed', selector: { app: 'swift' }, ports: [{ port: 1 }] }),
      ],
    },
    network: { '10.1.0.8:9855': port(swift), '10.1.0.9:443': port(secure) },
  });
});
afterAll(async () => {
  await Promise.all([swift.close(), secure.close(), kube.close()]);
});

const proxy = (id: string) => `/api/v1/namespaces/kube-system/services/${id}/proxy`;

describe('the service proxy', () => {
  it('passes status, body and path on, and drops what lets browsers in', async () => {
    const path = '/tiller/v2/releases/json?all=true&filter=a%2Fb';
    const { status, text, headers } = await ask(kube, `${proxy('helm-api:http')}${path}`);
    expect([status, text]).toEqual([403, SIZE_ERROR]);
    expect(swift.asked.at(-1)).toBe(`GET ${path}`);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('keeps the credentials to itself, and passes a body on', async () => {
    await ask(kube, `${proxy('helm-api:80')}/x`, { method: 'POST', body: '{"dry_run":true}' });
    expect(swift.asked.at(-1)).toBe('POST /x');
    expect(heard.at(-1)?.body).toBe('{"dry_run":true}');
    expect(heard.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  it('takes a port by name, by number, and none where the only one has no name', async () => {
    for (const id of ['helm-api:http', 'helm-api:80', 'unnamed', 'unnamed:', 'unnamed:9855']) {
      expect((await ask(kube, `${proxy(id)}/`)).text).toBe(SIZE_ERROR);
    }
  });

  it('speaks TLS to the backend if the path asks for TLS', async () => {
    expect((await ask(kube, `${proxy('https:secure:443')}/`)).text).toBe('over TLS');
  });

  it('leads to the path with a slash', async () => {
    const { status, headers } = await ask(kube, `${proxy('helm-api:http')}?a=b`);
    expect([status, headers.location]).toEqual([301, `${proxy('helm-api:http')}/?a=b`]);
  });

  it.each([
    ['helm-api', 503, 'no endpoints available for service "helm-api"'],
    ['late:http', 503, 'no endpoints available for service "late:http"'],
    ['nobody:80', 503, 'no endpoints available for service "nobody"'],
    ['helm-api:81', 503, 'no service port 81 found for service "helm-api"'],
    ['missing:http', 404, 'services "missing" not found'],
    ['missing:80', 404, 'services "missing" not found'],
    // This Service exists, but without a selector Kubernetes writes no Endpoints for it.
    ['unselected:http', 404, 'services "unselected" not found'],
    ['unselected:80', 404, 'services "unselected" not found'],
    [
      'https:helm-api:http',
      500,
      'error trying to reach service: tls: first record does not look like a TLS handshake',
    ],
    [
      'closed:1',
      500,
      'error trying to reach service: dial tcp 10.1.0.8:1: connect: connection refused',
    ],
    ['a:b:c:d', 400, 'invalid service request "a:b:c:d"'],
  ])('answers %s with %i', async (id, code, message) => {
    const { status, body } = await ask(kube, `${proxy(id)}/tiller/v2/version/json`);
    expect([status, body]).toMatchObject([code, { kind: 'Status', code, message }]);
  });
});
