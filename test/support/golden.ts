// The cells of the recorded set: each pair in front of each data set, with servers that answer as recorded.
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { RESPONSES, recordedSwift, recordedTiller } from './recorded.js';

export interface Cell {
  readonly swift: string;
  readonly tiller: string;
  readonly dataset: string;
}

export const CELLS: Cell[] = [
  ...new Map(
    RESPONSES.flatMap(({ swift, tiller, dataset }) =>
      swift === undefined
        ? []
        : [[`${swift} ${tiller} ${dataset}`, { swift, tiller, dataset }] as const],
    ),
  ).values(),
].sort(
  (a, b) =>
    byVersion(a.tiller, b.tiller) ||
    byVersion(a.swift, b.swift) ||
    a.dataset.localeCompare(b.dataset),
);

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Sets whose recorded answers are cut too short to be played back whole. */
const LARGE = ['chunks', 'many', 'over20'];

/** The recorded answers; of the large sets the lab's, which its own tests hold to every recorded line. */
export async function startCell({ swift, tiller, dataset }: Cell) {
  if (LARGE.includes(dataset)) return startLab({ ...known(swift, tiller), data: dataSet(dataset) });
  const runningTiller = await recordedTiller(tiller, dataset);
  const runningSwift = await recordedSwift(swift, tiller, dataset);
  return {
    tillerAddress: runningTiller.address,
    swiftUrl: runningSwift.address,
    close: async () => {
      await runningSwift.close();
      await runningTiller.close();
    },
  };
}

function known(swiftVersion: string, tillerVersion: string) {
  const [swift, tiller] = [findSwift(swiftVersion), findTiller(tillerVersion)];
  if (!swift || !tiller) throw new Error('a recorded release is not in the tables');
  return { swift, tiller };
}
