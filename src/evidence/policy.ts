// What a run was asked to insist on, as plain JSON. It is kept with the evidence, so that a report made
// later comes to the same verdict and exit code.

import { utcTime } from '../util/time.js';
import type { UtcTime } from './scalars.js';

/** From which severity on a finding makes the run fail. */
export type FailOn = 'warn' | 'fail';

/** What a preflight insisted on. */
export interface Policy {
  readonly failOn: FailOn;
  /**
   * The share of each limit that has to stay free, such as 0.2. Absent: none is asked for.
   * @exclusiveMinimum 0
   * @exclusiveMaximum 1
   */
  readonly headroom?: number;
  /**
   * The largest release that may be stored, in encoded bytes.
   * @asType integer
   * @minimum 1
   */
  readonly maxReleaseBytes?: number;
  readonly require?: Requirements;
  readonly ignore?: readonly Ignore[];
  readonly baseline?: Baseline;
}

/** Ranges as npm's semver reads them, such as `>=0.11.1`. */
export interface Requirements {
  readonly swift?: string;
  readonly tiller?: string;
  /** One of these has to be what runs. */
  readonly pairs?: readonly RequiredPair[];
}

export interface RequiredPair {
  readonly swift: string;
  readonly tiller: string;
}

/** A finding that is accepted for a time. */
export interface Ignore {
  readonly code: string;
  readonly reason: string;
  /**
   * The last day on which it is ignored, in UTC: `2027-03-31`.
   * @pattern ^\d{4}-\d{2}-\d{2}$
   */
  readonly expires: string;
}

/** Whether the last day of an entry is over. */
export function hasExpired({ expires }: Ignore, today: string): boolean {
  const day = utcTime(today)?.slice(0, 10);
  return day !== undefined && day > expires;
}

/** What an earlier run had raised. */
export interface Baseline {
  /** When that run began. */
  readonly startedAt: UtcTime;
  readonly findings: readonly KnownFinding[];
}

export interface KnownFinding {
  readonly code: string;
  /** Whose it is, where several endpoints can have the code. Absent also in evidence of older versions. */
  readonly endpoint?: string;
  readonly title: string;
  readonly measures: Measures;
}

/**
 * How bad a finding is, by what is counted: the larger a number, the worse. A name that the earlier run
 * did not have is new.
 */
export type Measures = Readonly<Record<string, number>>;
