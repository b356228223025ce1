// What a signature is: a text that users of this stack met, and what can be said of it without asking
// anything of the network.
import type { Hop } from '../evidence/observation.js';
import type { Certainty, FindingCode } from '../checks/define.js';
import type { Groups, Steps } from '../checks/shared/told.js';

/** A stretch of the way; beside those that swiftcheck observes, those that only a log tells of. */
export type SignatureHop =
  Hop | 'swift->kubernetes' | 'client->tiller' | 'port-forward' | 'cluster';

/** One or more signatures can match a text: the same words come from several causes. */
export interface Signature {
  /** A slug of its own; never reused. */
  readonly id: string;
  /** Searched anywhere in the pasted text; may name groups. Its examples are test/signatures/examples.ts. */
  readonly pattern: RegExp;
  /** Who says it: `Swift 0.7.0 to 0.10.0`, `Tiller`, `the API server`. */
  readonly saidBy: string;
  /** Where it goes wrong; several where the text alone does not tell. */
  readonly hops: readonly SignatureHop[];
  /** What it means, in one or two sentences; with the numbers of the text where it has some. */
  readonly cause: string | ((groups: Groups) => string);
  /** What the text alone allows: the usual cause of the words, or one of several. */
  readonly certainty: Certainty;
  /** Findings that confirm or exclude it; empty where no probe from outside can. */
  readonly findings: readonly FindingCode[];
  /** Commands that tell more, the cheapest first: `swiftcheck probe …` or `kubectl …`. */
  readonly checks: readonly string[];
  /** What to do, the smallest step first. */
  readonly steps: Steps;
}
