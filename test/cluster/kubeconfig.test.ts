// Which clusters there are, as whom, and one sentence for whatever is wrong with that.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent as HttpsAgent } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ClusterAccess } from '../../src/cluster/access.js';
import {
  loadKubeconfig as loadNow,
  type Kubeconfig,
  type KubeconfigSource,
} from '../../src/cluster/kubeconfig.js';
import { UsageError } from '../../src/util/usage-error.js';
import { writeKubeconfig, type ContextOptions } from '../support/kube/kubeconfig.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-kubeconfig-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const context = (name: string, more: Partial<ContextOptions> = {}): ContextOptions => ({
  ...{
    name,
    cluster: { server: `https://${name}.example:6443` },
    user: { token: `${name}-token` },
  },
  ...more,
});
const loadKubeconfig = (from: KubeconfigSource) =>
  new Promise<Kubeconfig>((resolve) => resolve(loadNow(from)));
const load = (kubeconfig: string, env: KubeconfigSource['env'] = {}) =>
  loadKubeconfig({ kubeconfig, env });
const never = new AbortController().signal;
const headers = async (access: ClusterAccess) => (await access.credentials(never)).headers;

/** What the one sentence says. */
async function refusal(what: Promise<unknown>): Promise<string> {
  const error: unknown = await what.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UsageError;
  expect(message).not.toMatch(/\n|-token/);
  return message;
}

describe('where the kubeconfig comes from', () => {
  it('is the flag, then KUBECONFIG, then the home, as in kubectl', async () => {
    mkdirSync(file('.kube'));
    writeKubeconfig(file('.kube/config'), [context('home')]);
    writeKubeconfig(file('flag'), [context('flag')]);
    writeKubeconfig(file('env'), [context('env')]);
    const env = { HOME: folder, KUBECONFIG: file('env') };
    const current = async (from: KubeconfigSource) => (await loadKubeconfig(from)).access().context;
    expect(await current({ kubeconfig: file('flag'), env })).toBe('flag');
    expect(await current({ env })).toBe('env');
    expect(await current({ env: { HOME: folder } })).toBe('home');
    expect(await current({ env: { HOME: folder, KUBECONFIG: '' } })).toBe('home');
  });

  it('may be several files: the first to name a thing wins, those that are not there are passed over', async () => {
    const one = writeKubeconfig(file('one'), [context('a'), context('b')], null);
    const other = writeKubeconfig(
      file('other'),
      [context('b', { cluster: { server: 'https://other.example' } }), context('c')],
      'c',
    );
    const last = writeKubeconfig(file('last'), [context('d')]);
    const KUBECONFIG = [one, file('missing'), other, last].join(delimiter);
    const merged = await loadKubeconfig({ env: { KUBECONFIG } });
    expect([merged.contexts, merged.access().context]).toEqual([['a', 'b', 'c', 'd'], 'c']);
    expect(merged.source).toBe([one, other, last].join(', '));
    expect(merged.access('b').server.href).toBe('https://b.example:6443/');
    expect(await headers(merged.access('b'))).toEqual({ authorization: 'Bearer b-token' });
  });

  it('is the service account where this runs in a pod', async () => {
    const account = join(folder, 'root/var/run/secrets/kubernetes.io/serviceaccount');
    mkdirSync(account, { recursive: true });
    writeFileSync(join(account, 'token'), 'pod-token');
    writeFileSync(join(account, 'ca.crt'), 'PEM');
    writeFileSync(join(account, 'namespace'), 'ops');
    const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
    const inPod = await loadKubeconfig({ env, root: join(folder, 'root') });
    const access = inPod.access();
    expect([access.server.href, access.namespace]).toEqual(['https://10.96.0.1/', 'ops']);
    expect(await access.credentials(never)).toMatchObject({
      kind: 'token',
      headers: { authorization: 'Bearer pod-token' },
      tls: { ca: Buffer.from('PEM'), verify: true },
    });
  });

  it('reports a missing kubeconfig', async () => {
    expect(await refusal(loadKubeconfig({ env: { HOME: file('nobody') } }))).toMatch(
      /^there is no kubeconfig: .*nobody\/\.kube\/config does not exist\.$/,
    );
    const KUBECONFIG = [file('x'), file('y')].join(delimiter);
    expect(await refusal(loadKubeconfig({ env: { KUBECONFIG } }))).toBe(
      `no file of KUBECONFIG exists: ${file('x')}, ${file('y')}.`,
    );
    expect(await refusal(load(file('x')))).toBe(
      `--kubeconfig: ${file('x')}: there is no such file.`,
    );
  });

  it.each([
    ['text', 'just words', /is not a kubeconfig\.$/],
    ['a list', '- a\n- b\n', /is not a kubeconfig\.$/],
    ['nested YAML', '['.repeat(50_000), /is not YAML: the values are nested too deeply at line 1/],
    ['torn YAML', 'users:\n- name: a\n  user: {token: a-token\n', /is not YAML: .* at line 4/],
    [
      'an alias of nothing',
      'users:\n- name: *a-token\n',
      /: an alias has no anchor at line 2, column 9\.$/,
    ],
    [
      'an alias of itself',
      'users: &all\n- *all\n',
      /: its aliases have no end at line 1, column 1\.$/,
    ],
    [
      'text behind the head of a block',
      'users:\n- token: | a-token\n',
      /: YAML does not allow this text there at line 2, column \d+\.$/,
    ],
    [
      'an escape that is none',
      'token: "a-token\\q"\n',
      /: a text in quotes has an escape that YAML does not know at line 1, column \d+\.$/,
    ],
    ['text after a text', 'token: "a" a-token\n', /: YAML does not allow .* at line 1, /],
    [
      'a key twice',
      'a-token: 1\na-token: 2\n',
      /: a key occurs twice there at line 2, column 1\.$/,
    ],
    [
      'two documents',
      'a: 1\n---\n- a-token\n',
      /: a second document begins at line 2, column 1\.$/,
    ],
    ['empty', '', /has no current context; choose one with --kube-context; it has none\.$/],
  ])('reports a kubeconfig that is %s', async (name, text, words) => {
    writeFileSync(file('broken'), text);
    const loading = load(file('broken')).then((config) => config.access());
    expect(await refusal(loading), name).toMatch(words);
  });

  it.each([
    ['clusters', 'cluster', '{ server: https://b.example }'],
    ['users', 'user', '{ token: another }'],
    ['contexts', 'context', '{ cluster: a, user: a }'],
  ])('is refused with two %s of one name, as kubectl refuses it', async (list, what, value) => {
    const all: Record<string, string[]> = {
      clusters: ['{ name: a, cluster: { server: https://a.example } }'],
      users: ['{ name: a, user: { token: a-token } }'],
      contexts: ['{ name: a, context: { cluster: a, user: a } }'],
    };
    const text = () =>
      Object.entries(all)
        .map(([name, entries]) => `${name}: [${entries.join(', ')}]\n`)
        .join('');
    all[list]?.push(`{ name: b, ${what}: ${value} }`);
    writeFileSync(file('twice'), text());
    expect((await load(file('twice'))).contexts).toContain('a');
    all[list]?.push(`{ name: a, ${what}: ${value} }`);
    writeFileSync(file('twice'), text());
    expect(await refusal(load(file('twice')))).toBe(
      `--kubeconfig: ${file('twice')} has more than one ${what} with the name "a". kubectl refuses the file, too.`,
    );
  });

  it('says nothing on stderr of what it warns of', async () => {
    const warned: unknown[] = [];
    const onWarning = (warning: unknown) => warned.push(warning);
    process.on('warning', onWarning);
    try {
      writeFileSync(file('odd'), 'users: []\n? {a-token: 1}\n: !a-token x\n');
      await load(file('odd'));
      await new Promise((resolve) => setImmediate(resolve));
      expect(warned).toEqual([]);
    } finally {
      process.off('warning', onWarning);
    }
  });

  it('reports a kubeconfig that is a folder', async () => {
    expect(await refusal(load(folder))).toBe(`--kubeconfig: ${folder}: it is a folder.`);
  });
});

describe('the context', () => {
  const ask = async (name: string | undefined, contexts: ContextOptions[], current?: null) => {
    const config = await load(writeKubeconfig(file('contexts'), contexts, current));
    return config.access(name);
  };

  it('that is missing is reported with those that may be meant', async () => {
    const there = [context('production'), context('staging')];
    expect(await refusal(ask('prodution', there))).toMatch(
      /has no context "prodution"; did you mean production\?$/,
    );
    expect(await refusal(ask('elsewhere', there))).toMatch(
      /has no context "elsewhere"; it has production, staging\.$/,
    );
    expect(await refusal(ask(undefined, there, null))).toMatch(
      /has no current context; choose one with --kube-context; it has production, staging\.$/,
    );
  });

  it('may name a cluster or a user that is not there', async () => {
    const text = (fields: string) =>
      `contexts: [{name: a, context: {${fields}}}]\ncurrent-context: a\nclusters: [{name: c, cluster: {server: "https://c"}}]\n`;
    writeFileSync(file('lost'), text('cluster: gone, user: u'));
    const access = async () => (await load(file('lost'))).access();
    expect(await refusal(access())).toContain('the context "a" names the cluster "gone", which ');
    writeFileSync(file('lost'), text('cluster: c, user: gone'));
    expect(await refusal(access())).toContain('the context "a" names the user "gone", which ');
    writeFileSync(file('lost'), text('cluster: c'));
    expect(await (await access()).credentials(never)).toMatchObject({ kind: 'none', headers: {} });
  });

  it('has text as its name, and names by text what it is made of', async () => {
    const write = (entry: string) =>
      writeFileSync(
        file('untyped'),
        `clusters: [{ name: a, cluster: { server: https://a.example } }]\ncontexts: [${entry}]\n`,
      );
    write('{ name: 5, context: { cluster: a } }, { name: b, context: { cluster: a } }');
    expect((await load(file('untyped'))).contexts).toEqual(['b']);
    write('{ name: b, context: { cluster: a, namespace: 5 } }');
    const access = load(file('untyped')).then((config) => config.access('b'));
    expect(await refusal(access)).toMatch(/the field namespace of the context "b" .* is not text/);
  });

  it('may lead to a server that is no URL, and the URL is not shown', async () => {
    const cluster = { server: 'ftp://user:a-token@c' };
    expect(await refusal(ask('a', [context('a', { cluster })]))).toBe(
      'the server of cluster "a" is not a URL that begins with https://, http://.',
    );
    const proxied = { server: 'https://c', 'proxy-url': 'socks4://user:a-token@c' };
    expect(await refusal(ask('a', [context('a', { cluster: proxied })]))).toBe(
      'the proxy-url of cluster "a" is not a URL that begins with http://, https://, socks5://.',
    );
  });

  it('may be behind the proxy of the environment, unless it names its own', async () => {
    const own = { server: 'https://c.example', 'proxy-url': 'http://own.example:3128' };
    const path = writeKubeconfig(file('env-proxy'), [context('a'), context('c', { cluster: own })]);
    const kubeconfig = await load(path, { HTTPS_PROXY: 'http://env.example:3128' });
    expect(kubeconfig.access('a').proxy?.host).toBe('env.example:3128');
    expect(kubeconfig.access('c').proxy?.host).toBe('own.example:3128');
    const { agent } = await kubeconfig.access('a').credentials(never);
    expect(agent).toMatchObject({ proxy: { host: 'env.example:3128' } });
  });

  it('may name an empty proxy, which is none', async () => {
    const path = writeKubeconfig(file('no-proxy'), [
      context('a', { cluster: { server: 'https://a.example', 'proxy-url': '' } }),
    ]);
    const direct = (await load(path)).access();
    expect(direct.proxy).toBeNull();
    expect((await direct.credentials(never)).agent).not.toHaveProperty('proxy');
    const behind = (await load(path, { HTTPS_PROXY: 'http://env.example:3128' })).access();
    expect((await behind.credentials(never)).agent).toMatchObject({
      proxy: { host: 'env.example:3128' },
    });
  });

  it('keeps the path of a server, as behind Rancher', async () => {
    const cluster = { server: 'https://rancher.example/k8s/clusters/c-1' };
    expect((await ask('a', [context('a', { cluster })])).server.href).toBe(
      'https://rancher.example/k8s/clusters/c-1/',
    );
  });
});

describe('the credentials', () => {
  const of = async (user: Record<string, unknown>, cluster: Record<string, unknown> = {}) => {
    const server = { server: 'https://c.example', ...cluster };
    const path = writeKubeconfig(file('credentials'), [context('a', { user, cluster: server })]);
    return (await load(path)).access().credentials(never);
  };

  it('are a token, also from a file beside the kubeconfig', async () => {
    writeFileSync(file('token'), 'from-file\n');
    for (const user of [
      { token: 'from-file' },
      { tokenFile: 'token' },
      { tokenFile: file('token') },
    ]) {
      expect(await of(user)).toMatchObject({
        kind: 'token',
        headers: { authorization: 'Bearer from-file' },
      });
    }
  });

  it('are the token that is in the file by now', async () => {
    const path = writeKubeconfig(file('rotated'), [
      context('a', { user: { tokenFile: 'rotated-token' } }),
    ]);
    const access = (await load(path)).access();
    const now = vi.spyOn(performance, 'now');
    try {
      const seen = [];
      for (const [minutes, token] of [
        [0, 'first'],
        [0.9, 'second'],
        [1, 'third'],
      ] as const) {
        now.mockReturnValue(minutes * 60_000);
        writeFileSync(file('rotated-token'), token);
        seen.push(await headers(access));
      }
      expect(seen.map(({ authorization }) => authorization)).toEqual([
        'Bearer first',
        'Bearer first',
        'Bearer third',
      ]);
    } finally {
      now.mockRestore();
    }
  });

  it('are a token of an auth-provider, which may have to be asked for', async () => {
    const token = async (name: string, config: object) => {
      const user = { 'auth-provider': { name, config } };
      const kubeconfig = writeKubeconfig(file(name), [context(name, { user })]);
      return (await headers((await load(kubeconfig)).access()))['authorization'];
    };
    const script = `console.log(JSON.stringify({ t: 'fresh-${process.pid}' }))`;
    const asked = {
      ...{ 'cmd-path': process.execPath, 'cmd-args': `-e "${script.replaceAll('"', '\\"')}"` },
      ...{ 'token-key': '{.t}', 'expiry-key': '{.e}' },
    };
    expect(await token('gcp', asked)).toBe(`Bearer fresh-${process.pid}`);
    expect(await token('azure', asked)).toBe(`Bearer fresh-${process.pid}`);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const idToken = `${part({})}.${part({ exp: 4_000_000_000 })}.x`;
    expect(await token('oidc', { 'id-token': idToken })).toBe(`Bearer ${idToken}`);
    await expect(token('oidc', {})).rejects.toThrow(/^the auth-provider oidc gave no token/);
    await expect(token('unknown', {})).rejects.toThrow(/does not know the auth-provider "unknown"/);
  });

  it('are user and password, or another user that is impersonated', async () => {
    expect(await of({ username: 'u', password: 'p' })).toMatchObject({
      kind: 'header',
      headers: { authorization: 'Basic dTpw' },
    });
    expect((await of({ token: 't', as: 'other' })).headers).toEqual({
      ...{ authorization: 'Bearer t', 'impersonate-user': 'other' },
    });
  });

  it('are refused if kubectl would ask as another user', async () => {
    const path = writeKubeconfig(file('groups'), [
      context('a', { user: { token: 't', as: 'other', 'as-groups': ['ops'] } }),
      context('b'),
    ]);
    const kubeconfig = await load(path);
    expect(() => kubeconfig.access()).toThrow(/user "a" .* impersonates with as-groups, which/);
    expect(kubeconfig.access('b').context).toBe('b');
  });

  it.each(['certificate-authority', 'certificate-authority-data', 'proxy-url', 'tls-server-name'])(
    'are refused where the %s of the cluster is a number',
    async (field) => {
      const path = writeKubeconfig(file('number'), [
        context('a', { cluster: { server: 'https://a.example', [field]: 5 } }),
        context('b'),
      ]);
      const kubeconfig = await load(path);
      expect(() => kubeconfig.access()).toThrow(
        `the field ${field} of the cluster "a" of ${path} is not text: put its value in quotes.`,
      );
      expect(kubeconfig.access('b').context).toBe('b');
    },
  );

  it.each(['token', 'password', 'client-key-data', 'client-certificate', 'client-key'])(
    'are refused where their %s is a number, as kubectl does',
    async (field) => {
      const path = writeKubeconfig(file('number'), [
        context('a', { user: { username: 'u', [field]: 12345678 } }),
      ]);
      const kubeconfig = await load(path);
      expect(() => kubeconfig.access()).toThrow(
        `the field ${field} of the user "a" of ${path} is not text: put its value in quotes.`,
      );
    },
  );

  it('are those within the URL of the server, as in Go, and the URL is left without them', async () => {
    const server = { server: 'https://u:p%40ss@c.example' };
    const path = writeKubeconfig(file('userinfo'), [
      context('a', { user: { token: 't' }, cluster: server }),
      context('b', { cluster: { server: 'https://u:100%@c.example' } }),
    ]);
    const kubeconfig = await load(path);
    const access = kubeconfig.access();
    expect(access.server.href).toBe('https://c.example/');
    expect(await access.credentials(never)).toMatchObject({
      kind: 'header',
      headers: { authorization: `Basic ${Buffer.from('u:p@ss').toString('base64')}` },
    });
    expect(() => kubeconfig.access('b')).toThrow(
      'the server of cluster "b": a % in user or password of the URL is written %25.',
    );
  });

  it('are certificates, in the kubeconfig or in files beside it', async () => {
    for (const name of ['ca', 'cert', 'key']) writeFileSync(file(name), name);
    const expected = {
      kind: 'client-certificate',
      tls: { ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key') },
    };
    const inFiles = { 'client-certificate': 'cert', 'client-key': 'key' };
    expect(await of(inFiles, { 'certificate-authority': 'ca' })).toMatchObject(expected);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const held = { 'client-certificate-data': base64('cert'), 'client-key-data': base64('key') };
    const ca = { 'certificate-authority-data': base64('ca') };
    expect(await of(held, ca)).toMatchObject(expected);
  });

  it('are the token of the file before the other, and the other if the file cannot be used', async () => {
    writeFileSync(file('token'), 'from-file\n');
    writeFileSync(file('blank'), ' \n');
    for (const [user, token] of [
      [{ token: 't', tokenFile: 'token' }, 'from-file'],
      [{ token: 't', tokenFile: 'blank' }, 't'],
      [{ token: 't', tokenFile: 'missing' }, 't'],
    ] as const) {
      expect((await of(user)).headers).toEqual({ authorization: `Bearer ${token}` });
    }
    // Without a token the request would be an anonymous one.
    await expect(of({ tokenFile: 'blank' })).rejects.toThrow(
      `tokenFile: ${file('blank')} holds no token.`,
    );
  });

  it('are those of a plugin only if the user has no others', async () => {
    for (const name of ['cert', 'key']) writeFileSync(file(name), name);
    writeFileSync(file('token'), 'from-file');
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: file('no-program') };
    const certificate = { 'client-certificate': 'cert', 'client-key': 'key' };
    for (const [user, kind] of [
      [{ token: 't' }, 'token'],
      [{ tokenFile: 'token' }, 'token'],
      [{ username: 'u', password: 'p' }, 'header'],
      [certificate, 'client-certificate'],
    ] as const) {
      expect((await of({ exec, ...user })).kind).toBe(kind);
    }
    await expect(of({ exec, password: 'p' })).rejects.toThrow(/there is no such program/);
  });

  it('are a name and a password before those of an auth-provider, which is not asked', async () => {
    const user = { 'auth-provider': { name: 'unknown' }, username: 'u', password: 'p' };
    expect((await of(user)).headers).toEqual({ authorization: 'Basic dTpw' });
  });

  it.each([
    [{ token: 't', username: 'u' }, {}, 'user "a"', 'token and username'],
    [{ token: 't', password: 'p' }, {}, 'user "a"', 'token and password'],
    [{ tokenFile: 't', username: 'u' }, {}, 'user "a"', 'tokenFile and username'],
    [
      { 'client-certificate': 'c', 'client-certificate-data': 'Yw==' },
      {},
      'user "a"',
      'client-certificate and client-certificate-data',
    ],
    [
      { 'client-certificate': 'c', 'client-key': 'k', 'client-key-data': 'aw==' },
      {},
      'user "a"',
      'client-key and client-key-data',
    ],
    [
      { exec: { command: 'c' }, 'auth-provider': { name: 'oidc' } },
      {},
      'user "a"',
      'exec and auth-provider',
    ],
    [
      {},
      { 'certificate-authority': 'c', 'certificate-authority-data': 'Yw==' },
      'cluster "a"',
      'certificate-authority and certificate-authority-data',
    ],
    [
      {},
      { 'certificate-authority-data': 'Yw==', 'insecure-skip-tls-verify': true },
      'cluster "a"',
      'certificate-authority-data and insecure-skip-tls-verify',
    ],
  ])('are refused with two that exclude each other, as by kubectl: %j %j', async (...row) => {
    const [user, cluster, whose, fields] = row;
    await expect(of(user, cluster)).rejects.toThrow(
      `the ${whose} of ${file('credentials')} has both ${fields}. kubectl refuses that, too: remove one of them.`,
    );
  });

  it('go over TLS, however the scheme of the server is written', async () => {
    expect((await of({}, { server: 'HTTPS://a.example' })).agent).toBeInstanceOf(HttpsAgent);
  });

  it('are sent to a server whose certificate is verified, whatever the environment says', async () => {
    for (const skip of [false, true]) {
      const cluster = { server: 'https://a.example', 'insecure-skip-tls-verify': skip };
      const { agent } = await of({}, cluster);
      expect(agent).toMatchObject({ options: { rejectUnauthorized: !skip } });
    }
  });

  it('say which server to take', async () => {
    expect((await of({}, { 'insecure-skip-tls-verify': true })).tls.verify).toBe(false);
    expect((await of({}, { 'tls-server-name': 'kube' })).tls).toEqual({
      ...{ servername: 'kube', verify: true },
    });
    expect((await of({}, { server: 'http://127.0.0.1:8001' })).kind).toBe('none');
  });
});

describe('the credentials of a program', () => {
  const run = async (
    script: string,
    fields: Record<string, unknown> = {},
    cluster: Record<string, unknown> = {},
  ) => {
    writeFileSync(file('plugin.mjs'), script);
    const exec = {
      ...{ apiVersion: 'client.authentication.k8s.io/v1beta1', command: process.execPath },
      ...{ args: [file('plugin.mjs')], env: [{ name: 'PROFILE', value: 'ops' }], ...fields },
    };
    const path = writeKubeconfig(file('exec'), [
      context('a', { cluster: { server: 'https://a.example', ...cluster }, user: { exec } }),
    ]);
    return (await load(path)).access();
  };
  const give = (status: string) => `console.log(JSON.stringify({ status: ${status} }))`;

  it('are asked for once, with what the program wants to know', async () => {
    const access = await run(`
      import { appendFileSync } from 'node:fs';
      appendFileSync(${JSON.stringify(file('runs'))}, process.env.KUBERNETES_EXEC_INFO + '\\n');
      ${give('{ token: `of-${process.env.PROFILE}` }')}`);
    await access.credentials(never);
    expect(await access.credentials(never)).toMatchObject({
      kind: 'token',
      headers: { authorization: 'Bearer of-ops' },
    });
    const { readFileSync } = await import('node:fs');
    const runs = readFileSync(file('runs'), 'utf8').trim().split('\n');
    expect(runs.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        kind: 'ExecCredential',
        spec: { interactive: false },
      },
    ]);
  });

  it.each([
    ['a minute where it is good for an hour', 'Date.now() + 3_600_000', [1, 1, 2, 3]],
    ['less where it expires before', 'Date.now() + 20_000', [1, 2, 3, 4]],
    ['no time', 'Date.now() - 1', [1, 2, 3, 4]],
    ['a minute where it does not say', "'soon'", [1, 1, 2, 3]],
  ])('are kept for %s', async (_time, until, runs) => {
    const name = JSON.stringify(file('count'));
    const access = await run(`
      import { appendFileSync, statSync, rmSync } from 'node:fs';
      appendFileSync(${name}, '.');
      const at = new Date(${until});
      const expirationTimestamp = Number.isNaN(at.getTime()) ? 'soon' : at.toISOString();
      ${give(`{ token: 'n' + statSync(${name}).size, expirationTimestamp }`)}`);
    const now = vi.spyOn(performance, 'now');
    try {
      const seen = [];
      for (const minutes of [0, 0.5, 2, 61]) {
        now.mockReturnValue(minutes * 60_000);
        seen.push(await headers(access));
      }
      expect(seen).toEqual(runs.map((count) => ({ authorization: `Bearer n${count}` })));
    } finally {
      now.mockRestore();
      rmSync(file('count'));
    }
  });

  it('may depend on the cluster, which the program receives if it asks', async () => {
    writeFileSync(file('ca.pem'), 'PEM');
    const printsInfo = give('{ token: process.env.KUBERNETES_EXEC_INFO }');
    const cluster = {
      ...{ 'certificate-authority': 'ca.pem', 'tls-server-name': 'kube' },
      'proxy-url': 'http://proxy.example:3128',
    };
    const access = await run(printsInfo, { provideClusterInfo: true }, cluster);
    const { authorization = '' } = await headers(access);
    const { spec } = JSON.parse(authorization.replace('Bearer ', '')) as { spec: unknown };
    expect(spec).toEqual({
      interactive: false,
      cluster: {
        ...{ server: 'https://a.example', 'tls-server-name': 'kube' },
        'certificate-authority-data': Buffer.from('PEM').toString('base64'),
        'proxy-url': 'http://proxy.example:3128',
      },
    });
  });

  it('may be a certificate', async () => {
    const access = await run(give("{ clientCertificateData: 'C', clientKeyData: 'K' }"));
    expect(await access.credentials(never)).toMatchObject({
      kind: 'client-certificate',
      tls: { cert: Buffer.from('C'), key: Buffer.from('K') },
    });
  });

  it.each([
    [
      'fails',
      "console.error('\\nlogin first\\nmore'); process.exit(3)",
      /exit code 3\. Its output may hold a secret, so no report shows the output\. Run the exec plugin of the kubeconfig by hand$/,
    ],
    ['is killed', "process.kill(process.pid, 'SIGKILL')", /ended with signal SIGKILL\. Its output/],
    ['says nothing', '', /gave no ExecCredential with a token or a certificate$/],
    [
      'gives half of a pair',
      give("{ token: 't', clientKeyData: 'a-token' }"),
      /gave only one of certificate and key$/,
    ],
    [
      'prints without an end',
      "const more = () => process.stdout.write('x'.repeat(65536), more); more()",
      /printed more than 64 KiB, too much for a credential$/,
    ],
    ['gives half a pair', give("{ clientCertificateData: 'C' }"), /gave no ExecCredential/],
  ])('are reported if the program %s', async (_what, script, words) => {
    await expect((await run(script)).credentials(never)).rejects.toThrow(words);
  });

  it.each([
    ['command', { command: 'a\0b' }],
    ['argument', { args: ['a\0b-token'] }],
    ['variable', { env: [{ name: 'A', value: 'a\0b-token' }] }],
  ])('are reported if the %s holds a character that programs refuse', async (_what, fields) => {
    const asked = (await run('', fields)).credentials(never);
    await expect(asked).rejects.toThrow(/hold a character that cannot be passed to a program$/);
    await expect(asked).rejects.not.toThrow('-token');
  });

  it('are reported if the kubeconfig names no program', async () => {
    const access = await run('', { command: '' });
    await expect(access.credentials(never)).rejects.toThrow(
      'the exec plugin of the kubeconfig has no command',
    );
  });

  it('are reported if the program is missing, also by a path beside the kubeconfig', async () => {
    const access = await run('', { command: './gone' });
    await expect(access.credentials(never)).rejects.toThrow(
      `${file('gone')}: there is no such program, or its interpreter is missing`,
    );
  });

  it.each([
    ['waits', 'setInterval(() => undefined, 1000)'],
    ['has ended and left its output open', 'process.exit(0)'],
  ])(
    'are not waited for where the program %s, and what it started is killed',
    async (_what, end) => {
      const started = createServer();
      started.listen(0, '127.0.0.1');
      await once(started, 'listening');
      const { port } = started.address() as AddressInfo;
      const grandchild = `require('node:net').connect(${port}, '127.0.0.1')`;
      const access = await run(`
      import { spawn } from 'node:child_process';
      const stdio = ['ignore', 'inherit', 'ignore'];
      spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio });
      ${end}`);
      const time = new AbortController();
      const asked = access.credentials(time.signal).then(
        () => 'given',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      const [socket] = (await once(started, 'connection')) as [Socket];
      const gone = once(
        socket.on('error', () => undefined),
        'close',
      );
      time.abort();
      expect(await asked).toMatch(/was stopped, because it did not end within the time of a call$/);
      await gone;
      started.close();
    },
  );

  it('are not waited for once the time is over', async () => {
    const access = await run('setInterval(() => undefined, 1000)');
    await expect(access.credentials(AbortSignal.timeout(50))).rejects.toThrow(
      /was stopped, because it did not end within the time of a call$/,
    );
  });
});
