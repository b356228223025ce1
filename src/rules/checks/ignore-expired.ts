import { hasExpired } from '../../evidence/policy.js';
import { notApplicable, pass, raise, type Rule } from '../rule.js';

/** Whether something is still written down as ignored that no longer is. */
export const ignoreExpired: Rule = {
  code: 'ignore-expired',
  needs: [],
  judge: ({ evidence: { policy, startedAt } }) => {
    const entries = policy?.ignore ?? [];
    if (entries.length === 0) return notApplicable('ignore-expired', 'The policy ignores nothing.');
    const expired = entries.filter((entry) => hasExpired(entry, startedAt));
    return expired.length > 0
      ? raise('ignore-expired', { entries: expired }, null)
      : pass('ignore-expired');
  },
};
