// What to do, as data.

/**
 * How sure a cause is: `certain` follows from what this run saw and from what is known of the versions;
 * `likely` is the usual cause of what was seen; `possible` is one of several.
 */
export type Certainty = 'certain' | 'likely' | 'possible';

/** One thing to do. */
export interface Step {
  /** One or two sentences. They name what is not known of a command, and what the command costs. */
  readonly text: string;
  /** One complete line for a POSIX shell. */
  readonly command?: string;
  /** Whether the step changes the cluster, its releases or an installed program. */
  readonly changes: boolean;
}
