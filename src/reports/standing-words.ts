// What a policy or a baseline makes of a finding, in words.
import { shorten, visible } from '../util/safe-text.js';
import type { JudgedFinding } from '../judge/causes.js';

/** ` (ignored until 2027-03-31: REASON)` and the like; empty for a finding without these. */
export function standingWords({ standing }: JudgedFinding): string {
  if (!standing) return '';
  const { ignored, baseline } = standing;
  if (ignored) {
    return ` (ignored until ${ignored.expires}: ${shorten(visible(ignored.reason), 200)})`;
  }
  switch (baseline) {
    case null:
      return '';
    case 'known':
      return ' (known from the baseline)';
    case 'new':
      return ' (new against the baseline)';
    case 'worse':
      return ' (worse than in the baseline)';
  }
}
