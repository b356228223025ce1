// Words that the findings of a list over a limit share.
import type { AttributedBy } from '../../analysis/attribute.js';
import { formatCount, formatExactSize, plural } from '../../util/bytes.js';
import type { Certainty, Description, Step } from '../define.js';
import type { Shell } from '../shell.js';
import { tillerPods } from '../shared/tiller-steps.js';
import { answered } from '../shared/words.js';
import { look } from '../steps.js';
import type { ListOverLimitFacts } from './facts.js';

export const NOT_PERMISSIONS =
  'Swift turns gRPC code 8 into HTTP 403; it is not about permissions.';

/** `4,195,325 bytes, 1,021 over the limit of 4 MiB`. */
export function overBy(messageBytes: number, limitBytes: number): string {
  return `${plural(messageBytes, 'byte')}, ${formatCount(messageBytes - limitBytes)} over the limit of ${formatExactSize(limitBytes)}`;
}

/** A list without Swift, if the direct list of this very run was whole. */
export function directStep(
  { directWhole }: { readonly directWhole: boolean },
  shell: Shell,
): Step[] {
  return directWhole
    ? [
        look(
          "List without Swift. helm asks Tiller directly, and Tiller's list is complete.",
          shell.helm(['ls', '--all', '--max', '0']),
        ),
      ]
    : [];
}

/** What was seen, and the steps, where Tiller's direct list is not the list that Swift rejected. */
export function ofAnotherList(
  facts: ListOverLimitFacts,
  shell: Shell,
): Pick<Description, 'seen' | 'steps'> {
  return {
    seen: [answered(facts), "Swift would have accepted Tiller's direct list (computed)."],
    steps: [
      look(
        'Run swiftcheck again: a release may have been stored or deleted between the two lists. If Swift would have accepted the direct list then, too, Swift probably uses another Tiller.',
        shell.swiftcheck(['probe']),
      ),
      tillerPods('Look at all pods of Tiller.', shell),
      ...directStep(facts, shell),
    ],
  };
}

export function certaintyOf(by: AttributedBy): Certainty {
  return by === 'number' ? 'certain' : 'likely';
}
