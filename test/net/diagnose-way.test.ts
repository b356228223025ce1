// Names, silence and interruption: what comes before any protocol, or in place of one.

import type { LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/net/diagnose.js';
import { judgeReply } from '../../src/net/diagnose-plaintext.js';
import { makeCertificates } from '../../src/lab/certificates.js';
import { look } from '../support/diagnosis.js';
import {
  startClosedPort,
  startHttp1,
  startHttp2Resetting,
  startSilent,
  startTls,
} from '../support/fault-server.js';

const TARGET = { hop: 'swiftcheck->swift', port: 9855, protocol: 'http', tls: null } as const;
/** Waited for in vain, so it may be short. */
const timeoutMs = 60;

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, done) => {
    const family = (address: string) => (address.includes(':') ? 6 : 4);
    done(
      null,
      addresses.map((address) => ({ address, family: family(address) })),
    );
  };

describe('the name', () => {
  const fails =
    (code: string): LookupFunction =>
    (name, _options, done) =>
      done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), []);

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('does not resolve: %s', async (code) => {
    const target = { ...TARGET, host: 'nosuch.invalid' };
    expect(await diagnose(target, { timeoutMs, lookup: fails(code) })).toEqual({
      hop: 'swiftcheck->swift',
      kind: 'unresolvable',
      message: `The host name "nosuch.invalid" does not resolve (getaddrinfo ${code} nosuch.invalid).`,
      transportError: `getaddrinfo ${code} nosuch.invalid`,
    });
  });

  // The resolver itself refuses it, so that no network is asked.
  test.each([`${'a'.repeat(300)}.example`, `${'a.'.repeat(200)}example`])(
    'is too long for DNS',
    async (host) => {
      const failure = await diagnose({ ...TARGET, host }, { timeoutMs: 5_000 });
      expect(failure).toMatchObject({ kind: 'unresolvable' });
    },
  );

  test('is not resolved in time', async () => {
    const target = { ...TARGET, host: 'slow.invalid' };
    const never: LookupFunction = () => undefined;
    expect(await diagnose(target, { timeoutMs, lookup: never })).toEqual({
      hop: 'swiftcheck->swift',
      kind: 'timeout',
      message: 'The host name "slow.invalid" was not resolved within 60 ms.',
    });
  });

  test('is not trusted to be printable', async () => {
    const target = { ...TARGET, host: 'a\u001b[2Jb' };
    const failure = await diagnose(target, { timeoutMs, lookup: fails('ENOTFOUND') });
    expect(failure?.message).toContain('"a\\x1b[2Jb"');
    expect(failure?.message).not.toContain('\u001b');
  });

  test('has an address that works behind one that does not', async () => {
    const lookup = resolvesTo('::1', '127.0.0.1');
    const options = { host: 'two.invalid', lookup };
    expect(await look(startHttp2Resetting(), 'grpc', null, options)).toBeNull();
  });

  test('has two addresses, and nothing listens on either', async () => {
    const lookup = resolvesTo('127.0.0.1', '127.0.0.1');
    expect(
      await look(startClosedPort(), 'grpc', null, { host: 'two.invalid', lookup }),
    ).toMatchObject({
      kind: 'refused',
      message: 'two.invalid:PORT refuses connections: nothing listens there.',
      transportError: expect.stringMatching(/^connect ECONNREFUSED 127\.0\.0\.1:\d+$/) as string,
    });
  });

  test('is what the certificate is compared with', async () => {
    const made = await makeCertificates({ names: ['tiller.invalid'] });
    const tls = { ca: Buffer.from(made.ca.cert), verify: true };
    const lookup = resolvesTo('127.0.0.1');
    const tiller = { host: 'tiller.invalid', lookup };
    expect(await look(startTls(made.server), 'grpc', tls, tiller)).toBeNull();
    expect(
      await look(startTls(made.server), 'grpc', tls, { host: 'other.invalid', lookup }),
    ).toMatchObject({
      kind: 'tls-name-mismatch',
      message:
        'The certificate of other.invalid:PORT is for tiller.invalid, not for other.invalid.',
    });
  });
});

describe('a server that accepts and stays silent', () => {
  test.each([
    ['grpc', null, 'sent nothing within 60 ms while the start of gRPC was waited for.'],
    ['http', null, 'sent nothing within 60 ms while the answer to GET / was waited for.'],
    ['grpc', { verify: false }, 'did not complete the TLS handshake within 60 ms.'],
    ['http', { verify: false }, 'did not complete the TLS handshake within 60 ms.'],
  ] as const)('to %s with TLS %o', async (protocol, tls, end) => {
    expect(await look(startSilent(), protocol, tls, { timeoutMs })).toEqual({
      hop: 'swiftcheck->tiller',
      kind: 'timeout',
      message: `127.0.0.1:PORT accepts connections, but ${end}`,
    });
  });

  // Over real sockets the handshake would have to fit in the time that is waited in vain.
  test('once TLS is agreed', () => {
    const reply = { answer: null, ended: 'stopped', error: null } as const;
    const swift = { ...TARGET, host: '::1' };
    expect(judgeReply(swift, reply, { timeoutMs: 10_000 })).toEqual({
      kind: 'timeout',
      message:
        '[::1]:9855 accepts connections, but sent nothing within 10.0 s while the answer to GET / was waited for.',
    });
  });
});

describe('an interruption', () => {
  const interrupted = {
    hop: 'swiftcheck->tiller',
    kind: 'interrupted',
    message: 'The diagnosis of the connection to 127.0.0.1:PORT was interrupted.',
  };

  test.each([null, { verify: false }])('ends the wait for a silent server, TLS %o', async (tls) => {
    const interrupt = new AbortController();
    const found = look(startSilent(), 'grpc', tls, { signal: interrupt.signal });
    setImmediate(() => interrupt.abort());
    expect(await found).toEqual(interrupted);
  });

  test('before the start is respected', async () => {
    expect(await look(startHttp1(), 'http', null, { signal: AbortSignal.abort() })).toEqual(
      interrupted,
    );
  });
});
