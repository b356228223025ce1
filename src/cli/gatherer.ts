// How a run comes to its evidence, wherever its endpoints are.
import type { Failure } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import type { Run } from '../net/run.js';

/** What a run does with its endpoints. */
export interface Gatherer {
  /** @param command absent: that of the run */
  readonly gather: (run: Run, command?: Evidence['command']) => Promise<Evidence>;
  /** What keeps the endpoints from being asked; nothing where they can be. */
  readonly reach: (run: Run) => Promise<readonly Failure[]>;
  /** The context of the kubeconfig that is asked; absent: none is. */
  readonly context?: string;
}

/** A run by itself (`null`), or one of several, each with a clock of its own. */
export interface NamedGatherer<Name = string | null> {
  readonly name: Name;
  readonly gatherer: Gatherer;
}
