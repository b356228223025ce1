// A dry run counts where the answer holds the whole release, on either side.
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/evidence/observation.js';
import type { TillerVersion } from '../../src/evidence/types.js';
import { dryRun } from '../../src/gather/payload.js';
import { SwiftClient } from '../../src/gather/swift-client.js';
import { decode } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import { callsTo, holding, type Calls } from '../support/held-tiller.js';
import { always, startHttp, type Handler } from '../support/http-server.js';
import { swiftEndpoint } from '../support/lab-targets.js';
import { sayingTiller } from '../support/saying-tiller.js';
import { text } from 'node:stream/consumers';

const VERSION: Observation<TillerVersion> = {
  ...{ ok: true, ms: 1 },
  value: { semVer: 'v2.13.0', gitCommit: '', gitTreeState: '' },
};
const SIZE = 500;
const NOTES = 'x'.repeat(SIZE);
const REFUSED = always(500, 'application/json', '{"code":2,"message":"no"}');

/** A dry run with a Swift that answers so. */
async function tried({ run, tiller }: Calls, swift: Handler = REFUSED, version = VERSION) {
  const server = await startHttp(swift);
  afterwards(() => server.close());
  const client = new SwiftClient(swiftEndpoint(server.url), run);
  afterwards(() => client.close());
  return dryRun(run, tiller, version, client, SIZE);
}

it('asks both sides to render the same chart, and to store nothing of it', async () => {
  const requests: object[] = [];
  const bodies: unknown[] = [];
  const calls = await holding([], (_method, request) => {
    requests.push(decode('hapi.services.tiller.InstallReleaseRequest', request));
    return null;
  });
  const payload = await tried(calls, (request, response) => {
    void text(request).then((body) => {
      bodies.push([request.method, request.url, JSON.parse(body)]);
      const { name } = requests[0] as { name: string };
      const release = { name, info: { status: { notes: NOTES } } };
      response.end(JSON.stringify({ release }));
    });
  });
  const { releaseName } = payload;
  expect(payload).toMatchObject({
    ...{ kind: 'dry-run', sizeBytes: SIZE },
    releaseName: expect.stringMatching(/^swiftcheck-probe-[0-9a-f]{16}$/) as string,
    direct: { ok: true },
    viaSwift: { ok: true, value: { bytes: JSON.stringify(rendered(releaseName)).length } },
  });
  const direct = payload.direct.ok ? payload.direct.value.bytes : 0;
  expect(direct).toBeGreaterThan(SIZE);
  const template = `{{ repeat ${SIZE} "x" }}`;
  const chart = {
    metadata: { name: 'swiftcheck-probe', version: '1.0.0' },
    templates: [{ name: 'templates/NOTES.txt', data: Buffer.from(template) }],
  };
  const common = { dry_run: true, namespace: 'default' };
  expect(requests).toMatchObject([{ ...common, name: releaseName, chart }]);
  const { metadata } = chart;
  const data = Buffer.from(template).toString('base64');
  const templates = [{ name: 'templates/NOTES.txt', data }];
  expect(bodies).toEqual([
    [
      ...['POST', `/tiller/v2/releases/${releaseName}/json`],
      { ...common, values: {}, chart: { metadata, templates } },
    ],
  ]);
});

const rendered = (name: string) => ({ release: { name, info: { status: { notes: NOTES } } } });

describe('the direct answer', () => {
  it.each<[string, (name: string) => object, string | null]>([
    ['whole', rendered, null],
    ['empty', () => ({}), 'no release'],
    ['without info', (name) => ({ release: { name } }), 'without its NOTES'],
    ['without a status', (name) => ({ release: { name, info: {} } }), 'without its NOTES'],
    ['without NOTES', (name) => ({ release: { name, info: { status: {} } } }), 'without its NOTES'],
    ['without a name', () => rendered(''), 'a release without a name'],
    ['of another release', () => rendered('alpha'), 'a release of another name'],
  ])('is %s', async (_what, installed, lacks) => {
    const server = await sayingTiller({ list: [], installed });
    afterwards(() => server.close());
    const { direct, viaSwift } = await tried(callsTo(server.address));
    expect(direct).toMatchObject(
      lacks === null
        ? { ok: true }
        : {
            ok: false,
            failure: {
              ...{ hop: 'swiftcheck->tiller', kind: 'wrong-answer' },
              message: expect.stringContaining(lacks) as string,
            },
          },
    );
    // One side does not decide on the other.
    expect(viaSwift).toMatchObject({ ok: false, failure: { kind: 'swift-error' } });
  });

  it('is quoted only in part where Tiller refuses: an error can hold values', async () => {
    const words = `render error: ${'secret '.repeat(200)}`;
    const refused = { code: status.UNKNOWN, details: words };
    const { direct } = await tried(await holding([], () => refused));
    const failure = direct.ok ? null : direct.failure;
    expect(failure).toMatchObject({ kind: 'grpc-status', grpcCode: 2, hop: 'swiftcheck->tiller' });
    expect(failure?.message).toMatch(/^render error: secret/);
    expect(failure?.message).toHaveLength(300);
  });

  it("is not asked for without Tiller's version", async () => {
    const unknown: Observation<TillerVersion> = {
      ...{ ok: false, ms: 1 },
      failure: { hop: 'swiftcheck->tiller', kind: 'refused', message: '' },
    };
    const calls = await holding([]);
    const { direct, viaSwift } = await tried(calls, REFUSED, unknown);
    expect(direct).toMatchObject({
      ...{ ok: false, ms: 0, failure: { kind: 'not-attempted', hop: 'swiftcheck->tiller' } },
    });
    expect(viaSwift).toMatchObject({ failure: { kind: 'swift-error' } });
    expect(calls.asked).toEqual([]);
  });
});
