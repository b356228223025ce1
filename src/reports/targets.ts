// What each of the reported judgements is about: a name to show, and a key that stays the same from run
// to run.
import { createHash } from 'node:crypto';
import { shownName } from '../checks/shared/words.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import type { NamedJudgement } from './types.js';

export interface Target {
  /** Safe to show, and unlike that of any other; alone `swiftcheck probe` and the like. */
  readonly title: string;
  /** The beginning of a sentence about the target that stands by itself; can be empty. */
  readonly about: string;
  readonly judgement: Judgement;
  /** Distinguishes the target from others that are checked at other times. */
  readonly key: string;
}

/** In their order. */
export function targetsOf(reports: readonly NamedJudgement[]): Target[] {
  const taken = new Set<string>();
  return reports.map(({ name, judgement }) => {
    const wanted = name === null ? `swiftcheck ${judgement.evidence.command}` : shownName(name);
    let title = wanted;
    // The same file twice, or names that are equal once they are shortened.
    for (let copy = 2; taken.has(title); copy += 1) title = `${wanted} (${copy})`;
    taken.add(title);
    const lab = judgement.evidence.lab ? 'LAB RUN: ' : '';
    const about = name === null ? lab : `${title}: ${lab}`;
    return { title, about, judgement, key: name === null ? keyOf(judgement) : title };
  });
}

/** Pods and forwarded ports have other names each time, so of a cluster it is what was looked for. */
function keyOf({ evidence: { lab, cluster, tiller, swift } }: Judgement): string {
  if (lab) return 'lab';
  const tillers = cluster?.tiller ? cluster.tiller.namespace : tiller.target.address;
  const swifts = cluster?.swift ? cluster.swift.asked : swift.target.url;
  return JSON.stringify([cluster?.context ?? null, tillers, swifts]);
}

/**
 * A fingerprint for each finding, made of its code, its hop and its target: no number of it, so that the
 * same trouble keeps it from run to run. Each occurs once.
 */
export function fingerprintsOf(targets: readonly Target[]): Map<JudgedFinding, string> {
  const times = new Map<string, number>();
  const prints = targets.flatMap(({ key, judgement }) =>
    judgement.findings.map((finding) => {
      const what = JSON.stringify([finding.code, finding.hop, key]);
      const before = times.get(what) ?? 0;
      times.set(what, before + 1);
      const text = before === 0 ? what : `${what} ${before}`;
      return [finding, createHash('sha256').update(text).digest('hex')] as const;
    }),
  );
  return new Map(prints);
}
