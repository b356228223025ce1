// What a finding is, and what the catalogue has to say of each code.

/** "could-not-tell": evidence is missing. "not-applicable": there is nothing to judge here. */
export type Outcome = 'pass' | 'warn' | 'fail' | 'not-applicable' | 'could-not-tell';

/**
 * How sure a cause is: read off the numbers; known of the release, which rests on its version; or
 * the usual one of several.
 */
export type Certainty = 'measured' | 'follows from the release' | 'likely';

export interface Explanation {
  /** What was seen, verbatim where it is the other side's text. */
  readonly seen: readonly string[];
  readonly cause: string;
  readonly certainty: Certainty;
  /** What to do, the smallest step first. */
  readonly next: readonly string[];
}

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

/** The evidence, or what is made of it, whose absence keeps a check from telling. */
export type Lacking =
  | 'API server'
  | 'connection to Tiller'
  | "Tiller's version"
  | "Tiller's release"
  | 'direct list'
  | 'every release'
  | 'connection to Swift'
  | "Swift's answer"
  | "Swift's release"
  | 'list through Swift'
  | 'hop';

/** Facts are plain JSON; each code declares the shape of its own. */
export type Facts = object;
