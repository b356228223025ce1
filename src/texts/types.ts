// What is known of an error text, without asking the network.
import type { Hop } from '../evidence/observation.js';
import type { Certainty, Step } from './step.js';

/** Where it goes wrong. Beside the hops of a run there are those that only a log shows. */
export type TextHop =
  | Hop
  | 'client->tiller'
  | 'client->kubernetes'
  | 'client->proxy'
  | 'client->repository'
  | 'swift->kubernetes'
  | 'swift->repository'
  | 'api-server->kubelet'
  | 'kubelet->tiller'
  | 'port-forward'
  | 'cluster';

/** Named groups of the pattern that matched; absent where the text has none. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** Writes the commands of steps. The shell of a run fits. */
export interface Commands {
  /** @param namespace `null`: the command names none */
  readonly kubectl: (namespace: string | null, words: readonly string[]) => string;
}

/** Where steps apply. */
export interface Scene extends Commands {
  /** The namespace of Tiller; `null`: not known, so that commands use Helm's default. */
  readonly tillerNamespace: string | null;
}

/** What a text means. */
export interface Meaning {
  /** A slug of its own; never reused. */
  readonly id: string;
  /** Who says it: `Swift 0.7.0 to 0.10.0`, `Tiller`, `the API server`. */
  readonly saidBy: string;
  /** Where it goes wrong; several where the text alone leaves them open. */
  readonly hops: readonly TextHop[];
  /** What would decide between the hops; absent where one is left, or where the cause is the same at each. */
  readonly decides?: string;
  readonly cause: string;
  /** What the text alone allows: the usual cause of the words, or one of several. */
  readonly certainty: Certainty;
  /** Codes of the findings that confirm or exclude it; empty if no probe from outside can. */
  readonly findings: readonly string[];
  /** What to do, the smallest step first. */
  readonly steps: readonly Step[];
  /** A `cause` stands before the `symptom` that follows from it, and a `note` last. */
  readonly rank: Rank;
}

export type Rank = 'cause' | 'symptom' | 'note';

/** A text whose words alone say who speaks, of what and why. */
export interface Phrase extends Omit<Meaning, 'cause' | 'steps' | 'rank' | 'hops'> {
  /** Searched anywhere in the text, in which a new log line begins with a line feed. May name groups. */
  readonly pattern: RegExp;
  /** What the groups must be; absent: anything. */
  readonly when?: (groups: Groups) => boolean;
  readonly hops: readonly TextHop[] | ((groups: Groups) => readonly TextHop[]);
  readonly cause: string | ((groups: Groups) => string);
  readonly steps: readonly Step[] | ((groups: Groups, scene: Scene) => readonly Step[]);
  /** Absent: a cause. */
  readonly rank?: Rank;
}

/** What one entry finds in one form of the text. */
export interface Hit {
  readonly key: string;
  readonly meaning: Meaning;
  readonly spans: readonly (readonly [number, number])[];
  /** The same in every form; `null` for a phrase. */
  readonly tail: string | null;
  readonly specificity: number;
  readonly order: number;
}
