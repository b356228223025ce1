// A plan in the lab: a twin of the releases with each pair of the plan, over real sockets.
import type { Analysis } from '../analysis/analysis.js';
import { gather } from '../gather/gather.js';
import { judge } from '../judge/judge.js';
import { findSwift, findTiller } from '../knowledge/versions.js';
import { startLab } from '../lab/lab.js';
import { twinDataSet } from '../lab/twin.js';
import { Run, type RunOptions } from '../net/run.js';
import { rehearsalOf } from '../plan/rehearsal.js';
import type { PlanPair, PlanReport, Rehearsal } from '../plan/types.js';
import { inLab } from './in-lab.js';

/** The plan with a rehearsal of the present pair and of the pair after each step. */
export async function rehearsed(
  plan: PlanReport,
  analysis: Analysis,
  options: RunOptions,
): Promise<PlanReport> {
  const { stored } = analysis;
  if (!plan.present || !stored) return plan;
  const data = twinDataSet('twin', stored.releases);
  const rehearsals: Rehearsal[] = [];
  for (const pair of [plan.present, ...plan.steps.map(({ after }) => after)]) {
    const known = knownPair(pair);
    const lab = await startLab({ ...known, data });
    try {
      const asked = { command: 'probe' as const, ...inLab(lab, data.name), payload: null };
      const judgement = judge(await gather(asked, new Run(options)));
      rehearsals.push(rehearsalOf(known, stored.releases, judgement));
    } finally {
      await lab.close();
    }
  }
  const differs = rehearsals.some(({ differences }) => differences.length > 0);
  return { ...plan, rehearsals, exitCode: differs ? 1 : plan.exitCode };
}

function knownPair(pair: PlanPair) {
  const [swift, tiller] = [findSwift(pair.swift), findTiller(pair.tiller)];
  if (!swift || !tiller) throw new Error(`no pair swift@${pair.swift},tiller@${pair.tiller}`);
  return { swift, tiller };
}
