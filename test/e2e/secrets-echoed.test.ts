// Peers that repeat what they were sent, in every place and form that they have: none of it is shown,
// in no format, by -v, or in evidence.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { afterwards } from '../support/afterwards.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { tillerFront } from '../support/fronts.js';
import { startHttp, type HttpTestServer } from '../support/http-server.js';
import { startConnectProxy } from '../support/kube/connect-proxy.js';
import { contextOf, writeKubeconfig } from '../support/kube/kubeconfig.js';
import { swiftPod, swiftService, tillerPod } from '../support/kube/objects.js';
import { startKube } from '../support/kube/server.js';
import { sampled } from '../support/sampled.js';
import { base64, FORMS } from '../support/secret-forms.js';

const TOKEN = 't0k3n/"of\\all<them>&+%41-0123456789';
const HEADER = 'key of (the) vault: 7/8+9=&"x"';
const COOKIE = 's3ss10n~value';
const PASSWORD = 'p@ss/w0rd%&+=';
const USER = 'oper@tor';

let folder: string;
let lab: Lab;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-echoed-'));
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Probes in every format, with -v, and holds all that was printed and written against the secrets. */
async function shownNothing(args: readonly string[], secrets: readonly string[], size = false) {
  const at = mkdtempSync(join(folder, 'run-'));
  const formats = FORMAT_NAMES.flatMap((name) => ['--format', `${name}=${join(at, name)}`]);
  const ran = await swiftcheck(
    ...['probe', ...args, '-v', ...formats, '--save-evidence', join(at, 'evidence')],
    ...['--timeout', '5s', ...(size ? ['--size', '64K'] : [])],
  );
  expect([0, 1, 3], ran.stderr).toContain(ran.exitCode);
  expect(ran.stdout).toContain('(exit ');
  const written = readdirSync(at).map((name) => [name, readFileSync(join(at, name), 'utf8')]);
  expect(written).toHaveLength(FORMAT_NAMES.length + 1);
  const forms = secrets.flatMap((secret) =>
    Object.entries(FORMS).map(([form, write]) => ({
      what: `${secret} ${form}`,
      as: write(secret),
    })),
  );
  for (const [name = '', text = ''] of [['out', ran.stdout], ['err', ran.stderr], ...written]) {
    // A line may have been broken amid it.
    const texts = [text, text.replace(/\s+/g, ' ')];
    const shown = forms.filter(({ as }) => texts.some((one) => one.includes(as)));
    expect(
      shown.map(({ what }) => what),
      name,
    ).toEqual([]);
  }
  return { ...ran, evidence: readFileSync(join(at, 'evidence'), 'utf8') };
}

type Echo = (said: string, response: ServerResponse, request: IncomingMessage) => void;

const json = (status: number, body: object): Echo => {
  return (_said, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
};

/** Where a Swift, or what stands in front of it, repeats what it was asked with. */
const ECHOES: Readonly<Record<string, Echo>> = {
  'its error': (said, response, request) =>
    json(500, { code: 2, message: `rpc error: ${said}` })(said, response, request),
  'an error without a form': (said, response) =>
    void response.writeHead(500).end(`no upstream for ${said}`),
  'a page': (said, response) =>
    void response
      .writeHead(502, { 'content-type': 'text/html' })
      .end(`<html><body><pre>${said}</pre></body></html>`),
  'a complaint about plaintext': (said, response) =>
    void response
      .writeHead(400, { 'content-type': 'text/html' })
      .end(`${said} The plain HTTP request was sent to HTTPS port`),
  'a Status': (said, response, request) =>
    json(403, { kind: 'Status', status: 'Failure', message: said, reason: said, code: 403 })(
      ...([said, response, request] as const),
    ),
  'a redirect': (said, response) =>
    void response.writeHead(302, { location: `http://elsewhere.example/${encodeURI(said)}` }).end(),
  'the host of a redirect': (said, response) =>
    void response
      .writeHead(302, {
        location: `http://${Buffer.from(said).toString('hex')}.${COOKIE}.example/`,
      })
      .end(),
  'versions and names': (said, response, request) => {
    if (request.url === '/') json(501, { code: 12, message: said })(said, response, request);
    else if (request.url?.startsWith('/tiller/v2/version/json')) {
      const version = { sem_ver: 'v2.13.0', git_commit: said, git_tree_state: said };
      json(200, { Version: version })(said, response, request);
    } else if (request.method === 'GET') {
      const info = { status: { code: 'DEPLOYED' } };
      const release = { name: said, namespace: said, version: 1, info };
      json(200, { releases: [release, { ...release, name: said.slice(2) }] })(
        ...([said, response, request] as const),
      );
    } else json(500, { code: 2, message: said })(said, response, request);
  },
};

/** All headers of a request, each in that form. */
function saidBack({ headers }: IncomingMessage, write: (text: string) => string): string {
  const { authorization = '', cookie = '' } = headers;
  const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  const values = [authorization.replace(/^\w+ /, ''), String(headers['x-vault'] ?? '')];
  const cookies = cookie.split('; ').map((one) => one.replace(/^\w+=/, ''));
  const users = authorization.startsWith('Basic ') ? [basic, ...basic.split(/:(.*)/s)] : [];
  return [...values, cookie, ...cookies, ...users]
    .filter((value) => value.length > 3)
    .map((value) => write(value).replace(/[^\x20-\x7e]/g, ''))
    .join(' ');
}

async function echoing(echo: Echo): Promise<HttpTestServer> {
  const server = await startHttp((request, response) => {
    // Each request in a form of its own would leave forms out of one of the places.
    const said = Object.values(FORMS).map((write) => saidBack(request, write));
    echo(said.join(' '), response, request);
  });
  afterwards(() => server.close());
  return server;
}

const CARRIED = ['-H', `X-Vault: ${HEADER}`, '-H', `Cookie: a=${COOKIE}; b=1`];

describe.each(sampled(3, Object.entries(ECHOES)))(
  'a Swift that repeats a request in %s',
  (_place, echo) => {
    it('gives no token, header or cookie away', async () => {
      const swift = await echoing(echo);
      const at = [
        '--tiller',
        lab.tillerAddress,
        '--swift',
        swift.url,
        '--token',
        TOKEN,
        ...CARRIED,
      ];
      const secrets = [TOKEN, HEADER, COOKIE];
      const { evidence } = await shownNothing(at, secrets);
      expect(evidence).toContain('[redacted]');
      await shownNothing(at, secrets, true);
    });

    it('gives no user or password of the URL away', async () => {
      const swift = await echoing(echo);
      const user = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@`;
      const url = swift.url.replace('//', `//${user}`);
      const at = ['--tiller', lab.tillerAddress, '--swift', url];
      await shownNothing(at, [USER, PASSWORD, `${USER}:${PASSWORD}`]);
    });
  },
);

it.each([
  ...['http', 'swift', 'tiller', 'DEPLOYED', 'swiftcheck->swift', 'default', 'v2.13.0', 'true'],
  ...['127.0.0.1', '2026', 'kube-system', 'probe', '1'],
])('leaves a run as it is where it is the word %s', async (token) => {
  const at = ['--tiller', lab.tillerAddress, '--swift', lab.swiftUrl, '--size', '64K'];
  const plain = await swiftcheckJson('probe', ...at, '--token', TOKEN);
  const ran = await swiftcheckJson('probe', ...at, '--token', token);
  expect(ran.exitCode).toBe(plain.exitCode);
  expect(ran.report.target).toEqual(plain.report.target);
  expect(raised(ran.report)).toEqual(expect.arrayContaining(raised(plain.report)));
});

it.each([1, 40, 90, 110, 4000, 65_500])(
  'is not shown by half where it begins at character %i',
  async (before) => {
    const pages = [
      (said: string) => `${'.'.repeat(before)}${said}`,
      (said: string) => JSON.stringify({ code: 2, message: `${'.'.repeat(before)}${said}` }),
    ];
    for (const page of pages) {
      const swift = await startHttp((request, response) => {
        response.writeHead(500).end(page(`${request.headers.authorization ?? ''} and more`));
      });
      afterwards(() => swift.close());
      const at = ['--tiller', lab.tillerAddress, '--swift', swift.url, '--token', TOKEN];
      const { evidence } = await shownNothing(at, [TOKEN]);
      // The rest of the secret at a cut is too short to use.
      expect(evidence).not.toContain(JSON.stringify(TOKEN.slice(0, 5)).slice(1, -1));
    }
  },
);

it('is not shown by a Tiller that knows it', async () => {
  const details = Object.values(FORMS).map((write) => encodeURI(write(TOKEN)));
  const tiller = await tillerFront(lab.tillerAddress, () => ({
    code: status.UNKNOWN,
    details: details.join(' '),
  }));
  afterwards(() => tiller.close());
  const at = ['--tiller', tiller.address, '--swift', lab.swiftUrl, '--token', TOKEN];
  expect((await shownNothing(at, [TOKEN])).evidence).toContain('[redacted]');
});

describe('a cluster', () => {
  const SECRET = 'cl0ster-t0ken/+%41.abcdefgh';
  const said = Object.values(FORMS)
    .map((write) => write(SECRET))
    .join(' ');
  const name = `helm-api-${SECRET.replace(/[^\w]/g, '-')}`;
  const rules = [{ verbs: ['*'], resources: ['*'] }];

  it.each([
    ['a refusal of a port', { tiller: { refused: { code: 500, text: said } } }, {}],
    ['the channel of errors', { tiller: { fails: said } }, {}],
    [
      'names and reasons',
      {},
      {
        services: [swiftService()],
        pods: [
          tillerPod({ name: 'tiller', trouble: { waiting: SECRET, message: said } }),
          swiftPod({ image: `appscode/swift:${SECRET}`, trouble: { notReady: said } }),
        ],
      },
    ],
  ])('shows no token in %s', async (_place, portForwardTrouble, objects) => {
    const kube = await startKube({
      objects: {
        pods: [tillerPod({ name: 'tiller' }), swiftPod()],
        services: [swiftService()],
        ...objects,
      },
      ...{ portForwardTrouble, users: { tokens: { [SECRET]: { name, rules } } } },
    });
    afterwards(() => kube.close());
    const file = writeKubeconfig(join(folder, 'kubeconfig'), [contextOf(kube, SECRET)]);
    const { evidence } = await shownNothing(['--kubeconfig', file], [SECRET]);
    expect(evidence).toContain('[redacted]');
  });

  it('shows no user or password of its server and its proxy', async () => {
    const asked: string[] = [];
    const server = await startHttp((request, response) => {
      asked.push(request.headers.authorization ?? '');
      const text = saidBack(request, (value) => `${value} ${encodeURIComponent(value)}`);
      response.writeHead(403).end(JSON.stringify({ kind: 'Status', message: text, code: 403 }));
    });
    afterwards(() => server.close());
    const user = `//${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@`;
    const cluster = { server: server.url.replace('//', user) };
    const file = writeKubeconfig(join(folder, 'userinfo'), [
      { name: 'a', cluster, user: { token: 'not-sent-as-go' } },
    ]);
    const secrets = [USER, PASSWORD];
    const ran = await shownNothing(['--kubeconfig', file], secrets);
    expect(ran.evidence).toContain(`"server": "${server.url}"`);
    expect(new Set(asked)).toEqual(new Set([`Basic ${base64(`${USER}:${PASSWORD}`)}`]));
    const proxy = await startConnectProxy();
    afterwards(() => proxy.close());
    const through = proxy.url.replace('//', user);
    writeKubeconfig(file, [{ name: 'a', cluster: { server: server.url, 'proxy-url': through } }]);
    await shownNothing(['--kubeconfig', file], secrets);
  });

  it('shows neither the output nor the token of a plugin', async () => {
    const server = await startHttp((request, response) => {
      response.writeHead(500).end(`no ${request.headers.authorization ?? ''}`);
    });
    afterwards(() => server.close());
    mkdirSync(join(folder, 'plugins'), { recursive: true });
    const plugin = join(folder, 'plugins', 'plugin.mjs');
    const file = join(folder, 'plugins', 'kubeconfig');
    const apiVersion = 'client.authentication.k8s.io/v1';
    const exec = { apiVersion, command: process.execPath, args: [plugin] };
    writeKubeconfig(file, [{ name: 'a', cluster: { server: server.url }, user: { exec } }]);
    writeFileSync(plugin, `console.error(${JSON.stringify(SECRET)}); process.exit(3)`);
    const failed = await shownNothing(['--kubeconfig', file], [SECRET]);
    expect(failed.stdout.replace(/\s+/g, ' ')).toContain('ended with exit code 3. Its output');
    const status = JSON.stringify({ status: { token: SECRET } });
    writeFileSync(plugin, `console.log(${JSON.stringify(status)})`);
    expect((await shownNothing(['--kubeconfig', file], [SECRET])).evidence).toContain('[redacted]');
  });
});

describe('a dry run that fails', () => {
  const MANIFEST = 'kind: Secret\ndata: manifest-canary';
  const swiftWith = async (answer: (response: ServerResponse) => void) => {
    const swift = await startHttp((request, response) => {
      if (request.method === 'POST') answer(response);
      else {
        void fetch(`${lab.swiftUrl}${request.url ?? ''}`).then(async (passed) => {
          response.writeHead(passed.status, { 'content-type': 'application/json' });
          response.end(await passed.text());
        });
      }
    });
    afterwards(() => swift.close());
    return ['--tiller', lab.tillerAddress, '--swift', swift.url];
  };

  it.each([
    ['a page', 502, 'text/html', `<p>${MANIFEST}</p>`],
    ['a release', 500, 'application/json', JSON.stringify({ release: { manifest: MANIFEST } })],
    ['a Status', 503, 'application/json', JSON.stringify({ kind: 'Status', message: MANIFEST })],
    ['a long error', 500, 'application/json', errorText(`${'x'.repeat(400)}${MANIFEST}`)],
    ['more than an error', 500, 'application/json', errorText('too large', { of: MANIFEST })],
    ['a complaint', 400, 'text/plain', `${MANIFEST} HTTP request to an HTTPS server`],
  ])('is not quoted from %s', async (_what, status, type, body) => {
    const at = await swiftWith((response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    const { evidence } = await shownNothing(at, ['manifest-canary'], true);
    expect(evidence).toContain('"payload"');
  });

  it('is reported by its error text', async () => {
    const at = await swiftWith((response) => {
      response.writeHead(500).end(errorText('render error in "NOTES.txt"'));
    });
    const { evidence } = await shownNothing(at, [], true);
    expect(evidence).toContain('render error in \\"NOTES.txt\\"');
  });

  it('is not quoted at length from Tiller either', async () => {
    const tiller = await tillerFront(lab.tillerAddress, (method) =>
      method === 'InstallRelease'
        ? { code: status.UNKNOWN, details: `${'x'.repeat(400)} manifest-canary` }
        : null,
    );
    afterwards(() => tiller.close());
    const at = ['--tiller', tiller.address, '--swift', lab.swiftUrl];
    await shownNothing(at, ['manifest-canary'], true);
  });
});

function errorText(message: string, more: object = {}): string {
  return JSON.stringify({ error: message, code: 2, message, ...more });
}
