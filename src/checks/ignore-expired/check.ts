// Whether a policy still has an entry whose time to be ignored is over.
import { hasExpired, type Ignore } from '../../evidence/policy.js';
import { formatCount } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { quoted } from '../shared/words.js';

interface ExpiredFacts {
  readonly entries: readonly Ignore[];
}

declare module '../define.js' {
  interface FindingFacts {
    'ignore-expired': ExpiredFacts;
  }
}

export const ignoreExpired = defineCheck({
  group: 'policy',
  after: 'release-too-large',
  code: 'ignore-expired',
  findings: {
    'ignore-expired': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'No ignore entry of the policy has expired',
      failTitle: ({ entries }) =>
        `${entries.length === 1 ? 'An ignore entry' : `Ignore entries (${formatCount(entries.length)})`} of the policy ${entries.length === 1 ? 'has' : 'have'} expired`,
      describe: ({ entries }) => ({
        seen: entries.map(
          ({ code, expires, reason }) =>
            `${code} was ignored until ${expires}, and counts again if it is raised. Reason: ${quoted(reason)}`,
        ),
        certainty: 'certain',
        cause: 'An entry of `ignore` holds until its date.',
        steps: [look('Fix the problem and remove the entry, or set a later date in the policy.')],
      }),
      measures: ({ entries }) => Object.fromEntries(entries.map(({ code }) => [code, 1])),
    },
  },
  needs: {},
  run: ({ evidence: { policy, startedAt } }, { raise, pass, skip }) => {
    const entries = policy?.ignore ?? [];
    if (entries.length === 0) return skip('The policy ignores nothing.');
    const expired = entries.filter((entry) => hasExpired(entry, startedAt));
    return expired.length > 0 ? raise('ignore-expired', { entries: expired }, null) : pass();
  },
});
