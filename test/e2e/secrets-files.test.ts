// Flags and files that hold a secret and cannot be used: the refusal names the file or flag, and never shows the secret.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { swiftcheck } from '../support/cli.js';
import { runChild } from '../support/child.js';

const CANARY = 'canary-5b1f9c';
const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-secret-files-'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const PEM = `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`;
const HTTPS = ['--tiller', '127.0.0.1:1', '--swift', 'https://127.0.0.1:1'];
const TLS = ['--tiller', '127.0.0.1:1', '--tls-verify', '--swift', 'http://127.0.0.1:1'];
const inKubeconfig = (user: string) =>
  `apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers:\n- name: u\n  user:\n    ${user}\n`;

describe('what cannot be used', () => {
  it.each<[string, string[]]>([
    ['a key', [...HTTPS, '--cert', file('a.pem', PEM), '--key', file('a.key', PEM)]],
    [
      'a key of Tiller',
      [...TLS, '--tls-cert', file('b.pem', PEM), '--tls-key', file('b.key', PEM)],
    ],
    ['an authority', [...HTTPS, '--cacert', file('c.pem', PEM)]],
    ['a token of two lines', [...HTTPS, '--token-file', file('token', `${CANARY}\n${CANARY}`)]],
    ['a token with a space', [...HTTPS, '--token', `a ${CANARY}`]],
    ['a header without a name', [...HTTPS, '-H', CANARY]],
    ['a header of the connection', [...HTTPS, '-H', `Proxy-Authorization: ${CANARY}`]],
    ['a header of other letters', [...HTTPS, '-H', `X-Key: ${CANARY}☃`]],
    ['a password in an address', ['--tiller', `me:${CANARY}@host`, '--swift', 'http://s']],
    ['a password in a scheme', ['--tiller', `grpc://me:${CANARY}@host:1`, '--swift', 'http://s']],
    ['a password over plaintext', ['--tiller', '127.0.0.1:1', '--swift', `http://me:${CANARY}@s`]],
    ['a token over plaintext', ['--tiller', 'h:1', '--swift', 'http://s', '--token', CANARY]],
    ['a password in no URL', ['--tiller', '127.0.0.1:1', '--swift', `ftp://me:${CANARY}@s`]],
    ['a kubeconfig cut off', ['--kubeconfig', file('k1', inKubeconfig(`{ token: ${CANARY}`))]],
    ['a kubeconfig with an alias', ['--kubeconfig', file('k2', inKubeconfig(`token: *${CANARY}`))]],
    ['a kubeconfig with tabs', ['--kubeconfig', file('k3', inKubeconfig(`\ttoken: ${CANARY}`))]],
    [
      'a configuration with a token',
      ['--config', file('c.yaml', `endpoints:\n  token: ${CANARY}\n`)],
    ],
    ['a configuration cut off', ['--config', file('d.json', `{"endpoints":{"token":"${CANARY}`)]],
  ])('%s is not shown', async (_what, args) => {
    const command = args.includes('--config') ? 'preflight' : 'probe';
    const { exitCode, stdout, stderr } = await swiftcheck(command, ...args, '-v');
    expect(exitCode, stderr).toBe(2);
    expect(stdout + stderr).not.toContain(CANARY);
    expect(stderr).not.toMatch(/undefined|^ {4}at /m);
  });

  it('is not shown from HELM_HOST', async () => {
    vi.stubEnv('HELM_HOST', `me:${CANARY}@host:44134`);
    const { exitCode, stderr } = await swiftcheck('probe', '--swift', 'http://s');
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain(CANARY);
  });
});

it.skipIf(process.platform !== 'linux')(
  'is in no list of processes while the run lasts',
  async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const port = (silent.address() as AddressInfo).port;
    const connected = once(silent, 'connection');
    const at = ['--tiller', `127.0.0.1:${port}`, '--swift', `http://127.0.0.1:${port}`];
    const child = runChild(['probe', ...at, '--token', CANARY, '-H', `X-Key: ${CANARY}`]);
    try {
      await connected;
      const line = readFileSync(`/proc/${String(child.pid)}/cmdline`, 'utf8');
      expect(line).toMatch(/^swiftcheck\0*$/);
    } finally {
      child.kill('SIGKILL');
      await child;
      silent.close();
    }
  },
);
