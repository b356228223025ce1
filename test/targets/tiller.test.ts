import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tillerEndpoint, type TillerFlags } from '../../src/targets/tiller.js';
import { UsageError } from '../../src/util/usage-error.js';
import { anyCharacter } from '../support/any-character.js';

const at = (tiller: string, flags: TillerFlags = {}) => tillerEndpoint({ ...flags, tiller }, {});

const hosts = fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom('localhost', 'tiller-deploy'));
const ports = fc.integer({ min: 1, max: 65535 });

describe('an address', () => {
  it('is any host with any port', () => {
    fc.assert(
      fc.property(hosts, ports, (host, port) => {
        expect(at(`${host}:${port}`)).toEqual({ host, port, source: 'flag', tls: null });
      }),
    );
  });

  it('has brackets around IPv6', () => {
    fc.assert(
      fc.property(fc.ipV6(), ports, (host, port) => {
        expect(at(`[${host}]:${port}`)).toMatchObject({ host, port });
        expect(() => at(`${host}:${port}`)).toThrow(UsageError);
      }),
    );
    expect(at('[fe80::1%eth0]:44134')).toMatchObject({ host: 'fe80::1%eth0' });
  });

  it('names a port that there is', () => {
    fc.assert(
      fc.property(hosts, fc.oneof(fc.constant(0), fc.integer({ min: 65536 })), (host, port) => {
        expect(() => at(`${host}:${port}`)).toThrow(/not between 1 and 65535/);
      }),
    );
  });

  it('has no scheme; what to write instead is said and works', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https', 'tcp', 'grpc', 'HTTP'),
        hosts,
        fc.option(ports),
        fc.constantFrom('', '/', '/tiller/v2'),
        (scheme, host, port, path) => {
          const rest = port === null ? host : `${host}:${port}`;
          const error = thrown(() => at(`${scheme}://${rest}${path}`));
          expect(error).toBeInstanceOf(UsageError);
          const advice = /Write (\S+)\.$/.exec(error.message)?.[1] ?? '';
          expect(at(advice)).toMatchObject({ host, port: port ?? 44134 });
        },
      ),
    );
  });

  it.each(['unix:///run/tiller.sock', 'dns:///tiller:44134', 'http://::1:44134', 'http://a b'])(
    'is not advised to be written in a form that is refused: %s',
    (address) => {
      expect(() => at(address)).toThrow(/without a scheme: Tiller speaks gRPC, not \w+\.$/);
    },
  );

  it('is read or refused as a usage error, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        try {
          const endpoint = at(text);
          expect(text).toContain(endpoint?.host);
          expect(endpoint?.host).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('HELM_HOST', () => {
  it('is second to --tiller', () => {
    const env = { HELM_HOST: 'environment:1' };
    expect(tillerEndpoint({ tiller: 'flag:2' }, env)).toMatchObject({
      host: 'flag',
      source: 'flag',
    });
    expect(tillerEndpoint({}, env)).toMatchObject({ host: 'environment', source: 'HELM_HOST' });
    expect(tillerEndpoint({}, { HELM_HOST: '' })).toBeNull();
    expect(tillerEndpoint({}, {})).toBeNull();
  });
});

describe('TLS', () => {
  it('is as in Helm: --tls takes any certificate, --tls-verify implies it and does not', () => {
    expect(at('t:1', { tls: true })?.tls).toEqual({ verify: false });
    expect(at('t:1', { tlsVerify: true })?.tls).toEqual({ verify: true });
    expect(at('t:1', { tls: true, tlsVerify: true, tlsHostname: 'tiller-server' })?.tls).toEqual({
      verify: true,
      servername: 'tiller-server',
    });
  });

  it.each<[string, TillerFlags]>([
    ['--tls-ca-cert', { tlsCaCert: 'ca.pem' }],
    ['--tls-cert', { tlsCert: 'cert.pem', tlsKey: 'key.pem' }],
    ['--tls-key', { tlsKey: 'key.pem' }],
    ['--tls-hostname', { tlsHostname: 'tiller-server' }],
  ])('has to be asked for with %s', (flag, flags) => {
    expect(() => at('t:1', flags)).toThrow(`${flag} needs --tls or --tls-verify.`);
  });
});

function thrown(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
