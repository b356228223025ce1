import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../src/checks/define.js';
import { judge } from '../../src/judge/judge.js';
import { raisedAs } from '../support/findings.js';
import { evidence, failed, kubernetesStatus, ok, type Overrides } from './evidence.js';

function finding(code: FindingCode, overrides: Overrides) {
  const found = judge(evidence(overrides), 'fail').findings.find((each) => each.code === code);
  if (!found) throw new Error(`no finding ${code}`);
  return found;
}

const raised = (code: FindingCode, overrides: Overrides) =>
  raisedAs(judge(evidence(overrides), 'fail').findings, code);

/** An address beyond this machine. */
const REMOTE = { url: 'http://swift.example:9855' };

describe('swift-open', () => {
  it.each([
    ['turned away by the API server', { withoutCredentials: kubernetesStatus(401, 'no') }, 'pass'],
    ['forbidden', { withoutCredentials: kubernetesStatus(403, 'no') }, 'pass'],
    [
      'sent to a login page',
      { withoutCredentials: failed('redirected', { httpStatus: 302 }) },
      'pass',
    ],
    [
      'a server that fails for everybody',
      { withoutCredentials: failed('http-status', { httpStatus: 502 }) },
      'unknown',
    ],
    ['no answer', { withoutCredentials: failed('timeout') }, 'unknown'],
    [
      'not reached',
      {
        credentials: 'none',
        swiftTillerVersion: failed('refused'),
        liveness: failed('refused'),
      },
      'unknown',
    ],
    ['evidence without that call', { withoutCredentials: undefined }, 'unknown'],
  ] as [string, Overrides, string][])('%s', (_name, overrides, outcome) => {
    expect(finding('swift-open', { ...REMOTE, ...overrides }).outcome).toBe(outcome);
  });

  it('counts an error in the words of Swift as an answer', () => {
    const error = { httpStatus: 500, grpcCode: 2, message: 'context deadline exceeded' };
    const overrides: Overrides = {
      ...REMOTE,
      credentials: 'none',
      swiftTillerVersion: failed('swift-error', error),
    };
    expect(finding('swift-open', overrides).outcome).toBe('warn');
  });

  it.each(['http://127.0.0.1:9855', 'http://localhost:9855', 'https://[::1]:9855'])(
    'does not apply to %s, which no other machine can reach',
    (url) => {
      expect(finding('swift-open', { credentials: 'none', url }).outcome).toBe('skipped');
    },
  );
});

describe('token-over-plaintext', () => {
  it('is unknown if no connection ever opened', () => {
    const down = failed('refused');
    const overrides = {
      url: 'http://swift.example:9855',
      liveness: down,
      swiftTillerVersion: down,
    };
    expect(finding('token-over-plaintext', overrides).outcome).toBe('unknown');
  });
});

describe('tls-expires-soon', () => {
  const until = (validTo: string) => ok({ validFrom: '2023-01-01T00:00:00.000Z', validTo });

  it.each([
    ['2024-01-11T00:00:00.000Z', "Tiller's certificate expires in 10 days, on 2024-01-11"],
    ['2024-01-02T01:00:00.000Z', "Tiller's certificate expires in 1 day, on 2024-01-02"],
    ['2024-01-01T12:00:00.000Z', "Tiller's certificate expires within a day, on 2024-01-01"],
    ['2023-12-29T00:00:00.000Z', "Tiller's certificate expired on 2023-12-29"],
  ])('%s', (validTo, title) => {
    expect(finding('tls-expires-soon', { tillerCertificate: until(validTo) }).title).toBe(title);
  });

  it('does not vouch for one that is not valid yet', () => {
    const early = { validFrom: '2024-01-03T00:00:00.000Z', validTo: '2034-01-03T00:00:00.000Z' };
    const found = finding('tls-expires-soon', { tillerCertificate: ok(early) });
    expect(found.title).toBe("Tiller's certificate is not valid before 2024-01-03");
  });

  it('names the first certificate to end, of either side, and lists the rest', () => {
    const found = raised('tls-expires-soon', {
      viaApiServer: true,
      tillerCertificate: until('2024-01-20T00:00:00.000Z'),
      swiftCertificate: until('2024-01-10T00:00:00.000Z'),
    });
    expect(found.hop).toBe('swiftcheck->api-server');
    expect(found.title).toBe("The API server's certificate expires in 9 days, on 2024-01-10");
    expect(found.explanation.seen).toHaveLength(2);
  });
});

describe('tiller-answers-vary', () => {
  it('says how often each answer came', () => {
    const version = (semVer: string) => ok({ semVer, gitCommit: '', gitTreeState: '' });
    const found = raised('tiller-answers-vary', {
      again: [version('v2.10.0'), version('v2.13.0'), failed('refused', { message: 'Refused.' })],
    });
    expect(found.title).toContain('on 4 connections');
    expect(found.explanation.seen).toEqual([
      '2 times: "v2.13.0"',
      '1 time: "v2.10.0"',
      '1 time: Refused.',
    ]);
  });
});
