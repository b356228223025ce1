// A limit of one message in words.
import { formatExactSize } from '../util/bytes.js';
import type { Limit } from '../views/limits.js';

export function limitWords(limit: Limit): string {
  switch (limit.kind) {
    case 'bytes':
      return formatExactSize(limit.bytes);
    case 'none':
      return 'no limit';
    case 'unknown':
      return `unknown: ${limit.why}`;
  }
}
