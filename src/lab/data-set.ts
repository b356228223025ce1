// What the lab's Tiller holds at its start: a built-in set, as real Tillers held it, or a user's own.
import { packageText } from '../util/package-info.js';
import type { MessageObject } from '../wire/encode.js';
import { DATA_SETS } from './data-set-names.js';
import { readDataFile } from './data-file.js';
import { fromRecorded } from './recorded-form.js';
import { fromFields, type StoredRelease } from './stored-release.js';

export { DATA_SETS };

export interface DataSet {
  /** Name of a built-in set, or the path of the file. */
  readonly name: string;
  readonly releases: readonly StoredRelease[];
}

export interface DataSetOptions {
  /** Size of the file in the chart of `harbor`, of data set seed; 4 MiB where it is not given. */
  readonly fileBytes?: number;
  /** What the file holds, where it is read already: a pipe is read once. */
  readonly text?: string;
}

/**
 * A built-in data set by its name, or a JSON or YAML file by its path.
 * @throws UsageError where the file cannot be read or does not describe a data set.
 */
export function dataSet(name: string, options: DataSetOptions = {}): DataSet {
  const isBuiltIn = DATA_SETS.some((builtIn) => builtIn === name);
  if (!isBuiltIn) {
    return { name, releases: readDataFile(name, options.text).map(fromFields) };
  }
  const { fileBytes } = options;
  const releases = recordedReleases(name).map((recorded) =>
    fileBytes !== undefined && name === 'seed' && recorded.name === 'harbor'
      ? withChartFile(recorded, fileBytes)
      : recorded,
  );
  return {
    name,
    releases: releases.map((recorded) =>
      fromFields(fromRecorded('hapi.release.Release', recorded)),
    ),
  };
}

interface RecordedRelease extends MessageObject {
  readonly name: string;
  readonly chart: MessageObject;
}

function recordedReleases(name: string): readonly RecordedRelease[] {
  const sets = JSON.parse(packageText('fixtures/ground-truth/datasets.json')) as Record<
    string,
    RecordedRelease[]
  >;
  return sets[name] ?? []; // the empty set is not in the file
}

function withChartFile(release: RecordedRelease, bytes: number): RecordedRelease {
  const files = [{ type_url: 'test', value: { repeat: '\\0', bytes } }];
  return { ...release, chart: { ...release.chart, files } };
}
