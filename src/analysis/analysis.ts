// What every rule starts from: the evidence, and what follows from it at once.
import type { Evidence, SwiftList } from '../evidence/types.js';
import { describeReleases } from '../knowledge/describe.js';
import type { TillerRelease } from '../knowledge/types.js';
import { isEmptyStreamError } from '../knowledge/swift-errors.js';
import { bareVersion, findTiller } from '../knowledge/versions.js';
import type { MeasuredStream } from '../predict/replay.js';
import { attributeListError, type AttributedSize } from './attribute.js';
import { identifySwift, measuredStream, type SwiftIdentity } from './identify-swift.js';
import { otherTiller } from './other-tiller.js';
import { storedRevisions, type Stored } from './stored.js';

export interface Analysis {
  readonly evidence: Evidence;
  /** As Tiller says it, directly or else through Swift. */
  readonly tillerVersionText: string | null;
  /** The same without a leading `v`. */
  readonly tillerVersion: string | null;
  /** The version of the Tiller that Swift talks to, where that is not the one asked directly. */
  readonly otherTiller: string | null;
  /** `null`: no version is known, or it is no release of the tables. */
  readonly tiller: TillerRelease | null;
  readonly swift: SwiftIdentity;
  /** The releases that Swift may be, in words. */
  readonly swiftWords: string;
  /** The plain list: what Swift gets, too. */
  readonly stream: MeasuredStream | null;
  readonly stored: Stored | null;
  readonly sizeError: AttributedSize | null;
  /** What Swift lists; an empty list also where it came as an error. */
  readonly swiftList: SwiftList | null;
}

export function analyse(evidence: Evidence): Analysis {
  const { version } = evidence.tiller;
  const { tillerVersion: viaSwift } = evidence.swift;
  const text = version.ok ? version.value.semVer : viaSwift.ok ? viaSwift.value.semVer : null;
  const tiller = text === null ? null : findTiller(text);
  const swift = identifySwift(evidence, tiller);
  const stream = measuredStream(evidence);
  return {
    evidence,
    tillerVersionText: text,
    tillerVersion: text === null ? null : bareVersion(text),
    otherTiller: otherTiller(evidence),
    tiller,
    swift,
    swiftWords: describeReleases(swift.releases),
    stream,
    stored: storedRevisions(evidence, stream),
    sizeError: attributeListError(evidence, stream, swift.releases, tiller),
    swiftList: listedBySwift(evidence),
  };
}

/** The same, for a reader who does not see what it rests on; `unknown` where no answer and no declaration shows anything. */
export function shownSwift({ swift, swiftWords }: Analysis): string {
  return swift.clues.length > 0 || swift.declaredRelease ? swiftWords : 'unknown';
}

function listedBySwift({ swift: { list } }: Evidence): SwiftList | null {
  if (!list) return null;
  if (list.ok) return list.value;
  return isEmptyStreamError(list.failure) ? { releases: [] } : null;
}
