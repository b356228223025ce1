// What the lab's Tiller stores: a built-in set, a file that describes one, or the twin of saved evidence.
import { statSync } from 'node:fs';
import { analyse, type Analysis } from '../analysis/analysis.js';
import { twinOf } from '../analysis/twin.js';
import { parseEvidence } from '../evidence/file.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { DATA_SETS, DEFAULT_DATA } from '../lab/data-set-names.js';
import type { DataSet } from '../lab/data-set.js';
import { fileProblem } from '../util/file-words.js';
import { isObject, parseJson } from '../util/json.js';
import { meant } from '../util/nearest.js';
import { UsageError } from '../util/usage-error.js';

export interface LabData {
  readonly set: DataSet;
  /** The pair that the evidence is of, as far as it is known; of another set neither. */
  readonly pair: { readonly swift?: SwiftRelease; readonly tiller?: TillerRelease };
  /** What of the set is not as it was measured: a sentence. */
  readonly caveat?: string;
}

/**
 * @param fileBytes size of the file in the chart of `harbor`, of data set seed
 * @throws UsageError for a name that neither a data set nor a file has, and a file that describes no set
 */
export async function labData(name: string, fileBytes?: number): Promise<LabData> {
  if (fileBytes !== undefined && name !== DEFAULT_DATA) {
    throw new UsageError(
      `--size sets the size of a file in data set ${DEFAULT_DATA}: leave out --data.`,
    );
  }
  const { dataSet } = await import('../lab/data-set.js');
  if (DATA_SETS.some((set) => set === name)) {
    return { set: dataSet(name, fileBytes === undefined ? {} : { fileBytes }), pair: {} };
  }
  refuseMissing(name);
  const { readDataText } = await import('../lab/data-file.js');
  const text = readDataText(name, '--data:');
  const evidence = evidenceIn(text);
  if (evidence !== null) return twinData(name, evidence);
  return { set: dataSet(name, { text }), pair: {} };
}

/** @throws UsageError */
function refuseMissing(name: string): void {
  try {
    statSync(name);
  } catch (error) {
    throw new UsageError(
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? `--data: there is no data set and no file "${name}". Data sets are ${DATA_SETS.join(', ')}.${meant(name, DATA_SETS)}`
        : `--data: ${name}: ${fileProblem(error)}.`,
      { cause: error },
    );
  }
}

/** A data file holds a list of releases. What else is JSON is to be evidence, or a report with evidence. */
function evidenceIn(text: string): object | null {
  const parsed = parseJson(text);
  return isObject(parsed) && !('releases' in parsed) ? parsed : null;
}

async function twinData(file: string, evidence: object): Promise<LabData> {
  const analysis = analyse(await parseEvidence(evidence, file));
  const twin = twinOf(analysis);
  if ('missing' in twin) {
    throw new UsageError(`--data ${file}: ${twin.missing} A twin would lack the others.`);
  }
  const { twinDataSet } = await import('../lab/twin.js');
  const { tiller } = analysis;
  return {
    set: twinDataSet(file, twin.releases),
    pair: {
      ...(tiller && { tiller }),
      ...swiftOf(analysis),
    },
    ...(twin.standIn && {
      caveat: `The evidence holds only the total size of release ${twin.standIn.name}, because Tiller refused to send this release. The lab takes it as deployed.`,
    }),
  };
}

/** The one that fits, or the one that was declared. */
function swiftOf({ swift: { releases, declaredRelease } }: Analysis): LabData['pair'] {
  const [only, ...others] = releases;
  const swift = only && others.length === 0 ? only : declaredRelease;
  return swift ? { swift } : {};
}
