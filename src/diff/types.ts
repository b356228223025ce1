// What differs between two runs, as data: what `swiftcheck diff` prints in every format. docs/diff.schema.json is
// generated from it.
import type { Bytes, Count, Int32, UtcTime } from '../evidence/scalars.js';
import type { LabFacts } from '../evidence/target.js';
import type { Headroom } from '../views/headroom.js';

export const DIFF_SCHEMA_VERSION = 1;

/** One of the two runs. */
export interface DiffSide {
  readonly startedAt: UtcTime;
  readonly lab: LabFacts | null;
  readonly context: string | null;
  /** In words: a version, or those that Swift can be. */
  readonly swift: string;
  /** `null`: not known. */
  readonly tiller: string | null;
  /** Stored revisions; `null`: the list does not hold each of them. */
  readonly revisions: Count | null;
  /** All of them together. */
  readonly bytes: Bytes | null;
}

/** A release whose stored revisions are not those of the earlier run. */
export interface ReleaseChange {
  readonly kind: 'added' | 'gone' | 'grown' | 'shrunk' | 'changed';
  readonly namespace: string;
  readonly name: string;
  /** `null`: not stored. */
  readonly before: ReleaseSize | null;
  readonly after: ReleaseSize | null;
}

export interface ReleaseSize {
  readonly revisions: Count;
  readonly newest: Int32;
  /** The largest revision. */
  readonly largestBytes: Bytes;
  /** All revisions together. */
  readonly bytes: Bytes;
}

export interface FindingChange {
  /** `unknown`: the later run does not show it. */
  readonly kind: 'new' | 'worse' | 'better' | 'gone' | 'same' | 'unknown';
  readonly code: string;
  /** Its title then; `null`: it was not raised. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of a new one: the earlier run does not show whether it was there. */
  readonly beforeUnknown?: true;
  /** Whether it makes the comparison fail. */
  readonly counts: boolean;
}

/** A limit of which at least one run knows how much was used. */
export interface HeadroomChange {
  readonly what: Headroom['what'];
  readonly before: Headroom | null;
  readonly after: Headroom | null;
}

/** What `swiftcheck diff --format json` prints. Sizes are bytes. */
export interface DiffReport {
  readonly schemaVersion: typeof DIFF_SCHEMA_VERSION;
  readonly tool: { readonly name: 'swiftcheck'; readonly version: string };
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Why the two may be of different endpoints; `null` where nothing says so. */
  readonly unlike: string | null;
  /** Why releases are not compared; `null` where they are. */
  readonly releasesUnknown: string | null;
  /** The largest change first. */
  readonly releases: readonly ReleaseChange[];
  readonly findings: readonly FindingChange[];
  readonly headroom: readonly HeadroomChange[];
  /** 1: a finding that counts is new or worse. 3: something was not examined. */
  readonly exitCode: 0 | 1 | 3;
}
