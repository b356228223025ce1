// What a run reports of its calls while they last: for `-v` and the live view, never for a judgement.
import type { Hop } from './observation.js';

/** How much of a list has come. */
export interface Progress {
  /** The size of the messages, or of the body, so far. */
  readonly bytes: number;
  readonly releases: number;
  /** How many releases will come, as the other side says; `null` where it does not. */
  readonly total: number | null;
}

interface CallIdentity {
  /** Calls of the same name can last at the same time. */
  readonly id: number;
  /** `Tiller GetVersion`, `Swift GET /tiller/v2/version/json`. */
  readonly name: string;
  readonly hop: Hop;
}

/** A call begins, a part of its answer comes, it ends. */
export type Call = CallIdentity &
  (
    | { readonly phase: 'started' }
    | { readonly phase: 'progress'; readonly progress: Progress }
    | {
        readonly phase: 'ended';
        /** Milliseconds. */
        readonly ms: number;
        /** Milliseconds after those, where there was no answer: the look into the connection. */
        readonly diagnosisMs?: number;
        readonly ok: boolean;
        /** `ok`, or the failure in one sentence. */
        readonly outcome: string;
        /** Where an exception that no call expects was thrown, a line for each frame. */
        readonly trace?: string;
      }
  );
