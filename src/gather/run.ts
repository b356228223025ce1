// What bounds a run in time, who is told of each call, and what neither may hold.
import type { Call } from '../evidence/calls.js';
import { Secrets } from './secrets.js';

export interface RunOptions {
  /** Longest that one call may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest that the whole run may take, in milliseconds. */
  readonly maxTimeMs: number;
  /** Largest message or body that is taken, in bytes. */
  readonly ceilingBytes: number;
  /** Aborted by the user (Ctrl-C, SIGTERM). */
  readonly interrupted: AbortSignal;
  readonly onCall: (call: Call) => void;
}

/** Why a call ended before its answer came. */
export type Stop = 'timeout' | 'max-time' | 'interrupted';

/** The time of a run: each call gets a signal that says when and why it has to stop. */
export class Run {
  readonly #deadline: AbortSignal;

  constructor(
    readonly options: RunOptions,
    /** Of whoever has a client: it is added before the client asks anything. */
    readonly secrets = new Secrets(),
  ) {
    this.#deadline = AbortSignal.timeout(options.maxTimeMs);
  }

  /** A run for cleaning up: not stopped by what stopped the first one. */
  forCleanup(): Run {
    const { options, secrets } = this;
    const maxTimeMs = Math.max(options.timeoutMs, 30_000);
    const interrupted = new AbortController().signal;
    return new Run({ ...options, maxTimeMs, interrupted }, secrets);
  }

  /** Tells of a call, without the secrets that a peer may have put into its name or its outcome. */
  tell(call: Call): void {
    this.options.onCall(this.secrets.cleaned(call));
  }

  /** The reason not to start anything more, if there is one. */
  get over(): Stop | null {
    if (this.options.interrupted.aborted) return 'interrupted';
    return this.#deadline.aborted ? 'max-time' : null;
  }

  /** A signal for one call, and the question why it was aborted. */
  call(): { signal: AbortSignal; stopped: () => Stop | null } {
    const timeout = AbortSignal.timeout(this.options.timeoutMs);
    return {
      signal: AbortSignal.any([timeout, this.signal]),
      stopped: () => this.over ?? (timeout.aborted ? 'timeout' : null),
    };
  }

  /** Aborted when nothing may go on. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#deadline, this.options.interrupted]);
  }

  /** How long a look into a failed connection may take, beyond the time of the call. */
  get diagnosisMs(): number {
    return Math.min(this.options.timeoutMs, 5_000);
  }
}
