// How Tiller cuts a list into the messages of its stream.
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import type { TillerRelease } from '../knowledge/types.js';
import { listHeaderBytes, listMessageBytes, type ListHeader, type Sized } from './sizes.js';

/** One message of the stream as Tiller builds it, whether or not it can be sent. */
export interface Chunk<R> {
  readonly releases: readonly R[];
  readonly bytes: number;
  /** Entries at the front that the next chunk overwrote. */
  readonly overwritten: number;
}

/**
 * The messages for a list of `releases`, in order. A Tiller with `listDelivery: "one message"` has
 * exactly one, also for an empty list; one with "chunks" has none for an empty list.
 */
export function chunkList<R extends Sized>(
  releases: readonly R[],
  header: ListHeader,
  tiller: Pick<TillerRelease, 'listDelivery' | 'chunkBufferReuse'>,
): Chunk<R>[] {
  const parts = tiller.listDelivery === 'chunks' ? partition(releases, header) : [releases];
  return parts.map((part, index) => {
    const next = (tiller.chunkBufferReuse ? parts[index + 1] : undefined) ?? [];
    const overwritten = Math.min(part.length, next.length);
    const sent =
      overwritten === 0 ? part : [...next.slice(0, overwritten), ...part.slice(overwritten)];
    return { releases: sent, bytes: listMessageBytes(sent, header), overwritten };
  });
}

/** Bytes of releases that a chunk may hold. */
export function chunkCapBytes(header: ListHeader): number {
  return TILLER_MESSAGE_LIMIT - listHeaderBytes(header);
}

/**
 * A release that would take the sum over the cap closes the chunk before it, which is empty where
 * that release is the first. Tag and length of each release are not counted, so a full chunk can
 * exceed the limit by its framing.
 */
function partition<R extends Sized>(releases: readonly R[], header: ListHeader): R[][] {
  const cap = chunkCapBytes(header);
  const parts: R[][] = [];
  let part: R[] = [];
  let filled = 0;
  for (const release of releases) {
    if (filled + release.bytes > cap) {
      parts.push(part);
      part = [];
      filled = 0;
    }
    part.push(release);
    filled += release.bytes;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
