// The rounds of `swiftcheck watch`: the versions each time, the lists now and then or once something has changed,
// and a line for each change. What earlier probes showed is kept only if the last one does not show it.
import { shownSwift } from '../analysis/analysis.js';
import { compared, NOTHING, type Earlier } from '../diff/diff.js';
import { changeLines } from '../diff/words.js';
import { isRaised } from '../checks/registry.js';
import type { Evidence } from '../evidence/types.js';
import { judge, type Judgement } from '../judge/judge.js';
import { plural } from '../util/bytes.js';
import { timeWords } from '../util/time.js';

export interface Clock {
  /** Milliseconds since 1970. For words alone: this clock can be set back. */
  readonly now: () => number;
  /** Milliseconds since some time. */
  readonly elapsed: () => number;
  /** Ends early where `until` is aborted. */
  readonly sleep: (ms: number, until: AbortSignal) => Promise<void>;
}

/** One pair that is watched. */
export interface Watched {
  /** `null`: it is the only one. */
  readonly name: string | null;
  readonly gather: (command: 'versions' | 'probe', interrupted: AbortSignal) => Promise<Evidence>;
}

export interface Rounds {
  /** Called before each round. */
  readonly watched: () => readonly Watched[] | Promise<readonly Watched[]>;
  readonly intervalMs: number;
  /** Lists come no more often, unless a version or a finding of the versions changes. */
  readonly listEveryMs: number;
  readonly clock: Clock;
  readonly interrupted: AbortSignal;
  readonly say: (line: string) => void;
  /** Called after each round. */
  readonly onRound: (state: WatchState) => void;
}

export interface WatchState {
  readonly rounds: number;
  /** When the last round ended, in milliseconds since 1970. */
  readonly endedAt: number;
  /** The same by `elapsed` of the clock. */
  readonly endedElapsed: number;
  /** The last probe of each pair. */
  readonly last: readonly { readonly name: string | null; readonly judgement: Judgement }[];
}

interface Known {
  /** What the versions alone came to, and which endpoints answered the probe. */
  readonly signature: string;
  /** By `elapsed` of the clock. */
  readonly listedElapsed: number;
  readonly judgement: Judgement;
  /** What probes before that showed, and the last one does not show. */
  readonly earlier: Earlier;
}

/** Goes on until it is interrupted. */
export async function keepWatching(rounds: Rounds): Promise<void> {
  const { watched, intervalMs, clock, interrupted, onRound } = rounds;
  const isOver = () => interrupted.aborted;
  let before = new Map<string | null, Known>();
  for (let count = 1; !isOver(); count += 1) {
    const known = new Map<string | null, Known>();
    for (const pair of await watched()) {
      const next = await look(pair, before.get(pair.name), rounds);
      // A round that an interrupt cut short shows nothing.
      if (isOver()) return;
      known.set(pair.name, next);
    }
    before = known;
    const last = [...known].map(([name, { judgement }]) => ({ name, judgement }));
    onRound({ rounds: count, endedAt: clock.now(), endedElapsed: clock.elapsed(), last });
    await clock.sleep(intervalMs, interrupted);
  }
}

async function look(
  { name, gather }: Watched,
  before: Known | undefined,
  { listEveryMs, clock, interrupted, say }: Rounds,
): Promise<Known> {
  const [at, elapsed] = [clock.now(), clock.elapsed()];
  const found = judge(await scoped(interrupted, (signal) => gather('versions', signal)));
  if (
    before?.signature === signatureOf(found, found.evidence) &&
    elapsed - before.listedElapsed < listEveryMs
  ) {
    return before;
  }
  const evidence = await scoped(interrupted, (signal) => gather('probe', signal));
  const judgement = judge(evidence);
  const known = before && compared(before.judgement.evidence, evidence, before.earlier);
  if (!interrupted.aborted) {
    const lines = known ? changeLines(known.diff, before.earlier.open) : firstLines(judgement);
    const prefix = name === null ? '' : `${name}: `;
    const time = timeWords(new Date(at).toISOString());
    for (const line of lines) say(`${time}  ${prefix}${line}`);
  }
  return {
    signature: signatureOf(found, evidence),
    ...{ listedElapsed: elapsed, judgement, earlier: known?.known ?? NOTHING },
  };
}

/** A signal for one run: what the run adds to the signal goes with the run. */
async function scoped<T>(
  interrupted: AbortSignal,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  interrupted.addEventListener('abort', abort);
  if (interrupted.aborted) abort();
  try {
    return await task(controller.signal);
  } finally {
    interrupted.removeEventListener('abort', abort);
  }
}

/** @param last the last probe: it is made again if an endpoint answers otherwise than in the probe */
function signatureOf(
  { evidence: { cluster }, analysis, findings }: Judgement,
  { tiller, swift }: Evidence,
): string {
  const raised = findings.filter(isRaised).map(({ code, title }) => [code, title]);
  const answers = [tiller.version, swift.liveness, swift.tillerVersion].map(({ ok }) => ok);
  return JSON.stringify([
    ...[cluster?.server, analysis.swiftWords, analysis.tillerVersion],
    ...[raised, answers],
  ]);
}

function firstLines({ evidence, analysis, findings, verdict, exitCode }: Judgement): string[] {
  const raised = findings.filter(isRaised);
  // With a failure the sentence would repeat a finding.
  const words = exitCode === 1 ? plural(raised.length, 'finding') : verdict.sentence;
  const lab = evidence.lab ? 'LAB RUN, ' : '';
  return [
    `${lab}Swift ${shownSwift(analysis)}, Tiller ${analysis.tillerVersion ?? 'unknown'}: ${words} (exit ${exitCode})`,
    ...raised.map(({ code, title }) => `has  ${code}: ${title}`),
  ];
}
