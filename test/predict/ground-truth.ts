// The recorded data sets as measured releases. The sizes come from encoding the recorded fields as
// protobuf, so they owe nothing to the code under test.
import { readFileSync } from 'node:fs';
import type { ReleaseStatus } from '../../src/evidence/types.js';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import type { StoredRelease } from '../../src/predict/types.js';
import { encode, type MessageObject } from '../../src/wire/encode.js';

interface RecordedStatus {
  readonly code: ReleaseStatus;
  readonly notes?: unknown;
}

interface RecordedRelease {
  readonly name: string;
  readonly namespace: string;
  readonly version: number;
  readonly info: { readonly status: RecordedStatus; readonly last_deployed: { seconds: number } };
  readonly chart: { readonly metadata: MessageObject; readonly [field: string]: unknown };
  readonly config: MessageObject;
  readonly manifest: unknown;
  readonly hooks?: readonly MessageObject[];
}

/** A line of responses.jsonl with a Swift in it. */
export interface RecordedResponse {
  readonly tiller: string;
  readonly swift: string;
  readonly dataset: string;
  readonly request: string;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  /** Names, or their number if there are many. */
  readonly names?: readonly string[] | number;
  /** The first 600 characters. */
  readonly body: string;
}

/** A line of responses.jsonl for a direct list. */
export interface RecordedList {
  readonly tiller: string;
  readonly dataset: string;
  readonly direct: RecordedStream | RecordedStreamFailure;
}

export interface RecordedStream {
  readonly sizes: readonly number[];
  readonly names: readonly string[] | number;
  readonly relSizes: readonly number[];
  readonly next: string;
  readonly count: number;
  readonly total: number;
}

export interface RecordedStreamFailure {
  readonly code: number;
  readonly details: string;
  readonly partial: { readonly sizes: readonly number[]; readonly names: readonly string[] };
}

function groundTruth(name: string): string {
  return readFileSync(new URL(`../../fixtures/ground-truth/${name}`, import.meta.url), 'utf8');
}

function lines(): (RecordedResponse | RecordedList)[] {
  return groundTruth('responses.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedResponse | RecordedList);
}

export function recordedResponses(): RecordedResponse[] {
  return lines().filter((line) => 'swift' in line);
}

export function recordedLists(): RecordedList[] {
  return lines().filter((line) => 'direct' in line);
}

export function swiftOf(version: string) {
  const release = findSwift(version);
  if (!release) throw new Error(`no Swift ${version}`);
  return release;
}

export function tillerOf(version: string) {
  const release = findTiller(version);
  if (!release) throw new Error(`no Tiller ${version}`);
  return release;
}

const measured = new Map<string, readonly StoredRelease[]>([['empty', []]]);

/** The releases of a recorded data set, in the order of the record. */
export function dataSet(name: string): readonly StoredRelease[] {
  let releases = measured.get(name);
  if (!releases) {
    const sets = JSON.parse(groundTruth('datasets.json')) as Record<string, RecordedRelease[]>;
    const recorded = sets[name];
    if (!recorded) throw new Error(`no data set ${name}`);
    releases = recorded.map(measure);
    measured.set(name, releases);
  }
  return releases;
}

function measure(recorded: RecordedRelease): StoredRelease {
  const release = expand(recorded) as RecordedRelease & MessageObject;
  const { name, namespace, version, info, chart, config, manifest } = release;
  const size = (type: string, message: unknown) =>
    message === undefined ? 0 : encode(type, message as MessageObject).length;
  const all = (type: string, messages: unknown) =>
    ((messages ?? []) as MessageObject[]).reduce((sum, each) => sum + size(type, each), 0);
  return {
    name,
    namespace,
    revision: version,
    status: info.status.code,
    lastDeployedSeconds: info.last_deployed.seconds,
    bytes: encode('hapi.release.Release', release).length,
    summaryBytes: encode('swift.v2.ReleaseSummary', {
      ...{ name, info, config, version, namespace },
      chart_metadata: chart.metadata,
    }).length,
    infoBytes: size('hapi.release.Info', info),
    parts: {
      notesBytes: Buffer.byteLength((info.status.notes ?? '') as string),
      configBytes: size('hapi.chart.Config', config),
      manifestBytes: Buffer.byteLength((manifest ?? '') as string),
      hooksBytes: all('hapi.release.Hook', release.hooks),
      chartMetadataBytes: size('hapi.chart.Metadata', chart.metadata),
      chartTemplatesBytes: all('hapi.chart.Template', chart['templates']),
      chartValuesBytes: size('hapi.chart.Config', chart['values']),
      chartFilesBytes: all('google.protobuf.Any', chart['files']),
      chartDependenciesBytes: all('hapi.chart.Chart', chart['dependencies']),
    },
  };
}

/** `{"repeat": c, "bytes": n}` is n times that byte; `\0` is the zero byte. */
function expand(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => expand(item, key));
  const isBytes = key === 'data' || key === 'value';
  if (typeof value === 'string' && isBytes) return Buffer.from(value);
  if (typeof value !== 'object' || value === null) return value;
  const { repeat, bytes } = value as { repeat?: string; bytes?: number };
  if (repeat !== undefined && bytes !== undefined) {
    const character = repeat === '\\0' ? '\0' : repeat;
    return isBytes ? Buffer.alloc(bytes, character) : character.repeat(bytes);
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [field, expand(item, field)]),
  );
}
