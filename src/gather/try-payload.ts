// What `--size` asks for, and the outcome.
import type { Proposal } from '../evidence/throwaway.js';
import type { Evidence } from '../evidence/types.js';
import type { Run } from '../net/run.js';
import { withInstalled } from './install.js';
import { lists } from './lists.js';
import { dryRun } from './payload.js';
import { expectedRelease, type Throwaway } from './throwaway.js';
import type { SwiftCalls, TillerCalls } from './unfound.js';

export interface PayloadPlan {
  readonly sizeBytes: number;
  readonly kind: 'dry-run' | 'lab' | 'install';
}

/** @param evidence what the run saw before */
export async function tryPayload(
  run: Run,
  tiller: TillerCalls,
  swift: SwiftCalls,
  evidence: Evidence,
  plan: PayloadPlan,
): Promise<NonNullable<Evidence['payload']>> {
  const { sizeBytes } = plan;
  const { version } = evidence.tiller;
  switch (plan.kind) {
    case 'lab':
      return { kind: 'lab', sizeBytes, releaseName: 'harbor' };
    case 'dry-run':
      return dryRun(run, tiller, version, swift, sizeBytes);
    case 'install': {
      const { cluster, files, tiller: asked } = evidence;
      const way = {
        target: asked.target,
        ...(files && { helm: files }),
        ...(cluster && { cluster }),
      };
      const agreed = (throwaway: Throwaway) => {
        const release = { name: throwaway.name, way };
        const expected = expectedRelease(throwaway, sizeBytes);
        return agrees(run, { release, sizeBytes, expected, evidence });
      };
      const found = { version, tillerVersion: evidence.swift.tillerVersion };
      return withInstalled({ run, tiller, version, sizeBytes, way }, agreed, () =>
        lists(run, tiller, swift, found),
      );
    }
  }
}

/** A run that is over asks no question. The time that a person takes to answer does not count as time of the run. */
async function agrees(run: Run, proposal: Proposal): Promise<boolean> {
  const { agree } = run.options;
  if (run.over !== null || !agree) return false;
  return run.pausing(() => agree(proposal));
}
