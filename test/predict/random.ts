// Random releases, made as messages and encoded, so that their sizes are those of real ones.
import fc from 'fast-check';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import type { StoredRelease } from '../../src/predict/types.js';
import { encode, type MessageObject } from '../../src/wire/encode.js';

export interface RandomRelease {
  readonly message: MessageObject;
  readonly summary: MessageObject;
  readonly info: MessageObject;
  readonly stored: StoredRelease;
}

const text = (maxLength: number) => fc.string({ maxLength, unit: 'grapheme' });

/** Lengths around which a length prefix grows, and small ones. */
const length = fc.oneof(fc.nat(20), fc.integer({ min: 120, max: 135 }), fc.constant(16_400));

export const releaseName = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);

/** One revision of a release; everything that proto3 leaves out when empty is sometimes empty. */
export const randomRelease: fc.Arbitrary<RandomRelease> = fc
  .record({
    name: releaseName,
    namespace: fc.constantFrom('', 'default', 'ceph', 'a-rather-long-namespace'),
    version: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0, 127, 128, 70_000)),
    code: fc.nat(RELEASE_STATUSES.length - 1),
    notes: length,
    description: text(20),
    seconds: fc.constantFrom(0, 1, 1_795_418_730),
    nanos: fc.constantFrom(0, 5, 930_145_677),
    metadata: fc.option(fc.record({ name: text(10), description: text(10) })),
    config: fc.option(fc.record({ raw: text(30) })),
    manifest: length,
    file: length,
  })
  .map((random) => {
    const time = { seconds: random.seconds, nanos: random.nanos };
    const info = {
      status: { code: random.code, notes: 'n'.repeat(random.notes) },
      first_deployed: time,
      last_deployed: time,
      Description: random.description,
    };
    const { name, namespace, version, config, metadata } = random;
    const chart = { metadata, files: [{ type_url: 'f', value: Buffer.alloc(random.file) }] };
    const manifest = 'm'.repeat(random.manifest);
    const message = { name, info, chart, config, manifest, version, namespace };
    const summary = { name, info, chart_metadata: metadata, config, version, namespace };
    const stored: StoredRelease = {
      name,
      namespace,
      revision: version,
      status: RELEASE_STATUSES[random.code] ?? 'UNKNOWN',
      lastDeployedSeconds: random.seconds,
      bytes: encode('hapi.release.Release', message).length,
      summaryBytes: encode('swift.v2.ReleaseSummary', summary).length,
      infoBytes: encode('hapi.release.Info', info).length,
      parts: {
        ...noParts,
        notesBytes: random.notes,
        configBytes: config === null ? 0 : encode('hapi.chart.Config', config).length,
        manifestBytes: random.manifest,
        chartFilesBytes: random.file,
      },
    };
    return { message, summary, info, stored };
  });

const noParts: StoredRelease['parts'] = {
  notesBytes: 0,
  configBytes: 0,
  manifestBytes: 0,
  hooksBytes: 0,
  chartMetadataBytes: 0,
  chartTemplatesBytes: 0,
  chartValuesBytes: 0,
  chartFilesBytes: 0,
  chartDependenciesBytes: 0,
};

/** A release of given sizes, for where only these matter. */
export function sized(
  name: string,
  bytes: number,
  more: Partial<Omit<StoredRelease, 'name' | 'bytes'>> = {},
): StoredRelease {
  const summaryBytes = more.summaryBytes ?? Math.min(bytes, 100);
  return {
    ...{ name, bytes, summaryBytes, infoBytes: summaryBytes },
    ...{ namespace: 'default', revision: 1, status: 'DEPLOYED', parts: noParts },
    ...more,
  };
}

const MEBIBYTE = 1024 * 1024;

/** Stored releases of up to 12 MiB, several revisions of a name among them, no entry twice. */
export const storedReleases: fc.Arbitrary<StoredRelease[]> = fc.uniqueArray(
  fc
    .record({
      name: fc.stringMatching(/^[a-l]$/),
      revision: fc.constantFrom(1, 1, 1, 2, 10),
      status: fc.constantFrom('DEPLOYED', 'DEPLOYED', 'SUPERSEDED', 'PENDING_UPGRADE' as const),
      bytes: fc.oneof(fc.integer({ min: 200, max: 5000 }), fc.nat(12 * MEBIBYTE)),
      share: fc.constantFrom(0, 0, 0.5, 1),
    })
    .map(({ name, revision, status, bytes, share }) =>
      sized(name, Math.max(200, bytes), {
        revision,
        status,
        namespace: `ns-${name.charCodeAt(0) % 3}`,
        summaryBytes: 100 + Math.floor((Math.max(200, bytes) - 200) * share),
      }),
    ),
  { selector: ({ name, revision }) => `${name}.v${revision}`, maxLength: 16 },
);
