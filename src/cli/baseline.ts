// The earlier run that a run is held against: which of the files that were named is about the same.
import { evidenceIn, isFolder, loadEvidence } from '../evidence/file.js';
import type { Baseline, Policy } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import { baselineOf } from '../judge/baseline.js';
import { judge } from '../judge/judge.js';
import { UsageError } from '../util/usage-error.js';

interface Earlier {
  readonly file: string;
  readonly lab: boolean;
  /** `null`: its endpoints were given, and not found in a cluster. */
  readonly context: string | null;
  readonly baseline: Baseline;
}

/**
 * The baseline of a run, or one sentence why nothing is known of it: then all that is found is new, which
 * at worst fails a run that need not have failed.
 */
export type BaselineFor = (evidence: Evidence) => Baseline | string;

/** @param path a file for every run, or a folder with one for each context. @throws UsageError */
export async function readBaseline(path: string, policy: Policy): Promise<BaselineFor> {
  const load = async (file: string): Promise<Earlier> => {
    const evidence = await loadEvidence(file);
    // The same is asked of it, so that only what has changed differs.
    const { findings } = judge({ ...evidence, policy: withoutIgnores(policy) });
    return { file, ...aboutOf(evidence), baseline: baselineOf(evidence, findings) };
  };
  if (!isFolder(path)) {
    const earlier = await load(path);
    return (evidence) => unlike(earlier, evidence) ?? earlier.baseline;
  }
  const files = evidenceIn(path);
  if (files.length === 0) throw new UsageError(`${path} holds no evidence: it has no .json file.`);
  const all = await Promise.all(files.map(load));
  return (evidence) => chosen(path, all, evidence);
}

function withoutIgnores({ ignore: _ignore, ...rest }: Policy): Policy {
  return rest;
}

function aboutOf({ lab, cluster }: Evidence): Pick<Earlier, 'lab' | 'context'> {
  return { lab: lab !== null, context: cluster?.context ?? null };
}

/** An unknown context can be the same. */
function unlike(earlier: Earlier, evidence: Evidence): string | null {
  const now = aboutOf(evidence);
  if (earlier.lab !== now.lab) {
    return `${earlier.file} is of ${labWords(earlier.lab)}, and this is of ${labWords(now.lab)}`;
  }
  if (earlier.context === null || now.context === null) return null;
  return earlier.context === now.context
    ? null
    : `${earlier.file} is of another context, ${earlier.context}`;
}

function labWords(lab: boolean): string {
  return lab ? 'a LAB RUN' : 'a run on real endpoints';
}

function chosen(folder: string, all: readonly Earlier[], evidence: Evidence): Baseline | string {
  const now = aboutOf(evidence);
  const alike = all.filter(({ lab, context }) => lab === now.lab && context === now.context);
  const [first] = alike;
  const which = now.context === null ? 'a run without a context' : `context ${now.context}`;
  if (!first) return `${folder} holds no evidence of ${which}`;
  return alike.length === 1
    ? first.baseline
    : `${folder} holds ${alike.length} files of ${which}; name one of them`;
}
