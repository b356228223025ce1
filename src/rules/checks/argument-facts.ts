// What the rules about Swift's command line share.
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import type { Hop } from '../../evidence/types.js';
import {
  severityOf,
  type FactsOf,
  type Finding,
  type FindingCode,
} from '../../findings/catalogue.js';
import type { Facts } from '../../findings/types.js';
import { goDurationMs } from '../../util/go-duration.js';
import type { Analysis } from '../../analysis/analysis.js';
import { couldNotTell, notApplicable, pass, raise } from '../rule.js';
import { couldNotJudge, swiftPods } from './find-swift.js';
import { directEndpoint } from '../../checks/shared/swift-pods.js';
import { seenToFail } from './swift-to-tiller.js';

export { directEndpoint };

/**
 * A rule about the command line of each pod: the first pod of which `fault` makes facts raises the code.
 * Where Swift does what the fault would keep it from, it is not at fault, whatever its arguments look like.
 */
export function judgeArguments<C extends FindingCode>(
  code: C,
  hop: Hop,
  assessment: Analysis,
  fault: (pod: SwiftPodFacts) => (FactsOf<C> & Facts) | null,
): Finding {
  const found = swiftPods(assessment.evidence.cluster?.swift);
  if ('reason' in found) return couldNotJudge(code, found);
  const { pods } = found;
  // A warning is of what the arguments may lead to.
  const failing = severityOf(code) === 'fail' ? seenToFail(assessment) : undefined;
  if (pods.length === 0) return notApplicable(code, "Swift's Service selects no pod.");
  for (const pod of pods) {
    if (!pod.arguments.readable) continue;
    const facts = fault(pod);
    if (facts) return raise(code, facts, hop, failing);
  }
  const hidden = pods.find((pod) => !pod.arguments.readable);
  return hidden
    ? couldNotTell(code, `A shell script hides the arguments of pod ${hidden.name}.`)
    : pass(code, {}, hop);
}

/** How long a pod tries to reach Tiller, where its flag says so; `null`: it does not. */
export function dialSeconds({ arguments: { values } }: SwiftPodFacts): number | null {
  const ms = goDurationMs(values['tiller-timeout'] ?? '');
  return ms === null ? null : ms / 1000;
}
