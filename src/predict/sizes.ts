// Encoded sizes of the answers that Tiller and Swift build, computed from measured releases. In
// proto3 a scalar that is zero or empty is left out; a message or an entry of a list never is.
import type { MeasuredRelease } from '../evidence/types.js';
import { lengthDelimitedBytes, TAG_BYTES, varintBytes } from '../util/protobuf-size.js';

/** A number of bytes that may be known only within bounds, both inclusive. */
export interface Size {
  /** The likeliest; exact where `min` and `max` are the same. */
  readonly bytes: number;
  readonly min: number;
  /** `null`: no bound is known. */
  readonly max: number | null;
}

export function exactly(bytes: number): Size {
  return { bytes, min: bytes, max: bytes };
}

/** The fields of a ListReleasesResponse besides its releases. */
export interface ListHeader {
  /** Releases in the answer, all its messages together. */
  readonly count: number;
  /** Name of the first release not given; empty if none is left. */
  readonly next: string;
  /** Releases that match, also those beyond the limit. */
  readonly total: number;
}

/** What of a release a size needs. */
export type Sized = Pick<MeasuredRelease, 'bytes'>;

/** A string field; nothing where it is empty. */
export function stringFieldBytes(text: string): number {
  return text === '' ? 0 : lengthDelimitedBytes(Buffer.byteLength(text));
}

/** An integer field of `value` >= 0; nothing where it is zero. */
export function integerFieldBytes(value: number): number {
  return value === 0 ? 0 : TAG_BYTES + varintBytes(value);
}

/** A ListReleasesResponse without releases. */
export function listHeaderBytes(header: ListHeader): number {
  return (
    integerFieldBytes(header.count) +
    stringFieldBytes(header.next) +
    integerFieldBytes(header.total)
  );
}

/** A ListReleasesResponse that holds `releases`: one message of Tiller's stream. */
export function listMessageBytes(releases: readonly Sized[], header: ListHeader): number {
  return listHeaderBytes(header) + framed(releases, (release) => release.bytes);
}

/** Swift's SummarizeReleasesResponse; Swift never fills its count, next and total. */
export function summaryListBytes(
  releases: readonly Pick<MeasuredRelease, 'summaryBytes'>[],
): number {
  return framed(releases, (release) => release.summaryBytes);
}

/** A GetReleaseContentResponse, and an InstallReleaseResponse, which has the same shape. */
export function contentAnswerBytes(release: Sized): number {
  return lengthDelimitedBytes(release.bytes);
}

/** A GetHistoryResponse that holds `releases`. */
export function historyAnswerBytes(releases: readonly Sized[]): number {
  return framed(releases, (release) => release.bytes);
}

/**
 * A GetReleaseStatusResponse. Tiller puts a table of the release's objects into the stored Info;
 * `tableBytes` is its length, `null` where it is not known. The table sits two messages deep, so
 * the lengths of both may take more bytes: the result is exact without a table only.
 */
export function statusAnswerBytes(
  release: Pick<MeasuredRelease, 'name' | 'namespace' | 'infoBytes' | 'parts'>,
  tableBytes: number | null,
): Size {
  const names = stringFieldBytes(release.name) + stringFieldBytes(release.namespace);
  const sized = (infoBytes: number) => names + lengthDelimitedBytes(infoBytes);
  const stored = sized(release.infoBytes);
  if (tableBytes === null) return { bytes: stored, min: stored, max: null };
  if (tableBytes === 0) return exactly(stored);
  const table = lengthDelimitedBytes(tableBytes);
  const least = sized(release.infoBytes + table);
  // The Status inside Info holds at least its code and the NOTES, and at most all of Info.
  const mostGrowth = growth(2 + release.parts.notesBytes, release.infoBytes, table);
  return { bytes: least, min: least, max: sized(release.infoBytes + table + mostGrowth) };
}

/** How many bytes more a length can take once `added` is added to something in these bounds. */
function growth(atLeast: number, atMost: number, added: number): number {
  return varintBytes(atMost + added) - varintBytes(atLeast);
}

function framed<R>(payloads: readonly R[], bytesOf: (payload: R) => number): number {
  return payloads.reduce((sum, payload) => sum + lengthDelimitedBytes(bytesOf(payload)), 0);
}
