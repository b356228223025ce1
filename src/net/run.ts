// What bounds a run in time, who hears of each call, and which secrets both must not hold.
import type { Call } from '../evidence/calls.js';
import type { Proposal, ThrowawayRelease } from '../evidence/throwaway.js';
import { afterRunning, ranMs, whenRan, within } from './running-time.js';
import { Secrets } from './secrets.js';

export interface RunOptions {
  /** Longest that one call may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest that the whole run may take, in milliseconds. */
  readonly maxTimeMs: number;
  /** Largest message or body that is taken, in bytes. */
  readonly ceilingBytes: number;
  /** Whether a token of a kubeconfig may go over plain HTTP beyond this machine. Default: no. */
  readonly allowPlaintextToken?: boolean;
  /** Aborted by the user (Ctrl-C, SIGTERM). */
  readonly interrupted: AbortSignal;
  readonly onCall: (call: Call) => void;
  /**
   * Called before a throwaway release is sent to Tiller, and with `null` once that release needs no
   * cleanup by hand. Absent: nothing is installed.
   */
  readonly onThrowaway?: (release: ThrowawayRelease | null) => void;
  /** Asked before a throwaway release is sent to Tiller. Absent: nothing is installed. */
  readonly agree?: (proposal: Proposal) => Promise<boolean>;
}

/** Why a call ended before its answer came. */
export type StopReason = 'timeout' | 'max-time' | 'interrupted' | 'cleanup';

/** What ends a run. */
interface End {
  readonly signal: AbortSignal;
  readonly stop: StopReason;
}

/** Longest that cleaning up may take once a run is over, in milliseconds. */
export const CLEANUP_MS = 30_000;

/** The time of a run, in which this process runs: each call gets a signal that says when and why it has to stop. */
export class Run {
  #ends: readonly End[];
  readonly #startedAt = ranMs();
  /** By `ranMs()`. */
  #overSince: number | null = null;

  constructor(
    readonly options: RunOptions,
    ends?: readonly End[],
    /** Each owner of a client adds its secrets before the client sends anything. */
    readonly secrets = new Secrets(),
  ) {
    this.#ends = ends ?? [
      { signal: options.interrupted, stop: 'interrupted' },
      { signal: afterRunning(options.maxTimeMs), stop: 'max-time' },
    ];
    for (const { signal } of this.#ends) this.#watch(signal);
    if (this.over) this.#end();
  }

  /** Does a task whose time does not count, such as a question to a person. */
  async pausing<T>(task: () => Promise<T>): Promise<T> {
    const timed = this.#ends.find(({ stop }) => stop === 'max-time');
    const used = ranMs() - this.#startedAt;
    timed?.signal.removeEventListener('abort', this.#end);
    this.#ends = this.#ends.filter((end) => end !== timed);
    try {
      return await task();
    } finally {
      if (timed) {
        const left = Math.max(0, Math.ceil(this.options.maxTimeMs - used));
        const signal = afterRunning(left);
        this.#watch(signal);
        this.#ends = [...this.#ends, { signal, stop: 'max-time' }];
      }
    }
  }

  /** A run for a change: it is not stopped with this one, but half of CLEANUP_MS later. */
  forChange(): Run {
    const ends: End[] = [{ signal: this.#later(CLEANUP_MS / 2), stop: 'cleanup' }];
    return new Run(this.options, ends, this.secrets);
  }

  /** A run for taking a change back: over after CLEANUP_MS, counted from the end of this run if that is sooner. */
  forCleanup(): Run {
    const ends = [afterRunning(CLEANUP_MS), this.#later(CLEANUP_MS)];
    return new Run(
      this.options,
      ends.map((signal) => ({ signal, stop: 'cleanup' })),
      this.secrets,
    );
  }

  /** Reports a call, without the secrets that a peer may have put into its name or its outcome. */
  tell(call: Call): void {
    this.options.onCall(this.secrets.cleaned(call));
  }

  /** The reason not to start anything more, if there is one. */
  get over(): StopReason | null {
    return this.#ends.find(({ signal }) => signal.aborted)?.stop ?? null;
  }

  /** A signal for one call, and the question why it was aborted. */
  call(): { signal: AbortSignal; stopped: () => StopReason | null } {
    const { signal, time } = within(this.options.timeoutMs, this.signal);
    return {
      signal,
      stopped: () => this.over ?? (time.aborted ? 'timeout' : null),
    };
  }

  /** Aborted when nothing may go on. */
  get signal(): AbortSignal {
    return AbortSignal.any(this.#ends.map(({ signal }) => signal));
  }

  /** How long a look into a failed connection may take, beyond the time of the call. */
  get diagnosisMs(): number {
    return Math.min(this.options.timeoutMs, 5_000);
  }

  readonly #end = (): void => {
    this.#overSince ??= ranMs();
  };

  #watch(signal: AbortSignal): void {
    signal.addEventListener('abort', this.#end, { once: true });
  }

  /** Aborted `ms` after this run is over. */
  #later(ms: number): AbortSignal {
    const controller = new AbortController();
    const start = () => {
      const now = ranMs();
      const left = Math.max(0, ms - (now - (this.#overSince ?? now)));
      whenRan(left, () => controller.abort());
    };
    if (this.over) start();
    else
      for (const { signal } of this.#ends) signal.addEventListener('abort', start, { once: true });
    return controller.signal;
  }
}
