// What a finding is, and what the catalogue has to say of each code.

import type { Explanation } from '../checks/define.js';

export type { EvidenceKey as Lacking } from '../analysis/missing.js';
export type { Certainty, Explanation, Outcome } from '../checks/define.js';

export interface Entry<Facts> {
  /** What it counts as when it is raised. */
  readonly severity: 'warn' | 'fail';
  /** Raised, it means that an endpoint was not examined: without a failure there is no verdict. */
  readonly unexamined?: true;
  /** A policy asked for it: where it could not be told, and nothing fails, there is no verdict. */
  readonly demanded?: true;
  /** Nothing fails because of it, so no arrow of the way is marked as failing. */
  readonly nothingFails?: true;
  /** The assertion of a check that passes. */
  readonly holds: string;
  /** The assertion of the finding. */
  readonly fails: (facts: Facts) => string;
  readonly explain: (facts: Facts) => Explanation;
}

/** Facts are plain JSON; each code declares the shape of its own. */
export type Facts = object;
