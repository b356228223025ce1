// What a finding makes of the words that the other side answered with.
import { raisedAs, stepTexts } from '../support/findings.js';
import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../src/checks/define.js';
import { judge } from '../../src/judge/judge.js';
import { recognise } from '../../src/texts/recognise.js';
import { evidence, failed, swiftError, tillerError, type Overrides } from './evidence.js';
import { NEWEST_SWIFT } from '../support/newest.js';

function explained(code: FindingCode, overrides: Overrides) {
  const { findings } = judge(evidence(overrides), 'fail');
  return raisedAs(findings, code).explanation;
}

const SPEAKS = {
  plaintext: {},
  TLS: {
    tillerVersion: failed('tls-required', { hop: 'swiftcheck->tiller' }),
    directList: failed('not-attempted'),
  },
  unknown: {
    tillerVersion: failed('refused', { hop: 'swiftcheck->tiller' }),
    directList: failed('not-attempted'),
  },
} as const satisfies Record<string, Overrides>;

const CLOSED = swiftError(503, 14, 'transport is closing');
const OLD_CLOSED = swiftError(500, 13, 'transport is closing');
const DEADLINE = swiftError(408, 4, 'context deadline exceeded');
const NEW_DEADLINE = swiftError(500, 2, 'context deadline exceeded');

describe('swift-cannot-reach-tiller', () => {
  const explainedFor = (answer: ReturnType<typeof failed>, speaks: keyof typeof SPEAKS) =>
    explained('swift-cannot-reach-tiller', {
      ...SPEAKS[speaks],
      swiftTillerVersion: answer,
      swiftList: failed('not-attempted'),
    });

  it.each([
    { answer: CLOSED, speaks: 'TLS', cause: /0\.7\.0 to 0\.1.*Tiller uses TLS\. Tiller uses TLS/ },
    { answer: OLD_CLOSED, speaks: 'TLS', cause: /0\.1\.0 to 0\.6\.0 .*Tiller uses TLS\.$/ },
  ] as const)('is sure of $answer.failure.message where Tiller speaks TLS', (tried) => {
    const { certainty, cause } = explainedFor(tried.answer, tried.speaks);
    expect(cause).toMatch(tried.cause);
    expect(certainty).toBe('certain');
  });

  it('blames no TLS of Tiller where the declared release would say it otherwise', () => {
    const { findings } = judge(
      evidence({
        ...SPEAKS.TLS,
        swift: '0.12.1',
        swiftTillerVersion: CLOSED,
        swiftList: failed('not-attempted'),
      }),
      'fail',
    );
    const finding = raisedAs(findings, 'swift-cannot-reach-tiller');
    expect(finding.explanation).toMatchObject({ certainty: 'possible' });
    expect(finding.explanation.cause).toMatch(/Swift 0\.12\.1 has another error.* a race/);
    // A closed connection says nothing against that release.
    expect(findings.map(({ code }) => code)).not.toContain('swift-version-contradicted');
  });

  it('never advises TLS for a Swift without TLS flags', () => {
    expect(stepTexts(explainedFor(OLD_CLOSED, 'TLS').steps).join()).not.toContain(
      '--tiller-ca-file',
    );
    expect(stepTexts(explainedFor(CLOSED, 'TLS').steps).join()).toContain('--tiller-ca-file');
  });

  it.each([
    { answer: CLOSED, speaks: 'plaintext', cause: /at this address uses plaintext/ },
    {
      answer: CLOSED,
      speaks: 'unknown',
      cause: /dials plaintext and Tiller uses TLS/,
      certainty: 'likely',
    },
    { answer: DEADLINE, speaks: 'plaintext', cause: /in time, whatever .*Swift dials TLS/ },
    { answer: NEW_DEADLINE, speaks: 'TLS', cause: /in time, whatever .* TLS, which Tiller uses/ },
    { answer: DEADLINE, speaks: 'unknown', cause: /one of the two uses TLS/ },
    {
      answer: failed('timeout'),
      speaks: 'unknown',
      cause: new RegExp(`0\\.7\\.1 to ${NEWEST_SWIFT} dials for 300 s`),
    },
    { answer: failed('closed'), speaks: 'plaintext', cause: /Swift dials TLS.* 0\.7\.1 to/ },
    { answer: swiftError(500, 2, 'no idea'), speaks: 'plaintext', cause: /forwards the error/ },
  ] as const)('leaves open what $answer.failure.message means: $cause', (tried) => {
    const { certainty, cause } = explainedFor(tried.answer, tried.speaks);
    expect(cause).toMatch(tried.cause);
    expect(certainty).toBe('certainty' in tried ? tried.certainty : 'possible');
  });

  it('says what was seen of TLS only where it was seen', () => {
    expect(explainedFor(DEADLINE, 'TLS').seen.join()).toContain('uses TLS');
    expect(explainedFor(DEADLINE, 'plaintext').seen.join()).toContain('uses plaintext');
    expect(explainedFor(DEADLINE, 'unknown').seen.join()).not.toMatch(/ uses /);
  });

  it.each([
    'Get https://10.96.0.1:443/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp 10.96.0.1:443: connect: network is unreachable',
    'failed to detect tiller address: not found',
    'no tiller service found',
    'multiple tiller services found: a/tiller, b/tiller',
    'no tiller pod(s) found',
  ])('takes %j at its word, as explain does', (message) => {
    const [known] = recognise(message);
    expect(known?.hops).toEqual(['swift->kubernetes']);
    expect(explainedFor(swiftError(500, 2, message), 'plaintext').cause).toBe(known?.cause);
  });

  it('names the account that may not look for Tiller, safe to show', () => {
    const forbidden = (user: string) =>
      explainedFor(
        swiftError(
          500,
          2,
          `failed to detect tiller address: services is forbidden: User "${user}" cannot list resource "services" in API group "" at the cluster scope`,
        ),
        'plaintext',
      ).cause;
    expect(forbidden('system:serviceaccount:kube-system:swift')).toContain(
      'its account, system:serviceaccount:kube-system:swift, may not list Services',
    );
    expect(forbidden('\u001b[31mred')).toContain('its account, red, may not');
  });
});

it('distinguishes the two causes of swift-gateway-cannot-reach-itself, as explain does', () => {
  const because = (message: string) =>
    explained('swift-gateway-cannot-reach-itself', {
      swiftTillerVersion: swiftError(503, 14, message),
      swiftList: failed('not-attempted'),
    }).cause;
  const alone = 'all SubConns are in TransientFailure';
  const refused = `${alone}, latest connection error: connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:9855: connect: connection refused"`;
  const distrusted = `${alone}, latest connection error: connection error: desc = "transport: authentication handshake failed: x509: certificate signed by unknown authority"`;
  for (const text of [alone, refused, distrusted]) {
    expect(because(text)).toBe(recognise(text)[0]?.cause);
  }
  expect(because(refused)).toBe(because(alone));
  expect(because(distrusted)).not.toBe(because(alone));
});

describe('a list that fails', () => {
  const FORBIDDEN =
    'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"';
  const NO_TOKEN =
    'Get http://localhost:8080/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: dial tcp 127.0.0.1:8080: connect: connection refused';
  const AWAY =
    'Get https://10.96.0.1:443/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: dial tcp 10.96.0.1:443: i/o timeout';

  it.each([
    {
      message: FORBIDDEN,
      cause: /own account, system:serviceaccount:kube-system:default, may not/,
    },
    { message: NO_TOKEN, cause: /no credentials for the Kubernetes API/ },
    { message: AWAY, cause: /does not reach the Kubernetes API/ },
    { message: 'the record is broken', cause: /GetVersion, but its list fails/ },
  ])('directly: $message', ({ message, cause }) => {
    const explanation = explained('tiller-list-failed', { directList: tillerError(2, message) });
    expect(explanation.cause).toMatch(cause);
    expect(explanation.seen.join()).toContain(message.slice(0, 40));
  });

  it('through Swift says the same of the same words', () => {
    const through = (message: string) =>
      explained('swift-list-failed', { swiftList: swiftError(500, 2, message) }).cause;
    expect(through(NO_TOKEN)).toBe(recognise(NO_TOKEN)[0]?.cause);
    expect(through('the record is broken')).toMatch(/Swift forwards/);
  });
});

describe('a version of Tiller that does not come', () => {
  const causeOf = (tillerVersion: NonNullable<Overrides['tillerVersion']>) => {
    const directList = failed('not-attempted');
    const { cause, certainty } = explained('tiller-unreachable', { tillerVersion, directList });
    return [cause, certainty];
  };

  it('failed on the path where an error of a gRPC server came, otherwise in the connection', () => {
    expect(causeOf(failed('refused', { hop: 'swiftcheck->tiller' }))).toEqual([
      'The connection failed before Tiller could answer.',
      'certain',
    ]);
    expect(causeOf(tillerError(13, 'no healthy upstream'))).toEqual([
      expect.stringContaining('A gRPC server or proxy on the path answered'),
      'likely',
    ]);
  });
});
