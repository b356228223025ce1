// Who can reach the endpoints, whom one address stands for, and how long certificates last, over sockets.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { afterwards } from '../support/afterwards.js';
import { always, passOn, startHttp } from '../support/http-server.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { inTurn } from '../support/in-turn.js';
import { base64, clusterOf, writeKubeconfig } from '../support/kube/kubeconfig.js';
import { startKube } from '../support/kube/server.js';
import { recordedSwift, recordedTiller, type Running } from '../support/recorded.js';

const DAY = 24 * 3_600_000;

let tiller: Running;
let swift: Running;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-access-'));
  tiller = await recordedTiller('2.13.0', 'small');
  swift = await recordedSwift('0.11.1', '2.13.0', 'small');
});
afterAll(async () => {
  await tiller.close();
  await swift.close();
  rmSync(folder, { recursive: true });
});

const endpoints = () => ['--tiller', tiller.address, '--swift', swift.address];
/** The unspecified address reaches this machine under a name that is not a loopback one. */
const beyondLoopback = (url: string) => url.replace('127.0.0.1', '0.0.0.0');
const remote = () => ['--tiller', tiller.address, '--swift', beyondLoopback(swift.address)];

describe('swift-open', () => {
  it('is raised where a run without credentials is answered', async () => {
    const { report, exitCode } = await swiftcheckJson('versions', ...remote());
    expect(raised(report)).toContain('swift-open');
    expect(exitCode).toBe(0);
  });

  it('is raised where the server ignores a token', async () => {
    const { report } = await swiftcheckJson(
      'versions',
      ...[...remote(), '--token', 'abc', '--allow-plaintext-token'],
    );
    expect(raised(report)).toContain('swift-open');
    expect(report.evidence.swift.withoutCredentials).toMatchObject({ ok: true });
  });

  it('does not apply to an address of this machine, nor does the plaintext of a token', async () => {
    const { report } = await swiftcheckJson('versions', ...endpoints(), '--token', 'abc');
    expect(raised(report)).not.toContain('swift-open');
    expect(raised(report)).not.toContain('token-over-plaintext');
  });

  it.each([
    ['in the form of Swift, but with the code of HTTP', '{"code":401,"message":"No API key"}'],
    ['as a page', '<html>Log in</html>'],
  ])('passes where a proxy wants a header of its own, and says so %s', async (_form, body) => {
    const toSwift = passOn(swift.address);
    const proxy = await startHttp((request, response) => {
      if (request.headers['x-api-key'] === 'abc') void toSwift(request, response);
      else response.writeHead(401, { 'content-type': 'application/json' }).end(body);
    });
    afterwards(() => proxy.close());
    const args = ['versions', '--tiller', tiller.address, '--swift', beyondLoopback(proxy.url)];
    const known = await swiftcheckJson(...args, '-H', 'X-Api-Key: abc');
    const open = known.report.findings.find(({ code }) => code === 'swift-open');
    expect(open?.outcome).toBe('pass');
    expect(known.exitCode).toBe(0);
    const stranger = await swiftcheckJson(...args);
    expect(raised(stranger.report)).toContain('unauthorized');
    expect(raised(stranger.report)).not.toContain('swift-open');
  });

  it('does not apply to the lab', async () => {
    const { report } = await swiftcheckJson('versions', '--lab');
    expect(report.findings.find(({ code }) => code === 'swift-open')?.outcome).toBe('skipped');
  });
});

describe('token-over-plaintext', () => {
  it('is raised where the host is no loopback address, and shows no token', async () => {
    swift.asked.length = 0;
    // The unspecified address reaches this machine under a name that is not a loopback one.
    const url = swift.address.replace('127.0.0.1', '0.0.0.0');
    const args = ['versions', '--tiller', tiller.address, '--swift', url, '--token', 'abc-secret'];
    const refused = await swiftcheck(...args);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('--allow-plaintext-token');
    expect(swift.asked).not.toContain('GET /');
    const allowed = [...args, '--allow-plaintext-token'];
    const { report, stdout } = await swiftcheckJson(...allowed);
    expect(raised(report)).toContain('token-over-plaintext');
    expect(stdout + (await swiftcheck(...allowed, '-v')).stdout).not.toContain('abc-secret');
  });

  it('is not raised for a kubeconfig, whose token stays where it is', async () => {
    const server = await startHttp(always(200, 'application/json', '{}'));
    afterwards(() => server.close());
    const url = server.url.replace('127.0.0.1', '0.0.0.0');
    const contexts = [{ name: 'far', cluster: { server: url }, user: { token: 'abc-secret' } }];
    const file = writeKubeconfig(join(folder, 'far'), contexts);
    const args = ['probe', '--kubeconfig', file, '--tiller', tiller.address];
    const { report, exitCode, stdout } = await swiftcheckJson(...args);
    expect(exitCode).toBe(3);
    expect(raised(report)).toContain('credentials-unavailable');
    expect(stdout).toContain('in plaintext');
    expect(stdout).not.toContain('abc-secret');
    expect(server.asked).toEqual([]);
    await swiftcheckJson(...args, '--allow-plaintext-token');
    expect(server.asked).not.toEqual([]);
  });
});

it('does not ask as an anonymous user where a certificate of the kubeconfig lacks its key', async () => {
  const kube = await startKube();
  afterwards(() => kube.close());
  const { cert } = kube.certificates.client;
  const user = { 'client-certificate-data': base64(cert) };
  const contexts = [{ name: 'half', cluster: clusterOf(kube), user }];
  const file = writeKubeconfig(join(folder, 'half'), contexts);
  const { report, stdout } = await swiftcheckJson('versions', '--kubeconfig', file);
  expect(raised(report)).toContain('credentials-unavailable');
  expect(stdout).toContain('a client-certificate without a client-key');
  expect(kube.asked).toEqual([]);
});

describe('the endpoints of a report', () => {
  it('say whether certificates were verified', async () => {
    const certificates = await makeCertificates();
    const ca = join(folder, 'lab-ca.pem');
    writeFileSync(ca, certificates.ca.cert);
    const lab = await startLab({
      ...pair('0.11.1', '2.13.0'),
      ...{ data: dataSet('small'), tillerTls: certificates, swiftTls: certificates },
    });
    afterwards(() => lab.close());
    const at = ['versions', '--tiller', lab.tillerAddress, '--swift', lab.swiftUrl];
    const any = await swiftcheck(...at, '--tls', '--insecure');
    expect(any.stdout).toContain(`${lab.tillerAddress} (gRPC, TLS, certificate not verified)`);
    expect(any.stdout).toContain(`${lab.swiftUrl} (certificate not verified;`);
    const verified = await swiftcheck(
      ...[...at, '--tls-verify', '--tls-ca-cert', ca, '--cacert', ca],
    );
    expect(verified.stdout).toContain(`${lab.tillerAddress} (gRPC, TLS, certificate verified)`);
    expect(verified.stdout).toContain(`${lab.swiftUrl} (version`);
  });
});

describe('tiller-answers-vary', () => {
  it('distinguishes two Tillers behind one address', async () => {
    const other = await recordedTiller('2.10.0', 'small');
    afterwards(() => other.close());
    const { address, close } = await inTurn([tiller.address, other.address]);
    afterwards(close);
    const { report, exitCode } = await swiftcheckJson(
      'versions',
      ...['--tiller', address, '--swift', swift.address],
    );
    expect(raised(report)).toContain('tiller-answers-vary');
    expect(exitCode).toBe(1);
    const { facts } = report.findings.find(({ code }) => code === 'tiller-answers-vary') ?? {};
    const { tally } = facts as { tally: { version: string; times: number }[] };
    expect(tally.map(({ version }) => version).sort()).toEqual(['v2.10.0', 'v2.13.0']);
    expect(tally.reduce((sum, { times }) => sum + times, 0)).toBe(5);
  });

  it('passes with one', async () => {
    const { report } = await swiftcheckJson('versions', ...endpoints());
    const finding = report.findings.find(({ code }) => code === 'tiller-answers-vary');
    expect(finding).toMatchObject({ outcome: 'pass', facts: { asked: 5 } });
  });
});

describe('tls-expires-soon', () => {
  it.each([
    ['ends in ten days', 10.5, ['--tls-verify'], 'expires in 10 days, on '],
    ['has ended, though no flag verifies it', -2, ['--tls'], 'expired on '],
  ])('is raised for a certificate that %s', async (_name, days, flags, says) => {
    const validFrom = new Date(Date.now() - 100 * DAY);
    const validTo = new Date(Date.now() + days * DAY);
    const certificates = await makeCertificates({ server: { validFrom, validTo } });
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, certificates.ca.cert);
    const lab = await startLab({
      ...pair('0.11.1', '2.13.0'),
      data: dataSet('small'),
      tillerTls: certificates,
    });
    afterwards(() => lab.close());
    const args = [
      ...['versions', '--tiller', lab.tillerAddress, '--swift', swift.address],
      ...[...flags, '--tls-ca-cert', ca],
    ];
    const { report } = await swiftcheckJson(...args);
    expect(raised(report)).toContain('tls-expires-soon');
    const title = report.findings.find(({ code }) => code === 'tls-expires-soon')?.title;
    expect(title).toBe(`Tiller's certificate ${says}${validTo.toISOString().slice(0, 10)}`);
  });

  it('passes where they are good for longer', async () => {
    const validTo = new Date(Date.now() + 40 * DAY);
    const certificates = await makeCertificates({ server: { validTo } });
    const lab = await startLab({
      ...pair('0.11.1', '2.13.0'),
      data: dataSet('small'),
      tillerTls: certificates,
    });
    afterwards(() => lab.close());
    const { report } = await swiftcheckJson(
      ...['versions', '--tiller', lab.tillerAddress, '--swift', swift.address, '--tls'],
    );
    expect(report.findings.find(({ code }) => code === 'tls-expires-soon')?.outcome).toBe('pass');
  });
});

function pair(swiftVersion: string, tillerVersion: string) {
  const swift = SWIFT_RELEASES.find(({ version }) => version === swiftVersion);
  const tiller = TILLER_RELEASES.find(({ version }) => version === tillerVersion);
  if (!swift || !tiller) throw new Error('no such release');
  return { swift, tiller };
}
