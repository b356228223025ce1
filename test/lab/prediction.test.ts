// What is predicted of a pair of releases, and what the lab's pair answers, for random releases. The
// two share the tables of knowledge and nothing else.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { fromFields, type StoredRelease } from '../../src/lab/stored-release.js';
import { predict } from '../../src/predict/predict.js';
import type { ListRequest, PredictionRequest } from '../../src/predict/types.js';
import { measureRelease } from '../../src/wire/measure.js';
import { http, listMessage, TillerClient, type Ended } from '../support/lab-client.js';

const MiB = 1024 * 1024;

/** Sizes around which something changes, alone or summed up. */
const fileBytes = fc.oneof(
  { weight: 4, arbitrary: fc.nat(2000) },
  { weight: 1, arbitrary: fc.integer({ min: 4 * MiB - 500, max: 4 * MiB }) },
  { weight: 1, arbitrary: fc.integer({ min: MiB, max: 8 * MiB }) },
  { weight: 1, arbitrary: fc.integer({ min: 20 * MiB - 500, max: 20 * MiB + 100 }) },
);
const notesBytes = fc.oneof(
  { weight: 6, arbitrary: fc.nat(200) },
  { weight: 1, arbitrary: fc.integer({ min: MiB, max: 3 * MiB }) },
);

const releases = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'a-b', 'b', 'c.d', 'web', 'web-1'),
      revision: fc.integer({ min: 1, max: 12 }),
      namespace: fc.constantFrom('default', 'prod'),
      status: fc.oneof(fc.constant('DEPLOYED' as const), fc.constantFrom(...RELEASE_STATUSES)),
      deployed: fc.nat(100),
      file: fileBytes,
      notes: notesBytes,
      values: fc.nat(300),
    }),
    { maxLength: 7, selector: ({ name, revision }) => `${name}.v${revision}` },
  )
  .map((described) =>
    described.map((release) =>
      fromFields({
        name: release.name,
        version: release.revision,
        namespace: release.namespace,
        info: {
          status: { code: release.status, notes: 'n'.repeat(release.notes) },
          last_deployed: { seconds: release.deployed, nanos: 0 },
        },
        chart: {
          metadata: { name: 'demo', version: '1.0.0' },
          files: [{ type_url: 'f', value: Buffer.alloc(release.file) }],
        },
        config: { raw: 'v'.repeat(release.values) },
      }),
    ),
  );

const listRequest: fc.Arbitrary<ListRequest> = fc.record(
  {
    kind: fc.constant('list' as const),
    limit: fc.nat(3),
    offset: fc.constantFrom('', 'web', 'c.d'),
    sortBy: fc.constantFrom('NAME' as const, 'LAST_RELEASED' as const),
    sortOrder: fc.constantFrom('ASC' as const, 'DESC' as const),
    filter: fc.constantFrom('', '^a', 'b|w', '['),
    namespace: fc.constantFrom('', 'prod', 'ceph'),
    all: fc.boolean(),
    statusCodes: fc.subarray([...RELEASE_STATUSES]),
  },
  { requiredKeys: ['kind'] },
);
const name = fc.constantFrom('a', 'web', 'none');
const version = fc.constantFrom(0, 1, 2);
const request: fc.Arbitrary<PredictionRequest> = fc.oneof(
  { weight: 3, arbitrary: listRequest },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('content' as const), name, version }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('history' as const), name, max: fc.nat(3) }),
  },
);

function pathOf(asked: PredictionRequest): string {
  if (asked.kind === 'content')
    return `releases/${asked.name}/content/json?version=${asked.version ?? 0}`;
  if (asked.kind === 'history') return `releases/${asked.name}/json?max=${asked.max ?? 0}`;
  if (asked.kind !== 'list') throw new Error(`no path for ${asked.kind}`);
  const { sortBy, sortOrder, statusCodes = [], kind: _kind, ...others } = asked;
  const query = new URLSearchParams(
    Object.entries(others).map(([key, value]): [string, string] => [key, String(value)]),
  );
  if (sortBy) query.set('sort_by', sortBy);
  if (sortOrder) query.set('sort_order', sortOrder);
  for (const status of statusCodes) query.append('status_codes', status);
  return `releases/json?${query.toString()}`;
}

function askTiller(client: TillerClient, asked: PredictionRequest): Promise<Ended> {
  if (asked.kind === 'content') {
    return client.unary('GetReleaseContent', { name: asked.name, version: asked.version });
  }
  if (asked.kind === 'history')
    return client.unary('GetHistory', { name: asked.name, max: asked.max });
  if (asked.kind !== 'list') throw new Error(`no call for ${asked.kind}`);
  const { sortBy, sortOrder, statusCodes = [], all, kind: _kind, ...others } = asked;
  return client.list({
    ...others,
    sort_by: sortBy,
    sort_order: sortOrder,
    status_codes: all ? RELEASE_STATUSES : statusCodes,
  });
}

interface Named {
  readonly name: string;
}

function namesIn(body: string): string[] {
  const { release, releases: several = [] } = JSON.parse(body) as {
    release?: Named;
    releases?: Named[];
  };
  return (release ? [release] : several).map((one) => one.name);
}

const measured = ({ encoded, lastDeployed }: StoredRelease) => ({
  ...measureRelease(encoded),
  lastDeployedSeconds: lastDeployed,
});

async function agree(lab: Lab, asked: PredictionRequest, stored: readonly StoredRelease[]) {
  const known = stored.map(measured);
  const through = predict(asked, lab.swift, lab.tiller, known);
  const answer = await http(`${lab.swiftUrl}/tiller/v2/${pathOf(asked)}`);
  const body = answer.body.toString();
  expect(answer.status).toBe(through.httpStatus);
  expect(through.certain).toBe(true);
  if (through.failure) {
    expect(JSON.parse(body)).toEqual({
      code: through.grpcCode,
      message: through.failure.message,
    });
  } else {
    expect(namesIn(body)).toEqual(through.releases.map((release) => release.name));
  }
  const straight = predict(asked, null, lab.tiller, known);
  const client = new TillerClient(lab.tillerAddress, `v${lab.tiller.version}`);
  try {
    const ended = await askTiller(client, asked);
    expect(ended.code).toBe(straight.grpcCode);
    expect(ended.details).toBe(straight.failure?.message ?? '');
    expect(ended.messages.map(({ length }) => length)).toEqual(
      straight.messages.map(({ size }) => size.bytes),
    );
    if (asked.kind !== 'list') return;
    const decoded = ended.messages.map(listMessage);
    expect(decoded.flatMap((message) => message.releases.map((release) => release.name))).toEqual(
      straight.releases.map((release) => release.name),
    );
    const { count, next, total } = decoded[0] ?? {};
    if (straight.list && decoded.length > 0) expect({ count, next, total }).toEqual(straight.list);
  } finally {
    client.close();
  }
}

it('agree for every pair', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SWIFT_RELEASES),
      fc.constantFrom(...TILLER_RELEASES),
      releases,
      fc.array(request, { minLength: 1, maxLength: 4 }),
      async (swift, tiller, stored, requests) => {
        const lab = await startLab({ swift, tiller, data: { name: 'random', releases: stored } });
        try {
          for (const asked of requests) await agree(lab, asked, stored);
        } finally {
          await lab.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});
