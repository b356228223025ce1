// Answers that are one message and do not pass through a pair: contents of stored revisions, and histories.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { deliverAnswer } from './deliver.js';
import { groupByName } from './group.js';
import { contentAnswerBytes, exactly, historyAnswerBytes } from './sizes.js';
import type { StoredRelease } from './types.js';

/** An answer that a limit stops, in bytes. */
export interface TooLarge {
  readonly bytes: number;
  readonly limitBytes: number;
}

export interface UnreadableContent extends TooLarge {
  readonly release: StoredRelease;
}

export interface UnreadableHistory extends TooLarge {
  readonly name: string;
  /** How many of its newest revisions pass in one answer. */
  readonly fitting: number;
  readonly revisions: number;
}

/** In the order of `stored`. */
export function unreadableContents(
  swift: SwiftRelease,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): UnreadableContent[] {
  return stored.flatMap((release) => {
    const stopped = stoppedAt(contentAnswerBytes(release), swift, tiller);
    return stopped ? [{ release, ...stopped }] : [];
  });
}

/** The names whose whole history does not pass in one answer. */
export function unreadableHistories(
  swift: SwiftRelease,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): UnreadableHistory[] {
  return groupByName(stored).flatMap((group) => {
    const newest = group.toSorted((a, b) => b.revision - a.revision);
    const stopped = stoppedAt(historyAnswerBytes(newest), swift, tiller);
    if (!stopped) return [];
    let fitting = 0;
    let bytes = 0;
    for (const release of newest) {
      bytes += contentAnswerBytes(release);
      if (bytes > stopped.limitBytes) break;
      fitting += 1;
    }
    const name = newest[0]?.name ?? '';
    return [{ name, fitting, revisions: newest.length, ...stopped }];
  });
}

function stoppedAt(bytes: number, swift: SwiftRelease, tiller: TillerRelease): TooLarge | null {
  const limitBytes = deliverAnswer(exactly(bytes), [], swift, tiller).failure?.limitBytes;
  return limitBytes === undefined ? null : { bytes, limitBytes };
}
