// Words that the findings of a list over a limit share.
import type { AttributedBy } from '../../analysis/attribute.js';
import { formatCount, formatExactSize, plural } from '../../util/bytes.js';
import type { Certainty, Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

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

export function certaintyOf(by: AttributedBy): Certainty {
  return by === 'number' ? 'certain' : 'likely';
}
