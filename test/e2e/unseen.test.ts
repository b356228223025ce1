// An unseen success does not count: answers over real sockets that say success and hold something else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { afterwards } from '../support/afterwards.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { always, passOn, startHttp, type Handler } from '../support/http-server.js';
import { writeKubeconfig } from '../support/kube/kubeconfig.js';
import { sampled } from '../support/sampled.js';
import { entry, sayingTiller, type Says } from '../support/saying-tiller.js';

const CURED = 'swift@0.11.1,tiller@2.13.0';
/** Stands for a value in what comes; no output may hold it. */
const SECRET = 'hunter2-7Xq';
const SIZE = 2048;
const NOTES = 'x'.repeat(SIZE);

async function lab(pair = CURED, data = 'small'): Promise<Lab> {
  const running = await startLab({ ...labPair(pair), data: dataSet(data) });
  afterwards(() => running.close());
  return running;
}

async function serve(handler: Handler): Promise<string> {
  const server = await startHttp(handler);
  afterwards(() => server.close());
  return server.url;
}

/** The lab's Swift, but for the requests that `concerns` picks. */
function swiftWith({ swiftUrl }: Lab, concerns: (line: string) => boolean, odd: Handler) {
  const healthy = passOn(swiftUrl);
  return serve((request, response) => {
    if (concerns(`${request.method ?? ''} ${request.url ?? ''}`)) odd(request, response);
    else void healthy(request, response);
  });
}

async function tillerWith(says: Says): Promise<string> {
  const tiller = await sayingTiller(says);
  afterwards(() => tiller.close());
  return tiller.address;
}

/** Probes, saves, reports from what was saved, and finds nothing of the body in any output. */
async function probe(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-unseen-'));
  afterwards(() => rmSync(folder, { recursive: true }));
  const saved = join(folder, 'evidence.json');
  const flags = ['--timeout', '10s', '--save-evidence', saved, '-v'];
  const ran = await swiftcheckJson('probe', ...args, ...flags);
  const later = await swiftcheck('report', saved);
  expect(later.exitCode).toBe(ran.exitCode);
  for (const output of [ran.stdout, ran.stderr, later.stdout, later.stderr]) {
    expect(output).not.toContain(SECRET);
    expect(output).not.toMatch(/\bundefined\b|\bNaN\b|^ {4}at /m);
  }
  return { ...ran, text: later.stdout.replace(/\s+/g, ' ') };
}

const release = (name: string, notes?: string, more: object = {}) =>
  JSON.stringify({
    release: { name, info: { status: { notes } }, config: { raw: SECRET }, ...more },
  });

/** Bodies of an answer to the dry run, made of the name that was asked for. */
const DRY_RUNS: [what: string, body: (name: string) => string, says: RegExp][] = [
  ['a login page', () => `<html>${SECRET}</html>`, /HTTP 200, but with a body that is not JSON\./],
  ['an empty body', () => '', /HTTP 200, but with an empty body\./],
  ['null', () => 'null', /HTTP 200, but with an empty value\./],
  ['an array', (name) => `[${release(name, NOTES)}]`, /HTTP 200, but with an array\./],
  ['cut JSON', (name) => release(name, NOTES).slice(0, -9), /not a complete JSON object\./],
  ['deep JSON', () => '{"release":'.repeat(500_000), /JSON of more than 64 levels\./],
  ['an error object', () => `{"code":2,"message":"${SECRET}"}`, /with an error object\./],
  ['an empty object', () => '{}', /with an empty object\./],
  ['no NOTES', (name) => release(name), /with the release without its NOTES\./],
  ['half of the NOTES', (name) => release(name, NOTES.slice(SIZE / 2)), /1,024 of the 2,048 bytes/],
  ['other NOTES', (name) => release(name, 'y'.repeat(SIZE)), /with NOTES that differ/],
  ['another release', (name) => release(`${name}0`, NOTES), /with a release of another name\./],
  ['more after it', (name) => `${release(name, NOTES)}{}`, /with JSON followed by more data\./],
];

describe('a dry run through Swift', () => {
  const answering = async (body: (name: string) => string, end?: Handler) => {
    const running = await lab();
    const url = await swiftWith(
      running,
      (line) => line.startsWith('POST '),
      (request, response) => {
        const name = /releases\/([^/]+)\/json/.exec(request.url ?? '')?.[1] ?? '';
        // All of it is read, so that the connection does not end before the answer.
        request.resume().once('end', () => {
          if (end) end(request, response);
          else always(200, 'application/json', body(name))(request, response);
        });
      },
    );
    return probe('--tiller', running.tillerAddress, '--swift', url, '--size', `${SIZE}`);
  };

  it.each(sampled(2, DRY_RUNS))('does not pass with %s', async (_what, body, says) => {
    const { exitCode, report, text } = await answering(body);
    expect(exitCode).toBe(1);
    expect(raised(report)).toContain('payload-not-returned');
    expect(report.evidence.payload).toMatchObject({
      direct: { ok: true },
      viaSwift: { ok: false },
    });
    expect(text).toMatch(says);
  });

  it('passes with the release and its NOTES, whatever else the release holds', async () => {
    const { exitCode, report } = await answering((name) =>
      release(name, NOTES, { version: 1, chart: { files: [{ value: 'AAAA' }] } }),
    );
    expect(exitCode).toBe(0);
    expect(report.evidence.payload).toMatchObject({ viaSwift: { ok: true } });
  });

  it('does not pass with a whole body that is shorter than it was said to be', async () => {
    const { exitCode, report } = await answering(
      () => '',
      (request, response) => {
        const name = /releases\/([^/]+)\/json/.exec(request.url ?? '')?.[1] ?? '';
        const body = release(name, NOTES);
        response.writeHead(200, { 'content-length': body.length + 1 });
        response.write(body, () => response.socket?.end());
      },
    );
    expect(exitCode).not.toBe(0);
    expect(report.evidence.payload).toMatchObject({ viaSwift: { ok: false } });
  });

  it.each(sampled(3, SWIFT_RELEASES).map(({ version }) => version))(
    'passes with Swift %s',
    async (version) => {
      const running = await lab(`swift@${version},tiller@2.13.0`);
      const targets = ['--tiller', running.tillerAddress, '--swift', running.swiftUrl];
      const { report } = await probe(...targets, '--swift-version', version, '--size', '300K');
      expect(report.evidence.payload).toMatchObject({
        direct: { ok: true },
        viaSwift: { ok: true },
      });
    },
  );

  it.each(['2.0.0', '2.5.0', '2.8.2', '2.9.1', '2.17.0'])(
    'passes with Tiller %s',
    async (tiller) => {
      const running = await lab(`swift@0.11.1,tiller@${tiller}`);
      const targets = ['--tiller', running.tillerAddress, '--swift', running.swiftUrl];
      const { report } = await probe(...targets, '--swift-version', '0.11.1', '--size', '300K');
      expect(report.evidence.payload).toMatchObject({
        direct: { ok: true },
        viaSwift: { ok: true },
      });
    },
  );
});

describe('a dry run that Tiller answers itself', () => {
  const rendered = (name: string, notes: string) => ({ name, info: { status: { notes } } });
  it.each<[string, (name: string) => object, RegExp]>([
    ['nothing', () => ({}), /without an error, but with no release\./],
    ['a bare release', () => ({ release: {} }), /but with a release without a name\./],
    ['another', () => ({ release: rendered('web', NOTES) }), /with a release of another name\./],
    ['no NOTES', (name) => ({ release: { name } }), /with the release without its NOTES\./],
    ['half', (name) => ({ release: rendered(name, NOTES.slice(1024)) }), /1,024 of the 2,048/],
    ['others', (name) => ({ release: rendered(name, SECRET) }), /with NOTES that differ/],
  ])('does not pass with %s', async (_what, installed, says) => {
    const { swiftUrl } = await lab();
    const address = await tillerWith({ list: [], installed });
    const ran = await probe('--tiller', address, '--swift', swiftUrl, '--size', `${SIZE}`);
    const finding = ran.report.findings.find(({ code }) => code === 'payload-not-returned');
    expect(finding).toMatchObject({ outcome: 'fail', hop: 'swiftcheck->tiller' });
    expect(ran.exitCode).toBe(1);
    expect(ran.text).toMatch(says);
  });
});

describe("Swift's list", () => {
  const listing = async (body: string, data = 'small') => {
    const running = await lab(CURED, data);
    const url = await swiftWith(
      running,
      (line) => line.includes('/releases/json'),
      always(200, 'application/json', body),
    );
    return probe('--tiller', running.tillerAddress, '--swift', url);
  };

  it.each([
    ['an object', '{"releases":{}}', /an object whose field "releases" is an object\./],
    ['an object of releases', `{"releases":{"${SECRET}":{"name":"a"}}}`, /is an object\./],
    ['text', `{"releases":"${SECRET}"}`, /is a string\./],
    ['a number', '{"releases":3}', /is a number\./],
    ['null', '{"releases":null}', /is an empty value\./],
    ['a list of lists', '{"releases":[[]]}', /a list with an array in it\./],
    ['a list of text', `{"releases":["${SECRET}"]}`, /a list with a string in it\./],
    ['nameless releases', '{"releases":[{"version":1}]}', /with a release without a name\./],
    ['two lists', '{"releases":[],"releases":[]}', /an object with the same field twice\./],
    ['a list and more', '{"releases":[]}\n{"releases":[]}', /JSON followed by more data\./],
    ['an error', `{"code":13,"message":"${SECRET}"}`, /an error object\./],
    ['another error', `{"error":"${SECRET}","code":13}`, /an error object\./],
    ['something else', `{"${SECRET}":[]}`, /an object with an unknown field\./],
    ['nothing', '', /an empty body\./],
    [
      'letters that are none',
      Buffer.from('{"releases":[]}\xff', 'latin1').toString('latin1'),
      /followed by/,
    ],
  ])('is none where it is %s', async (_what, body, says) => {
    const { exitCode, report, text } = await listing(body);
    expect(exitCode).toBe(1);
    expect(raised(report)).toContain('swift-list-failed');
    expect(report.evidence.swift.list).toMatchObject({ ok: false, failure: { httpStatus: 200 } });
    expect(text).toMatch(says);
    expect(text).toContain('No version of Swift sends this answer to a list request.');
  });

  it('is empty where it is {}, and differs from one of Tiller that is not', async () => {
    const empty = await listing('{}', 'empty');
    expect(empty.report.evidence.swift.list).toMatchObject({ ok: true, value: { releases: [] } });
    expect(raised(empty.report)).not.toContain('list-differs');
    const differs = await listing('{}');
    expect(raised(differs.report)).toContain('list-differs');
    expect(differs.exitCode).toBe(1);
  });
});

describe("Tiller's list", () => {
  const three = ['alpha', 'beta', 'gamma'].map(entry);
  const whole = { count: 3, total: 3, releases: three };
  const many = Array.from({ length: 512 }, (_, index) => entry(`tiny-${index}`));
  const halves = [three.slice(0, 1), three.slice(1)];
  const listing = async (list: readonly object[]) => {
    const { swiftUrl } = await lab();
    const address = await tillerWith({ list });
    return probe('--tiller', address, '--swift', swiftUrl, '--swift-version', '0.11.1');
  };

  it.each<[string, object[], RegExp]>([
    ['fewer than counted', [{ ...whole, count: 4, total: 4 }], /announced 4 entries and sent 3/],
    ['more than counted', [{ ...whole, count: 2, total: 2 }], /announced 2 entries and sent 3/],
    ['none of those counted', [{ count: 3, total: 3 }], /announced 3 entries and sent 0/],
    ['no count', [{ releases: three }], /announced 0 entries and sent 3/],
    ['less than nothing', [{ ...whole, count: -3 }], /announced -3 entries and sent 3/],
    [
      'beyond all',
      [{ ...whole, count: '9223372036854775807' }],
      /announced about 9\.2e\+18 entries/,
    ],
    ['a message lost', [{ ...whole, releases: halves[0] }], /announced 3 entries and sent 1/],
    [
      'a count for each message',
      halves.map((releases) => ({
        ...{ count: releases.length, total: releases.length, releases },
      })),
      /count 1, total 1, next "", count 2, total 2, next ""/,
    ],
    [
      'more that match, and none left',
      [{ ...whole, total: 9 }],
      /Without next, count and total are equal\./,
    ],
    [
      'a list that ends early',
      [{ ...whole, total: 9, next: 'delta' }],
      /With next, count is 512: Tiller cuts a list there and nowhere else\./,
    ],
    [
      'some left of all that match',
      [{ count: 512, total: 512, next: 'tiny-512', releases: many }],
      /With next, total is larger than count\./,
    ],
  ])('is incomplete with %s', async (_what, list, says) => {
    const { exitCode, report, text } = await listing(list);
    expect(raised(report)).toContain('list-incomplete');
    expect(raised(report)).not.toContain('list-truncated');
    expect(exitCode).toBe(1);
    expect(text).toMatch(says);
  });

  it.each<[string, object[]]>([
    ['one message', [whole]],
    ['several messages', halves.map((releases) => ({ ...whole, releases }))],
    ['an empty message before', [{ ...whole, releases: [] }, whole]],
    ['no message', []],
    ['an empty message', [{}]],
    ['a list that is cut', [{ count: 512, total: 520, next: 'tiny-512', releases: many }]],
  ])('is as announced with %s', async (_what, list) => {
    expect(raised((await listing(list)).report)).not.toContain('list-incomplete');
  });
});

describe('a cluster in which nothing can be looked for', () => {
  const statusOf = (code: number, message: string) =>
    JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });
  const NO_PATH = statusOf(404, 'the server could not find the requested resource');
  const kubeconfig = (server: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-unseen-'));
    afterwards(() => rmSync(folder, { recursive: true }));
    return writeKubeconfig(join(folder, 'config'), [
      { name: 'odd', cluster: { server }, user: { token: SECRET } },
    ]);
  };
  const API_SERVERS: [what: string, answer: Handler][] = [
    ['404 to each search', always(404, 'application/json', NO_PATH)],
    ['404 with a page', always(404, 'text/html', '<html>nothing here</html>')],
    ['an empty object', always(200, 'application/json', '{}')],
    ['a Status with 200', always(200, 'application/json', statusOf(200, 'ok'))],
    ['lists that are none', always(200, 'application/json', '{"items":{}}')],
    [
      '404 once all namespaces are asked',
      (request, response) => {
        const one = request.url?.includes('/namespaces/') === true;
        const kind = request.url?.includes('/pods') === true ? 'PodList' : 'ServiceList';
        const list = JSON.stringify({ kind, apiVersion: 'v1', metadata: {}, items: [] });
        always(one ? 200 : 404, 'application/json', one ? list : NO_PATH)(request, response);
      },
    ],
  ];

  describe.each(API_SERVERS)('an API server that answers %s', (_what, answer) => {
    it.each(['probe', 'versions'])('ends %s with exit code 3', async (command) => {
      const file = kubeconfig(await serve(answer));
      const { exitCode, stdout } = await swiftcheck(command, '--kubeconfig', file);
      expect(exitCode).toBe(3);
      expect(stdout).toContain('Could not check: ');
      expect(stdout).not.toContain('Nothing found');
    });

    it('ends with 3 if one of the two was given', async () => {
      const { tillerAddress, swiftUrl } = await lab();
      const file = kubeconfig(await serve(answer));
      for (const given of [
        ['--tiller', tillerAddress],
        ['--swift', swiftUrl],
        ['--tiller', tillerAddress, '--swift-service', 'kube-system/helm-api'],
      ]) {
        const { exitCode, report } = await swiftcheckJson(
          'versions',
          ...['--kubeconfig', file, ...given],
        );
        expect(exitCode).toBe(3);
        expect(report.verdict.outcome).toBe('incomplete');
      }
    });
  });
});
