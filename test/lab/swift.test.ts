// What the lab's Swift does beyond the recorded requests.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import type { DataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.js';
import { fromFields } from '../../src/lab/stored-release.js';
import { http, type HttpOptions } from '../support/lab-client.js';

const release = (name: string, code: string, namespace: string, values = '') =>
  fromFields({
    name,
    namespace,
    version: 1,
    info: { status: { code }, last_deployed: { seconds: 1, nanos: 500_000_000 } },
    chart: {
      metadata: { name: 'demo', annotations: { z: '1', a: '<&>' } },
      values: { raw: 'b: 1\na: x\n' },
    },
    config: { raw: values },
    hooks: [{ name: 'h', events: ['PRE_INSTALL', 'CRD_INSTALL'], weight: -5 }],
  });

const data: DataSet = {
  name: 'test',
  releases: [
    release('one', 'DEPLOYED', 'default', 'yes: [1, "\u2028"]\n'),
    release('two', 'PENDING_UPGRADE', 'prod'),
    release('three', 'FAILED', 'prod'),
  ],
};

const running: Lab[] = [];
afterAll(() => Promise.all(running.map((lab) => lab.close())));

async function start(swift: string, options: Partial<LabOptions> = {}): Promise<Lab> {
  const [swiftRelease, tiller] = [findSwift(swift), findTiller('2.8.2')];
  if (!swiftRelease || !tiller) throw new Error('no such release');
  const lab = await startLab({ swift: swiftRelease, tiller, data, ...options });
  running.push(lab);
  return lab;
}

async function ask(lab: Lab, path: string, options: HttpOptions = {}) {
  const { status, body } = await http(`${lab.swiftUrl}/tiller/v2/${path}`, options);
  return { status, text: body.toString() };
}

async function names(lab: Lab, query: string): Promise<string[]> {
  const { text } = await ask(lab, `releases/json?${query}`);
  const { releases = [] } = JSON.parse(text) as { releases?: { name: string }[] };
  return releases.map(({ name }) => name);
}

describe('lists', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await start('0.11.1');
  });

  it('of all statuses leave the pending ones out up to 0.10.0', async () => {
    expect(await names(await start('0.10.0'), 'all=true')).toEqual(['one', 'three']);
    expect(await names(lab, 'all=1')).toEqual(['one', 'three', 'two']);
  });

  it('without a namespace mean `default` up to 0.4.0', async () => {
    const old = await start('0.4.0');
    expect(await names(old, 'all=true')).toEqual(['one']);
    expect(await names(old, 'all=true&namespace=prod')).toEqual(['three']);
  });

  it('take statuses by name, and ignore other words', async () => {
    expect(await names(lab, 'status_codes=FAILED&status_codes=PENDING_UPGRADE')).toEqual([
      'three',
      'two',
    ]);
    expect(await names(lab, 'status_codes=toString')).toEqual(['one']);
  });

  it('pass sorting, paging and filter on', async () => {
    expect(await names(lab, 'all=true&sort_by=NAME&sort_order=DESC&limit=2')).toEqual([
      'two',
      'three',
    ]);
    expect(await names(lab, 'all=true&sort_by=1&offset=three')).toEqual(['three', 'two']);
    expect(await names(lab, 'all=true&filter=%5Et')).toEqual(['three', 'two']);
  });

  it('that are empty are no error with a Tiller that sends one message', async () => {
    for (const swift of ['0.9.0', '0.11.1']) {
      expect(await ask(await start(swift), 'releases/json?namespace=ceph')).toEqual({
        status: 200,
        text: '{}',
      });
    }
  });
});

describe('JSON', () => {
  it('is what the gateway makes of a release', async () => {
    const lab = await start('0.12.1');
    const { text } = await ask(lab, 'releases/one/content/json');
    expect(text).toBe(
      '{"release":{"name":"one","info":{"status":{"code":"DEPLOYED"},' +
        '"last_deployed":"1970-01-01T00:00:01.500Z"},"chart":{"metadata":{"name":"demo",' +
        '"annotations":{"a":"\\u003c\\u0026\\u003e","z":"1"}},"values":{"raw":"b: 1\\na: x\\n"}},' +
        '"config":{"raw":"yes: [1, \\"\\u2028\\"]\\n"},' +
        '"hooks":[{"name":"h","events":["PRE_INSTALL","CRD_INSTALL"],"weight":-5}],' +
        '"version":1,"namespace":"default"}}',
    );
  });

  it('has values as JSON where that is asked for', async () => {
    const lab = await start('0.12.1');
    const { text } = await ask(lab, 'releases/one/content/json?format_values_as_json=true');
    expect(JSON.parse(text)).toMatchObject({
      release: {
        config: { raw: '{"true":[1,"\\u2028"]}' },
        chart: { values: { raw: '{"a":"x","b":1}' } },
      },
    });
  });

  it('of a history without `max` is empty', async () => {
    const lab = await start('0.12.1');
    expect((await ask(lab, 'releases/one/json')).text).toBe('{}');
    expect((await ask(lab, 'releases/one/json?max=1')).text).toContain('"name":"one"');
  });
});

describe('requests', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await start('0.9.0');
  });

  it.each([
    ['releases/one/rollback/json', 501, 'Not Implemented'],
    [
      'releases/json?limit=99999999999999999999',
      400,
      'strconv.ParseInt: parsing "99999999999999999999": value out of range',
    ],
    [
      'releases/one/json?max=3000000000',
      400,
      'strconv.ParseInt: parsing "3000000000": value out of range',
    ],
    ['releases/one/json?max=', 400, 'strconv.ParseInt: parsing "": invalid syntax'],
    [
      'releases/json?sort_order=constructor',
      400,
      'constructor is not a valid v2.ListSort_SortOrder',
    ],
    ['releases/json?sort_order=up', 400, 'up is not a valid v2.ListSort_SortOrder'],
    ['releases/json?sort_by=CHART_NAME', 400, 'CHART_NAME is not a valid v2.ListSort_SortBy'],
    ['releases/json/', 501, 'Not Implemented'],
    [
      'releases/a%20b/status/json',
      500,
      'invalid release name, must match regex ^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])+$ and the length must not longer than 53',
    ],
    ['releases//content/json', 500, 'no release provided'],
    ['/version/json', 501, 'Not Implemented'],
  ])('%s: %i', async (path, status, message) => {
    const answer = await ask(lab, path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ message });
  });

  it.each([
    ['', 'EOF'],
    ['{"chart": 1}', 'json: cannot unmarshal number into Go value of type v2.Chart'],
    ['{"dry_run": "yes"}', 'json: cannot unmarshal string into Go value of type bool'],
    ['{"colour": "red"}', 'unknown field "colour" in v2.InstallReleaseRequest'],
    ['{"constructor": 1}', 'unknown field "constructor" in v2.InstallReleaseRequest'],
  ])('POST %s is refused', async (body, message) => {
    const answer = await ask(lab, 'releases/x/json', { method: 'POST', body });
    expect(answer).toEqual({ status: 400, text: JSON.stringify({ code: 3, message }) });
  });

  it('POST of what is no JSON is refused', async () => {
    const answer = await ask(lab, 'releases/x/json', { method: 'POST', body: '{' });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 3 });
  });

  it('PUT is not in the lab, DELETE of what is not there fails', async () => {
    expect(await ask(lab, 'releases/x/json', { method: 'PUT', body: '{}' })).toMatchObject({
      status: 501,
    });
    expect(await ask(lab, 'releases/x/json', { method: 'DELETE' })).toEqual({
      status: 500,
      text: '{"code":2,"message":"release: \\"x\\" not found"}',
    });
  });

  it('of a form find what GET finds, as a plain `curl -d` sends it', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await ask(lab, 'version/json', { method: 'POST', headers, body: 'x' })).toEqual({
      status: 200,
      text: '{"Version":{"sem_ver":"v2.8.2"}}',
    });
  });

  it('with a broken path are refused and the server goes on', async () => {
    expect(await ask(lab, 'releases/%zz/status/json')).toEqual({
      status: 400,
      text: '400 Bad Request',
    });
    expect(await ask(lab, 'version/json')).toMatchObject({ status: 200 });
  });

  it('over what Swift takes from its gateway are refused', async () => {
    const body = JSON.stringify({ chart: { metadata: { name: 'x'.repeat(4_194_304) } } });
    const words: Record<string, object> = {
      '0.6.0': {
        status: 500,
        text: expect.stringMatching(
          /^{"code":13,"message":"grpc: received message length \d+ exceeding the max size 4194304"}$/,
        ) as string,
      },
      '0.9.0': {
        status: 403,
        text: expect.stringMatching(
          /^{"code":8,"message":"grpc: received message larger than max \(\d+ vs\. 4194304\)"}$/,
        ) as string,
      },
    };
    for (const [swift, expected] of Object.entries(words)) {
      const answer = await ask(await start(swift), 'releases/x/json', { method: 'POST', body });
      expect(answer).toMatchObject(expected);
    }
  });
});

describe('a slow Tiller', () => {
  it('is waited for', async () => {
    const lab = await start('0.11.1', { tillerDelayMs: 30 });
    expect(await ask(lab, 'version/json')).toMatchObject({ status: 200 });
  });

  it('is not, once the write timeout is over', async () => {
    const lab = await start('0.11.1', { tillerDelayMs: 30, swiftTimeouts: { writeMs: 5 } });
    await expect(ask(lab, 'version/json')).rejects.toThrow('socket hang up');
  });

  it('does not keep the lab from closing', async () => {
    const lab = await start('0.11.1', { tillerDelayMs: 3_600_000 });
    const waiting = ask(lab, 'version/json').catch((error: unknown) => error);
    await ask(lab, 'nothing');
    await lab.close();
    expect(await waiting).toBeInstanceOf(Error);
  });
});

describe('every release', () => {
  it.each(SWIFT_RELEASES.map(({ version }) => version))('%s lists', async (version) => {
    expect(await names(await start(version), 'namespace=default')).toEqual(['one']);
  });
});
