// What the checks of Swift's command line share.
import type { Analysis } from '../../analysis/analysis.js';
import { swiftFailure } from '../../analysis/swift-failure.js';
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import type { Hop } from '../../evidence/observation.js';
import type {
  FindingCode,
  FindingFacts,
  RaisedFinding,
  Step,
  UnraisedFinding,
  Verdicts,
} from '../define.js';
import type { Shell } from '../shell.js';
import { change } from '../steps.js';
import { deploymentOf } from './deployment.js';
import { swiftPods, type NotSeen } from './swift-pods.js';
import { shownName } from './words.js';

/** The step that changes the arguments of Swift. @param text what to change, in one sentence */
export function changeArguments(text: string, pod: string, { kubectl, swiftService }: Shell): Step {
  const namespace = swiftService?.namespace ?? 'NAMESPACE';
  const deployment = deploymentOf(pod);
  const place = swiftService ? '' : ' NAMESPACE is that of Swift.';
  return deployment === null
    ? change(
        `${text} Change it in the Deployment of pod ${shownName(pod)}; DEPLOYMENT is its name. Kubernetes then replaces the pod.${place}`,
        kubectl(namespace, ['edit', 'deployment/DEPLOYMENT']),
      )
    : change(
        `${text} Kubernetes then replaces the pods of Swift.${place}`,
        kubectl(namespace, ['edit', `deployment/${deployment}`]),
      );
}

/** The facts of a fault in the arguments of a pod. */
export interface OfPod {
  readonly pod: string;
}

interface JudgedFinding<C extends FindingCode> {
  readonly code: C;
  readonly hop: Hop;
  /** The answer of Swift that would not have come with the fault. Absent: the fault prevents no answer. */
  readonly prevents?: 'liveness' | 'tillerVersion';
  /** The facts of the fault in the arguments of a pod; `null`: the arguments are right. */
  readonly fault: (pod: SwiftPodFacts) => FindingFacts[C] | null;
}

/** Judges the command line of each pod: the first pod with a fault raises the code. */
export function judgeArguments<C extends FindingCode>(
  analysis: Analysis,
  verdicts: Verdicts<C, C>,
  { code, hop, prevents, fault }: JudgedFinding<C>,
): RaisedFinding<C> | UnraisedFinding<C> {
  const { raise, pass, skip, unknown } = verdicts;
  const { cluster, swift } = analysis.evidence;
  if (prevents !== undefined && swift[prevents].ok) return pass();
  const found = swiftPods(cluster?.swift);
  if ('reason' in found) return withoutPods(found, verdicts);
  const { pods } = found;
  if (pods.length === 0) return skip("Swift's Service selects no pod.");
  for (const pod of pods) {
    if (!pod.arguments.readable) continue;
    const facts = fault(pod);
    if (facts) return raise(code, facts, hop, prevents && seenToFail(analysis));
  }
  const hidden = pods.find((pod) => !pod.arguments.readable);
  return hidden
    ? unknown(`A shell script or a variable hides the arguments of pod ${hidden.name}.`)
    : pass({}, hop);
}

/** The verdict of a check of Swift's pods if the pods are unknown. */
export function withoutPods<C extends FindingCode>(
  { reason, asked }: NotSeen,
  { skip, unknown }: Pick<Verdicts<C, C>, 'skip' | 'unknown'>,
): UnraisedFinding<C> {
  return asked ? unknown(reason) : skip(reason);
}

/** The connection to Swift's port was open, and nothing listens behind the port. */
const NOTHING_LISTENS = /no endpoints available|connection refused/i;

/**
 * For a fault that Swift's arguments show: undefined, as usual, if the run also saw Swift fail; false if the
 * run did not ask Swift. Then the program may be another one, which accepts these arguments.
 */
function seenToFail({ evidence: { swift, cluster } }: Analysis): false | undefined {
  const pods = cluster?.swift?.pods?.ok === true ? cluster.swift.pods.value : [];
  const noneReady = pods.length > 0 && pods.every(({ trouble }) => trouble !== null);
  const failure = swiftFailure(swift);
  const throughCluster = failure?.kind === 'kubernetes-status' || failure?.kind === 'port-forward';
  const seen = noneReady || !failure || (throughCluster && NOTHING_LISTENS.test(failure.message));
  return seen ? undefined : false;
}
