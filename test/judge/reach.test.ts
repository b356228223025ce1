// What is said of an endpoint that was not examined: with the names and numbers of this very case.
import { raisedAs, stepTexts } from '../support/findings.js';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../src/evidence/observation.js';
import type { Certificate } from '../../src/evidence/types.js';
import type { FindingCode } from '../../src/checks/define.js';
import { judge } from '../../src/judge/judge.js';
import { evidence, failed, kubernetesStatus, ok, type Overrides } from './evidence.js';

const API = 'https://api.example:6443/api/v1/namespaces/helm/services';

function said(code: FindingCode, overrides: Overrides) {
  const { findings } = judge(evidence(overrides), 'fail');
  const found = raisedAs(findings, code);
  const { seen, cause, steps } = found.explanation;
  return { title: found.title, seen, cause, next: stepTexts(steps).join('\n') };
}

function answered(url: string, status: number, message: string): Overrides {
  const answer = kubernetesStatus(status, message);
  return { url, viaApiServer: true, swiftTillerVersion: answer, liveness: answer };
}

describe('behind an API server', () => {
  const proxy = `${API}/helm-api:http/proxy`;
  const forbidden = (user: string) =>
    answered(proxy, 403, `services "helm-api:http" is forbidden: User "${user}" cannot get`);

  it('names the Service that is missing, and its namespace', () => {
    const { title } = said(
      'service-missing',
      answered(proxy, 404, 'services "helm-api" not found'),
    );
    expect(title).toBe('The API server finds no Service helm-api in namespace helm');
  });

  it('distinguishes a Service without ready endpoints, one without that port, and a URL without a port', () => {
    const message = 'no endpoints available for service "helm-api:http"';
    const named = said('service-without-endpoints', answered(proxy, 503, message));
    expect(named.next).toContain('kubectl -n helm get services,endpoints helm-api -o wide');
    const bare = answered(`${API}/helm-api/proxy`, 503, 'no endpoints available');
    expect(said('service-without-endpoints', bare).cause).toMatch(
      /has a name, which the URL lacks/,
    );
    const other = answered(`${API}/helm-api:81/proxy`, 503, 'no service port 81 found');
    expect(said('service-without-endpoints', other).title).toBe(
      "Swift's Service does not have the port of the URL",
    );
  });

  it('writes out the URL with the other scheme', () => {
    const plain = 'error trying to reach service: malformed HTTP response "\\x15\\x03"';
    expect(said('service-wrong-scheme', answered(proxy, 500, plain)).next).toContain(
      `--swift ${API}/https:helm-api:http/proxy`,
    );
    const tls = 'error trying to reach service: http: server gave HTTP response to HTTPS client';
    const over = answered(`${API}/https:helm-api:http/proxy`, 500, tls);
    expect(said('service-wrong-scheme', over).next).toContain(`--swift ${API}/helm-api:http/proxy`);
  });

  it('gives the command that lets this very account through', () => {
    const rbac = 'swiftcheck rbac --feature service-proxy --swift-namespace helm --subject';
    const next = (user: string) => said('forbidden-by-rbac', forbidden(user)).next;
    expect(next('system:serviceaccount:ci:reader')).toContain(`${rbac} serviceaccount:ci/reader |`);
    expect(next('jane@example.org')).toContain(`${rbac} user:jane@example.org |`);
    expect(next('system:anonymous')).toMatch(/^Give credentials/);
    // What could do harm in a shell is not put into a command.
    expect(next('$(reboot)')).toContain(`${rbac} user:NAME |`);
  });

  it('says of a URL without a Service that it is not that of a service proxy', () => {
    const path = answered(
      'https://api.example:6443',
      403,
      'forbidden: User "jane" cannot get path',
    );
    expect(said('forbidden-by-rbac', path).next).toMatch(/^The URL is not that of a service proxy/);
  });

  it.each([
    ['none', /this run sent no credential/, / requires credentials$/],
    ['token', /rejected the token of this run/, / rejects the credentials$/],
    ['client-certificate', /client certificate of this run/, / rejects the credentials$/],
  ] as const)('says of a 401 what was sent: %s', (credentials, cause, title) => {
    const found = said('unauthorized', { ...answered(proxy, 401, 'Unauthorized'), credentials });
    expect(found.cause).toMatch(cause);
    expect(found.title).toMatch(title);
  });
});

describe('TLS', () => {
  const atTiller = (kind: FailureKind): Overrides => ({
    tillerVersion: failed(kind, { hop: 'swiftcheck->tiller' }),
  });
  const clientCertificate: Certificate = {
    validFrom: '2023-01-01T00:00:00.000Z',
    validTo: '2024-06-01T00:00:00.000Z',
  };

  it('distinguishes a refused client certificate, with its dates, from a missing one', () => {
    const refused = atTiller('tls-client-certificate-rejected');
    const own = said('tls-client-certificate-rejected', { ...refused, clientCertificate });
    expect(own.title).toBe('Tiller rejects the client certificate of this run');
    expect(own.seen.join()).toContain('until 2024-06-01T00:00:00.000Z');
    expect(said('tls-client-certificate-rejected', refused).title).toBe(
      'Tiller requires a client certificate, and this run has none',
    );
    expect(own.next).toContain('openssl s_client -connect 127.0.0.1:44134');
  });

  it('says so where the clocks differ, and by how much', () => {
    const dated = (date: string): Overrides => ({
      ...atTiller('tls-expired'),
      liveness: { ...ok({}), http: { status: 501, bodyBytes: 1, corsHeaders: false, date } },
    });
    const cause = (date: string) => said('tls-expired', dated(date)).cause;
    expect(cause('2024-01-03T12:00:00.000Z')).toMatch(/of this machine is about 3 days slow\.$/);
    expect(cause('2023-12-31T21:00:00.000Z')).toMatch(/of this machine is about 3 hours fast\.$/);
    // Calls come some time after the start of the run.
    expect(cause('2024-01-01T00:04:59.000Z')).toMatch(/a clock is wrong\.$/);
  });
});
