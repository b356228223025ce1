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

type Fields = Record<
  number,
  readonly [wireType: typeof VARINT | typeof LENGTH_DELIMITED, take: (reader: Reader) => void]
>;

/**
 * Measures one message of Tiller's list stream (without gRPC's framing).
 * @throws RangeError or Error where the bytes are not a protobuf message.
 */
export function measureListMessage(message: Buffer): MeasuredMessage {
  let count = 0;
  let total = 0;
  let next = '';
  const releases: MeasuredRelease[] = [];
  read(message, {
    1: [VARINT, (reader) => (count = Number(reader.int64()))],
    2: [LENGTH_DELIMITED, (reader) => (next = reader.string())],
    3: [VARINT, (reader) => (total = Number(reader.int64()))],
    4: [LENGTH_DELIMITED, (reader) => releases.push(measureRelease(view(reader)))],
  });
  return { bytes: message.length, count, total, next, releases };
}

/** Measures one encoded hapi.release.Release. */
export function measureRelease(release: Buffer): MeasuredRelease {
  let name = '';
  let namespace = '';
  let revision = 0;
  let info = noInfo;
  let chart = noChart;
  const config: { bytes?: number } = {};
  let manifestBytes = 0;
  let hooksBytes = 0;
  read(release, {
    1: [LENGTH_DELIMITED, (reader) => (name = reader.string())],
    2: [LENGTH_DELIMITED, (reader) => (info = measureInfo(view(reader)))],
    3: [LENGTH_DELIMITED, (reader) => (chart = measureChart(view(reader)))],
    4: [LENGTH_DELIMITED, (reader) => (config.bytes = skip(reader))],
    5: [LENGTH_DELIMITED, (reader) => (manifestBytes = skip(reader))],
    6: [LENGTH_DELIMITED, (reader) => (hooksBytes += skip(reader))],
    7: [VARINT, (reader) => (revision = reader.int32())],
    8: [LENGTH_DELIMITED, (reader) => (namespace = reader.string())],
  });
  const summaryBytes =
    scalarField(Buffer.byteLength(name)) +
    (info.present ? lengthDelimitedBytes(info.bytes) : 0) +
    (chart.metadata === null ? 0 : lengthDelimitedBytes(chart.metadata)) +
    (config.bytes === undefined ? 0 : lengthDelimitedBytes(config.bytes)) +
    (revision === 0 ? 0 : 1 + varintBytes(revision)) +
    scalarField(Buffer.byteLength(namespace));
  const parts: ReleaseParts = {
    notesBytes: info.notes,
    configBytes: config.bytes ?? 0,
    manifestBytes,
    hooksBytes,
    chartMetadataBytes: chart.metadata ?? 0,
    chartTemplatesBytes: chart.templates,
    chartValuesBytes: chart.values,
    chartFilesBytes: chart.files,
    chartDependenciesBytes: chart.dependencies,
  };
  return {
    name,
    namespace,
    revision,
    status: statusName(info.status),
    bytes: release.length,
    summaryBytes,
    infoBytes: info.bytes,
    parts,
    ...(info.lastDeployedSeconds !== null && { lastDeployedSeconds: info.lastDeployedSeconds }),
  };
}

interface InfoSizes {
  readonly bytes: number;
  readonly notes: number;
  readonly status: number;
  readonly present: boolean;
  /** `null` where it carries no such time. */
  readonly lastDeployedSeconds: number | null;
}

const noInfo: InfoSizes = {
  ...{ bytes: 0, notes: 0, status: 0, present: false },
  lastDeployedSeconds: null,
};

function measureInfo(info: Buffer): InfoSizes {
  let status = 0;
  let notes = 0;
  let lastDeployedSeconds: number | null = null;
  read(info, {
    1: [
      LENGTH_DELIMITED,
      (reader) =>
        read(view(reader), {
          1: [VARINT, (inner) => (status = inner.int32())],
          4: [LENGTH_DELIMITED, (inner) => (notes = skip(inner))],
        }),
    ],
    3: [LENGTH_DELIMITED, (reader) => (lastDeployedSeconds = secondsOf(view(reader)))],
  });
  return { bytes: info.length, notes, status, present: true, lastDeployedSeconds };
}

/** Of a google.protobuf.Timestamp. */
function secondsOf(timestamp: Buffer): number {
  let seconds = 0;
  read(timestamp, { 1: [VARINT, (reader) => (seconds = Number(reader.int64()))] });
  return seconds;
}

interface ChartSizes {
  /** `null` where the chart carries no metadata. */
  metadata: number | null;
  templates: number;
  dependencies: number;
  values: number;
  files: number;
}

const noChart: ChartSizes = { metadata: null, templates: 0, dependencies: 0, values: 0, files: 0 };

function measureChart(chart: Buffer): ChartSizes {
  const sizes = { ...noChart };
  read(chart, {
    1: [LENGTH_DELIMITED, (reader) => (sizes.metadata = skip(reader))],
    2: [LENGTH_DELIMITED, (reader) => (sizes.templates += skip(reader))],
    3: [LENGTH_DELIMITED, (reader) => (sizes.dependencies += skip(reader))],
    4: [LENGTH_DELIMITED, (reader) => (sizes.values = skip(reader))],
    5: [LENGTH_DELIMITED, (reader) => (sizes.files += skip(reader))],
  });
  return sizes;
}

function statusName(code: number): ReleaseStatus {
  return RELEASE_STATUSES[code] ?? `${code}`;
}

/** Walks the fields of a message; fields that nobody takes, or of another type, are stepped over. */
function read(message: Buffer, fields: Fields): void {
  const reader = protobuf.Reader.create(message);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    // As Go refuses it: no message has a field of this number.
    if (tag >>> 3 === 0) throw new RangeError('illegal field number 0');
    const [wireType, take] = fields[tag >>> 3] ?? [];
    if (take && wireType === (tag & 7)) take(reader);
    else reader.skipType(tag & 7);
  }
}

/** The payload of a length-delimited field, as a view on the same memory. */
function view(reader: Reader): Buffer {
  const bytes = reader.uint32();
  const start = reader.pos;
  reader.skip(bytes);
  const { buf } = reader;
  return Buffer.from(buf.buffer, buf.byteOffset + start, bytes);
}

/** Steps over the payload of a length-delimited field and returns its size. */
function skip(reader: Reader): number {
  const bytes = reader.uint32();
  reader.skip(bytes);
  return bytes;
}

/** A length-delimited field with a field number below 16; proto3 leaves an empty scalar out. */
function scalarField(bytes: number): number {
  return bytes === 0 ? 0 : lengthDelimitedBytes(bytes);
}
