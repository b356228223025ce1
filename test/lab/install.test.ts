import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import type { MessageObject } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import { http, listMessage, TillerClient, type HttpAnswer } from '../support/lab-client.js';

async function start(swift: string, tiller: string): Promise<{ lab: Lab; client: TillerClient }> {
  const [swiftRelease, tillerRelease] = [findSwift(swift), findTiller(tiller)];
  if (!swiftRelease || !tillerRelease) throw new Error('no such release');
  const data = dataSet('empty');
  const lab = await startLab({ swift: swiftRelease, tiller: tillerRelease, data });
  const client = new TillerClient(lab.tillerAddress, `v${tiller}`);
  afterwards(() => client.close());
  afterwards(() => lab.close());
  return { lab, client };
}

const metadata = { name: 'demo', version: '1.0.0', description: 'A data set release' };
const notesChart = (bytes: number) => ({
  metadata,
  templates: [{ name: 'templates/NOTES.txt', data: Buffer.from(`{{ repeat ${bytes} "x" }}`) }],
  values: {},
});
const configMap = {
  name: 'templates/cm.yaml',
  data: Buffer.from('kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: {{ .Release.Name }}-cm\n'),
};

async function stored(client: TillerClient): Promise<string[]> {
  const { messages } = await client.list({ status_codes: [0, 1, 2, 3, 4, 5, 6, 7, 8] });
  return messages.flatMap((message) => listMessage(message).releases.map(({ name }) => name));
}

describe('a dry run', () => {
  // The fraction of a second in the answer takes one byte less in the first quarter of a second.
  beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1, 0, 0, 0, 500) }));
  afterAll(() => vi.useRealTimers());

  const request = (bytes: number): MessageObject => ({
    name: 'probe',
    namespace: 'default',
    dry_run: true,
    chart: notesChart(bytes),
    values: {},
  });

  // 4,194,476 and 21,000,177 are what a real Tiller was measured with.
  it('answers with the NOTES, in a message of the measured size, and stores nothing', async () => {
    const { client } = await start('0.9.0', '2.10.0');
    const { code, messages } = await client.unary('InstallRelease', request(4_194_300));
    expect([code, messages[0]?.length]).toEqual([0, 4_194_476]);
    expect(await client.answer('InstallRelease', request(3))).toMatchObject({
      release: {
        name: 'probe',
        version: 1,
        info: { status: { code: 6, notes: 'xxx' }, Description: 'Dry run complete' },
        chart: { metadata: { name: 'demo' } },
        config: { raw: '' },
        manifest: '',
      },
    });
    expect(await stored(client)).toEqual([]);
  });

  it('is refused by Tiller above its limit', async () => {
    const { client } = await start('0.9.0', '2.10.0');
    expect(await client.unary('InstallRelease', request(21_000_000))).toMatchObject({
      code: 8,
      details: 'grpc: trying to send message larger than max (21000177 vs. 20971520)',
    });
  });

  const viaSwift = async (swift: string, bytes: number): Promise<HttpAnswer> => {
    const { lab } = await start(swift, '2.10.0');
    const chart = notesChart(bytes);
    const templates = chart.templates.map(({ name, data }) => ({
      name,
      data: data.toString('base64'),
    }));
    return http(`${lab.swiftUrl}/tiller/v2/releases/probe/json`, {
      method: 'POST',
      body: JSON.stringify({ chart: { ...chart, templates }, dry_run: true }),
    });
  };
  const received = 'grpc: received message larger than max (4194476 vs. 4194304)';
  const sending = 'grpc: trying to send message larger than max (21000177 vs. 20971520)';
  it.each([
    ['0.6.0', 4_193_000, 200, ''],
    ['0.9.0', 4_193_000, 200, ''],
    ['0.11.1', 4_193_000, 200, ''],
    ['0.6.0', 4_194_300, 200, ''],
    ['0.9.0', 4_194_300, 403, received],
    ['0.11.1', 4_194_300, 403, received],
    ['0.6.0', 21_000_000, 403, sending],
    ['0.9.0', 21_000_000, 403, sending],
    ['0.11.1', 21_000_000, 403, sending],
  ])('through Swift %s with %i bytes: %i', async (swift, bytes, status, message) => {
    const answer = await viaSwift(swift, bytes);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body.length).toBeGreaterThan(bytes);
    else expect(JSON.parse(answer.body.toString())).toEqual({ code: 8, message });
  });
});

describe('an install', () => {
  it('stores what it rendered, and its name is taken then', async () => {
    const { client } = await start('0.9.0', '2.10.0');
    const request = { name: 'web', namespace: 'prod', chart: { metadata, templates: [configMap] } };
    await client.answer('InstallRelease', request);
    expect(await client.answer('GetReleaseContent', { name: 'web' })).toMatchObject({
      release: {
        namespace: 'prod',
        version: 1,
        info: { status: { code: 1 }, Description: 'Install complete' },
        manifest:
          '\n---\n# Source: demo/templates/cm.yaml\nkind: ConfigMap\napiVersion: v1\nmetadata:\n  name: web-cm',
      },
    });
    for (const dry_run of [false, true]) {
      expect(await client.unary('InstallRelease', { ...request, dry_run })).toMatchObject({
        code: 2,
        details:
          'a release named web already exists.\n' +
          'Run: helm ls --all web; to check the status of the release\n' +
          'Or run: helm del --purge web; to delete it',
      });
    }
    expect(await client.unary('InstallRelease', { ...request, reuse_name: true })).toMatchObject({
      details: 'a release named web is in use, cannot re-use a name that is still in use',
    });
  });

  it('without objects fails, is stored all the same, and can be purged', async () => {
    const { client } = await start('0.9.0', '2.10.0');
    const file = { type_url: 'payload', value: Buffer.alloc(1000) };
    const request = { name: 'probe', namespace: 'default', chart: { metadata, files: [file] } };
    expect(await client.unary('InstallRelease', request)).toMatchObject({
      code: 2,
      details: 'release probe failed: no objects visited',
    });
    expect(await client.answer('GetReleaseContent', { name: 'probe' })).toMatchObject({
      release: {
        info: { status: { code: 4 }, Description: 'Release "probe" failed: no objects visited' },
        chart: { files: [file] },
      },
    });
    await client.answer('UninstallRelease', { name: 'probe', purge: true });
    expect(await stored(client)).toEqual([]);
  });

  it('may reuse the name of what was deleted, and goes on counting', async () => {
    const { client } = await start('0.9.0', '2.10.0');
    const request = { name: 'web', chart: { metadata, templates: [configMap] }, reuse_name: true };
    await client.answer('InstallRelease', request);
    const deleted = await client.answer('UninstallRelease', { name: 'web' });
    expect(deleted).toMatchObject({
      release: { info: { status: { code: 2 }, Description: 'Deletion complete' } },
    });
    const again = await client.answer('InstallRelease', request);
    expect(again).toMatchObject({ release: { version: 2, info: { status: { code: 1 } } } });
    expect(await client.answer('GetHistory', { name: 'web', max: 9 })).toMatchObject({
      releases: [{ version: 2 }, { version: 1, info: { status: { code: 3 } } }],
    });
    await client.answer('UninstallRelease', { name: 'web', purge: true });
    expect(await stored(client)).toEqual([]);
  });

  it.each([
    [{ name: 'a' }, 'no chart provided'],
    [
      { name: 'a'.repeat(54), chart: { metadata } },
      `release name "${'a'.repeat(54)}" exceeds max length of 53`,
    ],
    [
      {
        name: 'a',
        chart: {
          metadata,
          templates: [{ name: 'templates/a.yaml', data: Buffer.from('{{ .Values.x }}') }],
        },
      },
      'render error in "demo/templates/a.yaml": the lab\'s templates have no {{ .Values.x }}',
    ],
  ])('fails for %o', async (request, details) => {
    const { client } = await start('0.9.0', '2.10.0');
    expect(await client.unary('InstallRelease', request)).toMatchObject({ code: 2, details });
    expect(await stored(client)).toEqual([]);
  });

  it('without a name makes one up', async () => {
    const { client } = await start('0.9.0', '2.10.0');
    await client.answer('InstallRelease', { chart: { metadata, templates: [configMap] } });
    expect(await stored(client)).toEqual([expect.stringMatching(/^[a-z]+-[a-z]+$/)]);
  });

  it('through Swift goes to namespace default, and DELETE with purge ends it', async () => {
    const { lab, client } = await start('0.11.1', '2.13.0');
    const url = `${lab.swiftUrl}/tiller/v2/releases/web/json`;
    const template = { name: configMap.name, data: configMap.data.toString('base64') };
    const installed = await http(url, {
      method: 'POST',
      body: JSON.stringify({ chart: { metadata, templates: [template] }, timeout: '300' }),
    });
    expect(installed.status).toBe(200);
    expect(JSON.parse(installed.body.toString())).toMatchObject({
      release: { name: 'web', namespace: 'default', config: {}, version: 1 },
    });
    expect(await stored(client)).toEqual(['web']);
    const purged = await http(`${url}?purge=true`, { method: 'DELETE' });
    expect(purged.status).toBe(200);
    expect(JSON.parse(purged.body.toString())).toMatchObject({
      release: { info: { status: { code: 'DELETED' }, Description: 'Deletion complete' } },
    });
    expect(await stored(client)).toEqual([]);
  });
});
