// Words that the findings of a list over a limit share.
import type { AttributedBy } from '../../analysis/attribute.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import type { Certainty } from '../define.js';

export const NOT_PERMISSIONS =
  "Swift's gateway words gRPC code 8 as HTTP 403; it has nothing to do with permissions.";

/** The excess, too, where both numbers look alike. */
export function against(messageBytes: number, limitBytes: number): string {
  const excess = messageBytes - limitBytes;
  const limit = formatExactSize(limitBytes);
  return excess < limitBytes / 100
    ? `${plural(messageBytes, 'byte')} against ${limit}, ${plural(excess, 'byte')} too many`
    : `${formatExactSize(messageBytes)} against ${limit}`;
}

export function certaintyOf(by: AttributedBy): Certainty {
  return by === 'number' ? 'certain' : 'likely';
}
