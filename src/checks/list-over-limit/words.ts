// Words that the findings of a list over a limit share.
import type { AttributedBy } from '../../analysis/attribute.js';
import { formatExactSize, formatSize, plural } from '../../util/bytes.js';
import type { Certainty } from '../define.js';

export const NOT_PERMISSIONS =
  "Swift's gateway words gRPC code 8 as HTTP 403; it has nothing to do with permissions.";

/** The excess, too, where both numbers round to the same size. */
export function against(messageBytes: number, limitBytes: number): string {
  const sizes = `${formatExactSize(messageBytes)} against ${formatExactSize(limitBytes)}`;
  return formatSize(messageBytes) === formatSize(limitBytes)
    ? `${sizes}, ${plural(messageBytes - limitBytes, 'byte')} too many`
    : sizes;
}

export function certaintyOf(by: AttributedBy): Certainty {
  return by === 'number' ? 'certain' : 'likely';
}
