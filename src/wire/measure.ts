// Measures a ListReleasesResponse where it lies: names, namespaces, revisions, statuses, times of deployment and sizes are
// read, everything else is stepped over. Charts, manifests, values and NOTES are never decoded, so a
// list costs no more memory than its largest message.
import protobuf from 'protobufjs/minimal.js';
import {
  RELEASE_STATUSES,
  type MeasuredRelease,
  type ReleaseParts,
  type ReleaseStatus,
} from '../evidence/types.js';
import { lengthDelimitedBytes, varintBytes } from '../util/protobuf-size.js';

export interface MeasuredMessage {
  readonly bytes: number;
  readonly count: number;
  readonly total: number;
  readonly next: string;
  readonly releases: readonly MeasuredRelease[];
}

type Reader = protobuf.Reader;

/** Wire types of the fields that are read here. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** How the fields of a message go into `T`, by their numbers. The tables are made once: a list has messages by the ten thousand. */
type Fields<T> = Readonly<
  Record<
    number,
    readonly [
      wireType: typeof VARINT | typeof LENGTH_DELIMITED,
      take: (reader: Reader, into: T) => void,
    ]
  >
>;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const LIST: Fields<Mutable<MeasuredMessage> & { releases: MeasuredRelease[] }> = {
  1: [VARINT, (reader, list) => (list.count = int64(reader))],
  2: [LENGTH_DELIMITED, (reader, list) => (list.next = text(reader))],
  3: [VARINT, (reader, list) => (list.total = int64(reader))],
  4: [LENGTH_DELIMITED, (reader, list) => list.releases.push(release(reader, reader.uint32()))],
};

/**
 * Measures one message of Tiller's list stream (without gRPC's framing).
 * @throws RangeError or Error where the bytes are not a protobuf message.
 */
export function measureListMessage(message: Buffer): MeasuredMessage {
  const list = { bytes: message.length, count: 0, total: 0, next: '', releases: [] };
  read(protobuf.Reader.create(message), message.length, LIST, list);
  return list;
}

/** Measures one encoded hapi.release.Release. */
export function measureRelease(encoded: Buffer): MeasuredRelease {
  return release(protobuf.Reader.create(encoded), encoded.length);
}

interface ReleaseSizes {
  name: string;
  namespace: string;
  revision: number;
  status: number;
  /** `null` where it carries no such time. */
  lastDeployedSeconds: number | null;
  /** These three are `null` where it carries no such part. */
  info: number | null;
  metadata: number | null;
  config: number | null;
  notes: number;
  manifest: number;
  hooks: number;
  templates: number;
  dependencies: number;
  values: number;
  files: number;
}

const NO_CHART = { metadata: null, templates: 0, dependencies: 0, values: 0, files: 0 };

const NOTHING: ReleaseSizes = {
  ...{ name: '', namespace: '', revision: 0, status: 0, lastDeployedSeconds: null },
  ...{ info: null, config: null, notes: 0, manifest: 0, hooks: 0 },
  ...NO_CHART,
};

const RELEASE: Fields<ReleaseSizes> = {
  1: [LENGTH_DELIMITED, (reader, sizes) => (sizes.name = text(reader))],
  2: [
    LENGTH_DELIMITED,
    (reader, sizes) => {
      // The last one counts, as a whole.
      Object.assign(sizes, { status: 0, notes: 0, lastDeployedSeconds: null });
      sizes.info = nested(reader, INFO, sizes);
    },
  ],
  3: [
    LENGTH_DELIMITED,
    (reader, sizes) => {
      Object.assign(sizes, NO_CHART);
      nested(reader, CHART, sizes);
    },
  ],
  4: [LENGTH_DELIMITED, (reader, sizes) => (sizes.config = skip(reader))],
  5: [LENGTH_DELIMITED, (reader, sizes) => (sizes.manifest = skip(reader))],
  6: [LENGTH_DELIMITED, (reader, sizes) => (sizes.hooks += skip(reader))],
  7: [VARINT, (reader, sizes) => (sizes.revision = reader.int32())],
  8: [LENGTH_DELIMITED, (reader, sizes) => (sizes.namespace = text(reader))],
};

const INFO: Fields<ReleaseSizes> = {
  1: [LENGTH_DELIMITED, (reader, sizes) => nested(reader, STATUS, sizes)],
  3: [
    LENGTH_DELIMITED,
    (reader, sizes) => {
      sizes.lastDeployedSeconds = 0;
      nested(reader, TIMESTAMP, sizes);
    },
  ],
};

const STATUS: Fields<ReleaseSizes> = {
  1: [VARINT, (reader, sizes) => (sizes.status = reader.int32())],
  4: [LENGTH_DELIMITED, (reader, sizes) => (sizes.notes = skip(reader))],
};

const TIMESTAMP: Fields<ReleaseSizes> = {
  1: [VARINT, (reader, sizes) => (sizes.lastDeployedSeconds = int64(reader))],
};

const CHART: Fields<ReleaseSizes> = {
  1: [LENGTH_DELIMITED, (reader, sizes) => (sizes.metadata = skip(reader))],
  2: [LENGTH_DELIMITED, (reader, sizes) => (sizes.templates += skip(reader))],
  3: [LENGTH_DELIMITED, (reader, sizes) => (sizes.dependencies += skip(reader))],
  4: [LENGTH_DELIMITED, (reader, sizes) => (sizes.values = skip(reader))],
  5: [LENGTH_DELIMITED, (reader, sizes) => (sizes.files += skip(reader))],
};

/** The release in the next `bytes`. */
function release(reader: Reader, bytes: number): MeasuredRelease {
  const sizes = { ...NOTHING };
  read(reader, bytes, RELEASE, sizes);
  const { name, namespace, revision, lastDeployedSeconds } = sizes;
  const summaryBytes =
    scalarField(Buffer.byteLength(name)) +
    messageField(sizes.info) +
    messageField(sizes.metadata) +
    messageField(sizes.config) +
    (revision === 0 ? 0 : 1 + varintBytes(revision)) +
    scalarField(Buffer.byteLength(namespace));
  const parts: ReleaseParts = {
    notesBytes: sizes.notes,
    configBytes: sizes.config ?? 0,
    manifestBytes: sizes.manifest,
    hooksBytes: sizes.hooks,
    chartMetadataBytes: sizes.metadata ?? 0,
    chartTemplatesBytes: sizes.templates,
    chartValuesBytes: sizes.values,
    chartFilesBytes: sizes.files,
    chartDependenciesBytes: sizes.dependencies,
  };
  return {
    name,
    namespace,
    revision,
    status: statusName(sizes.status),
    bytes,
    summaryBytes,
    infoBytes: sizes.info ?? 0,
    parts,
    ...(lastDeployedSeconds !== null && { lastDeployedSeconds }),
  };
}

function statusName(code: number): ReleaseStatus {
  return RELEASE_STATUSES[code] ?? `${code}`;
}

/** Walks the fields of a message in the next `bytes`; it skips fields that are not in `fields`, or of another type. */
function read<T>(reader: Reader, bytes: number, fields: Fields<T>, into: T): void {
  const outer = reader.len;
  const end = reader.pos + bytes;
  if (end > outer) throw new RangeError(`${bytes} bytes do not end within the message`);
  // Nothing in the message reads beyond it.
  reader.len = end;
  while (reader.pos < end) {
    const tag = reader.uint32();
    // As Go refuses it: no message has a field of this number.
    if (tag >>> 3 === 0) throw new RangeError('illegal field number 0');
    const field = fields[tag >>> 3];
    if (field?.[0] === (tag & 7)) field[1](reader, into);
    else reader.skipType(tag & 7);
    // A varint that does not end here took bytes of what follows.
    if (reader.pos > end) throw new RangeError('a number does not end within its message');
  }
  reader.len = outer;
}

/** Reads the message in a length-delimited field and returns its size. */
function nested<T>(reader: Reader, fields: Fields<T>, into: T): number {
  const bytes = reader.uint32();
  read(reader, bytes, fields, into);
  return bytes;
}

/** A string that ends within its message: the reader would cut another one off. */
function text(reader: Reader): string {
  const start = reader.pos;
  skip(reader);
  reader.pos = start;
  return reader.string();
}

function int64(reader: Reader): number {
  const value = reader.int64();
  return typeof value === 'number' ? value : value.high * 2 ** 32 + (value.low >>> 0);
}

/** Steps over the payload of a length-delimited field and returns its size. */
function skip(reader: Reader): number {
  const bytes = reader.uint32();
  reader.skip(bytes);
  return bytes;
}

/** A message with a field number below 16, by its size; `null`: none. */
function messageField(bytes: number | null): number {
  return bytes === null ? 0 : lengthDelimitedBytes(bytes);
}

/** A length-delimited field with a field number below 16; proto3 leaves an empty scalar out. */
function scalarField(bytes: number): number {
  return bytes === 0 ? 0 : lengthDelimitedBytes(bytes);
}
