// HTTPS_PROXY and NO_PROXY, as kubectl reads them.
import { describe, expect, it } from 'vitest';
import { environmentProxy } from '../../src/cluster/environment-proxy.js';

const PROXY = 'http://proxy.example:3128';

const through = (server: string, env: Record<string, string>) =>
  environmentProxy(new URL(server), env)?.href ?? null;

describe('the proxy of the environment', () => {
  it.each([
    ['https://kube.example', { HTTPS_PROXY: PROXY }, `${PROXY}/`],
    ['https://kube.example', { https_proxy: 'proxy.example:3128' }, `${PROXY}/`],
    ['https://kube.example', { HTTPS_PROXY: '', https_proxy: PROXY }, `${PROXY}/`],
    ['https://kube.example', { HTTP_PROXY: PROXY }, null],
    ['http://kube.example', { HTTP_PROXY: PROXY }, `${PROXY}/`],
    ['https://kube.example', { HTTPS_PROXY: 'socks5://127.0.0.1:1080' }, 'socks5://127.0.0.1:1080'],
    ['https://kube.example', {}, null],
  ])('to %s by %j is %s', (server, env, expected) => {
    expect(through(server, env)).toBe(expected);
  });

  it.each(['https://localhost:6443', 'https://127.9.9.9:6443', 'https://[::1]:6443'])(
    'is never for %s',
    (server) => {
      expect(through(server, { HTTPS_PROXY: PROXY })).toBeNull();
    },
  );

  it.each([
    ['*', 'https://kube.example'],
    ['other, kube.example', 'https://kube.example'],
    ['EXAMPLE', 'https://kube.example'],
    ['.example', 'https://kube.example'],
    ['*.example', 'https://kube.example'],
    ['kube.example:6443', 'https://kube.example:6443'],
    ['kube.example:443', 'https://kube.example'],
    ['10.1.2.3', 'https://10.1.2.3:6443'],
    ['10.1.2.3:6443', 'https://10.1.2.3:6443'],
    ['10.0.0.0/8', 'https://10.1.2.3'],
    ['fd00::/8', 'https://[fd00::1]:6443'],
    ['[fd00::1]:6443', 'https://[fd00::1]:6443'],
  ])('is not used by NO_PROXY=%s for %s', (exceptions, server) => {
    expect(through(server, { HTTPS_PROXY: PROXY, NO_PROXY: exceptions })).toBeNull();
    expect(through(server, { HTTPS_PROXY: PROXY, no_proxy: exceptions })).toBeNull();
  });

  it.each([
    ['.kube.example', 'https://kube.example'],
    ['be.example', 'https://kube.example'],
    ['kube.example:443', 'https://kube.example:6443'],
    ['10.1.2.3:443', 'https://10.1.2.3:6443'],
    ['11.0.0.0/8', 'https://10.1.2.3'],
    ['10.0.0.0/99', 'https://10.1.2.3'],
    ['2.3', 'https://10.1.2.3'],
    [' , ,', 'https://kube.example'],
  ])('is used in spite of NO_PROXY=%s for %s', (exceptions, server) => {
    expect(through(server, { HTTPS_PROXY: PROXY, NO_PROXY: exceptions })).toBe(`${PROXY}/`);
  });

  it('is reported without its password if it is not a URL', () => {
    expect(() => through('https://kube.example', { HTTPS_PROXY: 'ftp://me:secret@proxy' })).toThrow(
      /^HTTPS_PROXY is not a URL that begins with http:\/\/, https:\/\/, socks5:\/\/\.$/,
    );
  });
});
