// Random stores of releases, many of them with one size exactly at a limit, and random requests.
import fc from 'fast-check';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import { DEFAULT_GRPC_RECEIVE_LIMIT, TILLER_MESSAGE_LIMIT } from '../../src/knowledge/limits.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { fromFields, type StoredRelease } from '../../src/lab/stored-release.js';
import { firstOfEachKind, swiftKind, tillerKind } from '../../src/predict/kinds.js';
import type { ContentRequest, HistoryRequest, ListRequest } from '../../src/predict/types.js';
import { encode } from '../../src/wire/encode.js';
import { lengthDelimitedBytes } from '../../src/util/protobuf-size.js';
import { measureRelease } from '../../src/wire/measure.js';

export type AskedRequest = ListRequest | ContentRequest | HistoryRequest;

const MEBIBYTE = 1024 * 1024;

/** Names whose order differs from that of their ConfigMaps (`a-b.v1` before `a.v1`), or from a dictionary's. */
const NAMES = ['a', 'a-b', 'a.b', 'app-1', 'app-10', 'Zoo'];

/** One of the entries, counted round. */
const anyEntry = fc.nat(20);

const smallSize = fc.oneof(fc.nat(20), fc.integer({ min: 120, max: 135 }), fc.constant(16_400));
const anySize = fc.oneof(
  { weight: 8, arbitrary: smallSize },
  { weight: 1, arbitrary: fc.integer({ min: MEBIBYTE / 2, max: 3 * MEBIBYTE }) },
);

const randomEntry = fc.record({
  name: fc.constantFrom(...NAMES),
  namespace: fc.constantFrom('default', 'default', 'other'),
  revision: fc.constantFrom(1, 1, 2, 10),
  status: fc.constantFrom(...RELEASE_STATUSES, 'DEPLOYED' as const, 'DEPLOYED' as const),
  seconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
  notes: anySize,
  file: anySize,
  hasConfig: fc.boolean(),
  hasMetadata: fc.boolean(),
});

type Entry = typeof randomEntry extends fc.Arbitrary<infer E> ? E : never;

/** An entry whose file or NOTES is grown until something is as large as a limit, or one off. */
const randomEdge = fc.oneof(
  edgesAt(DEFAULT_GRPC_RECEIVE_LIMIT, ['content', 'history', 'list', 'summaries', 'summaries']),
  edgesAt(TILLER_MESSAGE_LIMIT, ['content', 'history', 'list', 'release', 'chunk', 'chunk']),
);

type Grown = 'content' | 'history' | 'list' | 'summaries' | 'release' | 'chunk';

function edgesAt(limit: number, what: readonly Grown[]) {
  return fc.record({
    entry: anyEntry,
    what: fc.constantFrom(...what),
    limit: fc.constant(limit),
    off: fc.constantFrom(-1, 0, 1),
  });
}

type Edge = typeof randomEdge extends fc.Arbitrary<infer E> ? E : never;

/** What is stored, as a few numbers: so a failing example can be read. */
export const randomStore = fc.record({
  entries: fc.uniqueArray(randomEntry, {
    selector: ({ name, revision }) => `${name}.v${revision}`,
    maxLength: 10,
  }),
  edges: fc.array(randomEdge, { maxLength: 2 }),
});

/** Releases of every kind that answers differently, and any release at all. */
export const randomPair = fc.record({
  swift: fc
    .oneof(
      fc.constantFrom(...firstOfEachKind(SWIFT_RELEASES, swiftKind)),
      fc.constantFrom(...SWIFT_RELEASES),
      // Few, and the only ones that let a large list come as far as their gateway.
      fc.constantFrom(...SWIFT_RELEASES.filter((swift) => swift.readsWholeListStream)),
    )
    .map(({ version }) => version),
  tiller: fc
    .oneof(
      fc.constantFrom(...firstOfEachKind(TILLER_RELEASES, tillerKind)),
      fc.constantFrom(...TILLER_RELEASES),
    )
    .map(({ version }) => version),
});

/** A name that is stored, as a number to count entries by, or one that is not. */
const anyName = fc.oneof(
  { weight: 8, arbitrary: anyEntry },
  { weight: 1, arbitrary: fc.constantFrom('nobody', '-not-a-name') },
);

const randomList = fc.record(
  {
    kind: fc.constant('list' as const),
    limit: fc.nat(5),
    offset: anyName,
    sortBy: fc.constantFrom('NAME' as const, 'LAST_RELEASED' as const),
    sortOrder: fc.constantFrom('ASC' as const, 'DESC' as const),
    filter: fc.constantFrom('a', '^Z', 'p-1$', '(?i)APP', '\\d', 'x', '['),
    namespace: fc.constantFrom('default', 'other', 'nowhere'),
    all: fc.boolean(),
    statusCodes: fc.uniqueArray(fc.constantFrom(...RELEASE_STATUSES), { maxLength: 4 }),
  },
  { requiredKeys: ['kind'] },
);

const randomContent = fc.record({
  kind: fc.constant('content' as const),
  name: anyName,
  version: fc.constantFrom(0, 0, 1, 2, 10, 99, -1),
});

const randomHistory = fc.record({
  kind: fc.constant('history' as const),
  name: anyName,
  max: fc.constantFrom(-1, 0, 1, 2, 256),
});

export const randomRequests = fc.array(
  fc.oneof({ weight: 3, arbitrary: randomList }, randomContent, randomHistory),
  { minLength: 2, maxLength: 5 },
);

type RandomRequest = typeof randomRequests extends fc.Arbitrary<(infer R)[]> ? R : never;

/** The random requests, and those at whose answers the edges aim; the list of everything always. */
export function requestsFor(store: Store, random: readonly RandomRequest[]): AskedRequest[] {
  const entryAt = (index: number) => store.entries[index % store.entries.length];
  const nameOf = (name: string | number) =>
    typeof name === 'string' ? name : (entryAt(name)?.name ?? 'nobody');
  const aimed = store.edges.flatMap((edge): AskedRequest[] => {
    const entry = entryAt(edge.entry);
    if (!entry) return [];
    const { name, revision: version } = entry;
    if (edge.what === 'history') return [{ kind: 'history', name, max: 256 }];
    return edge.what === 'content' ? [{ kind: 'content', name, version }] : [];
  });
  const others = random.map((request): AskedRequest => {
    if (request.kind !== 'list') return { ...request, name: nameOf(request.name) };
    const { offset, ...rest } = request;
    return { ...rest, ...(offset === undefined ? {} : { offset: nameOf(offset) }) };
  });
  return [{ kind: 'list', all: true }, ...aimed, ...others];
}

export interface Store {
  readonly entries: readonly Entry[];
  readonly edges: readonly Edge[];
}

export function releasesOf({ entries, edges }: Store): StoredRelease[] {
  const grown = [...entries];
  const releases = grown.map(releaseOf);
  for (const edge of edges) {
    const index = edge.entry % grown.length;
    const part = edge.what === 'summaries' ? 'notes' : 'file';
    // Lengths grow with what they count, so the last bytes take another round.
    for (let round = 0; round < 4; round++) {
      const [entry, release] = [grown[index], releases[index]];
      if (!entry || !release) break;
      const missing = edge.limit + edge.off - measureFor(edge, release, releases);
      if (missing === 0) break;
      const changed = { ...entry, [part]: Math.max(0, entry[part] + missing) };
      grown[index] = changed;
      releases[index] = releaseOf(changed);
    }
  }
  return releases;
}

function measureFor(
  { what }: Edge,
  release: StoredRelease,
  releases: readonly StoredRelease[],
): number {
  const framed = (some: readonly StoredRelease[]) =>
    sum(some.map(({ encoded }) => lengthDelimitedBytes(encoded.length)));
  const count = releases.length;
  const header = encode('hapi.services.tiller.ListReleasesResponse', { count, total: count });
  switch (what) {
    case 'release':
      return header.length + release.encoded.length;
    case 'content':
      return framed([release]);
    case 'history':
      return framed(releases.filter(({ name }) => name === release.name));
    case 'list':
      return header.length + framed(releases);
    case 'chunk':
      return header.length + sum(releases.map(({ encoded }) => encoded.length));
    case 'summaries':
      return sum(
        releases.map(({ encoded }) => lengthDelimitedBytes(measureRelease(encoded).summaryBytes)),
      );
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function releaseOf(entry: Entry): StoredRelease {
  const { name, namespace, revision, status, seconds, notes, file } = entry;
  return fromFields({
    name,
    namespace,
    version: revision,
    info: {
      status: { code: RELEASE_STATUSES.indexOf(status), notes: 'n'.repeat(notes) },
      last_deployed: { seconds, nanos: 0 },
    },
    chart: {
      ...(entry.hasMetadata ? { metadata: { name: 'chart', version: '1.0.0' } } : {}),
      files: [{ type_url: 'file', value: Buffer.alloc(file) }],
    },
    ...(entry.hasConfig ? { config: {} } : {}),
  });
}
