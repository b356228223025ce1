// From a judgement to a plan: the pairs with which the list of these very releases passes, and the steps to the
// best of them.
import type { Analysis } from '../analysis/analysis.js';
import { PROBED_LIST } from '../analysis/what-if.js';
import { answered } from '../checks/shared/words.js';
import type { Observation } from '../evidence/observation.js';
import type { Evidence, MeasuredRelease } from '../evidence/types.js';
import { byVersion } from '../knowledge/versions.js';
import { bestChanges, bestUpgrades, isNamed, passes, type Upgrades } from '../predict/upgrades.js';
import { unreadableContents, unreadableHistories } from '../predict/unreadable.js';
import { askForAll } from '../predict/way-out.js';
import { toolVersion } from '../util/package-info.js';
import { outlookOf, type Pair } from './outlook.js';
import { compareStep, stepsBetween } from './steps.js';
import { PLAN_SCHEMA_VERSION, type Candidate, type PlanReport } from './types.js';

export interface PlanOptions {
  /** Older versions are considered as well. */
  readonly allowDowngrade: boolean;
  /** Where the evidence of the plan is; `null`: it was not saved. */
  readonly file: string | null;
}

export function planOf(analysis: Analysis, { allowDowngrade, file }: PlanOptions): PlanReport {
  const { evidence } = analysis;
  const known = planned(analysis);
  const base = {
    schemaVersion: PLAN_SCHEMA_VERSION,
    tool: { name: 'swiftcheck', version: toolVersion() },
    evidence: {
      startedAt: evidence.startedAt,
      lab: evidence.lab,
      context: evidence.cluster?.context ?? null,
      revisions: analysis.stored?.releases.length ?? 0,
    },
  } as const;
  if ('missing' in known) {
    return {
      ...base,
      missing: known.missing,
      present: null,
      candidates: [],
      steps: [],
      compare: null,
      exitCode: 3,
    };
  }
  const { present, stored } = known;
  const outlook = outlookOf(present, stored, evidence.startedAt);
  const found = ranked(present, stored, allowDowngrade);
  const [best] = found;
  const steps = best ? stepsBetween(present, best, stored, evidence) : [];
  return {
    ...base,
    missing: null,
    present: outlook,
    candidates: found.map((pair) => candidateOf(pair, present, stored, evidence)),
    steps,
    compare: file === null || steps.length === 0 ? null : compareStep(file, steps.length),
    exitCode: found.length > 0 || outlook.list.outcome !== 'ok' ? 1 : 0,
  };
}

type Known =
  | { readonly present: Pair; readonly stored: readonly MeasuredRelease[] }
  | { readonly missing: string };

/** The present pair with what is stored, or why there is no plan: a sentence. */
function planned(analysis: Analysis): Known {
  const known = knownOf(analysis);
  if ('missing' in known || analysis.swiftList !== null) return known;
  const { swift, tiller } = known.present;
  const request = askForAll(PROBED_LIST, tiller, known.stored);
  return passes(request, swift, tiller, known.stored)
    ? missing(
        'By the sizes of the releases the list passes, but Swift gave this run no list; `swiftcheck probe` says why.',
      )
    : known;
}

/** The present pair and all that is stored, or why these are not known: a sentence. */
function knownOf({
  evidence,
  stored,
  swift,
  swiftWords,
  tiller,
  otherTiller,
  ...rest
}: Analysis): Known {
  if (!evidence.tiller.list) {
    return missing(
      `\`swiftcheck ${evidence.command}\` lists no releases; a plan needs \`swiftcheck probe\`.`,
    );
  }
  if (otherTiller !== null) return missing(`Swift talks to another Tiller, ${otherTiller}.`);
  if (!tiller) {
    return missing(
      rest.tillerVersion === null
        ? `Tiller's version is not known.${why(evidence.tiller.version)}`
        : `Tiller ${rest.tillerVersion} is not in the built-in table.`,
    );
  }
  const [present, ...others] = swift.releases;
  if (!present || others.length > 0) {
    return missing(
      swift.releases.length === 0
        ? 'Swift does not behave like any version of the built-in table.'
        : `Swift's version is not known exactly: it may be ${swiftWords}. Declare the version with --swift-version.`,
    );
  }
  if (!stored?.whole) {
    // Without a version, Tiller is not asked for a list.
    const said = why(evidence.tiller.version) || why(evidence.tiller.list);
    return missing(
      said === ''
        ? 'The direct list does not hold the size of every stored revision; `swiftcheck probe` says why.'
        : `There is no whole direct list, so the sizes of the stored revisions are not known.${said}`,
    );
  }
  return { present: { swift: present, tiller }, stored: stored.releases };
}

const missing = (sentence: string): Known => ({ missing: sentence });

/** Why an observation failed, with a space before; empty where it came. */
function why(observation: Observation<unknown>): string {
  return observation.ok ? '' : ` ${answered(observation.failure)}`;
}

/**
 * The best first: the fewest answers that no call can read, then the fewest programs that go back to an older
 * version, then a pair of Swift's table, then the fewest changes,
 * then the present Tiller. Empty if nothing has to change, or no pair helps.
 */
function ranked(
  present: Pair,
  stored: readonly MeasuredRelease[],
  allowDowngrade: boolean,
): Pair[] {
  const request = askForAll(PROBED_LIST, present.tiller, stored);
  const lists = (pair: Pair) => passes(request, pair.swift, pair.tiller, stored);
  const reads = (pair: Pair) => unread(pair, stored) === 0;
  const isDone = lists(present) && (!allowDowngrade || reads(present));
  if (isDone) return [];
  const newer = lists(present) ? [] : pairsOf(bestUpgrades(request, present, stored));
  // Only an older Swift reads what is too large for all newer ones.
  const older = allowDowngrade
    ? pairsOf(
        bestChanges(
          (swift, tiller) => lists({ swift, tiller }) && reads({ swift, tiller }),
          present,
        ),
      )
    : [];
  const every = [...newer, ...older];
  const distinct = [...new Map(every.map((pair) => [nameOf(pair), pair])).values()];
  return distinct
    .map((pair) => ({
      pair,
      rank: [
        unread(pair, stored),
        olderOf(present, pair),
        isNamed(pair) ? 0 : 1,
        changesOf(present, pair),
        pair.tiller === present.tiller ? 0 : 1,
      ],
    }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ pair }) => pair);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((one) => one !== 0) ?? 0;
}

function pairsOf({ swift, tiller, both, documented }: Upgrades) {
  return [swift, tiller, both, documented].filter((pair) => pair !== null);
}

function nameOf({ swift, tiller }: Pair): string {
  return `${swift.version} ${tiller.version}`;
}

/** Answers with one release or history that no call through the pair can read. */
function unread({ swift, tiller }: Pair, stored: readonly MeasuredRelease[]): number {
  return (
    unreadableContents(swift, tiller, stored).length +
    unreadableHistories(swift, tiller, stored).length
  );
}

function changesOf(from: Pair, to: Pair): number {
  return (from.swift === to.swift ? 0 : 1) + (from.tiller === to.tiller ? 0 : 1);
}

function candidateOf(
  pair: Pair,
  present: Pair,
  stored: readonly MeasuredRelease[],
  { startedAt }: Evidence,
): Candidate {
  return {
    ...outlookOf(pair, stored, startedAt),
    changes: changesOf(present, pair),
    downgrade: olderOf(present, pair) > 0,
  };
}

/** How many of the two programs go back. */
function olderOf(from: Pair, to: Pair): number {
  return (isOlder(to.swift, from.swift) ? 1 : 0) + (isOlder(to.tiller, from.tiller) ? 1 : 0);
}

export function isOlder<R extends { readonly version: string }>(one: R, other: R): boolean {
  return one.version !== other.version && byVersion([one, other])[0] === one;
}
