// Whether a policy still has an entry whose time to be ignored is over.
import { hasExpired, type Ignore } from '../../evidence/policy.js';
import { plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
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
      advisory: true,
      passTitle: 'Nothing that the policy ignores has expired',
      failTitle: ({ entries }) =>
        `Of what the policy ignores ${plural(entries.length, 'entry has', 'entries have')} expired`,
      describe: ({ entries }) => ({
        seen: entries.map(
          ({ code, expires, reason }) =>
            `${code} was ignored until ${expires} and counts again where it is raised; the reason was: ${quoted(reason)}`,
        ),
        certainty: 'certain',
        cause: 'What is ignored is accepted for a time only.',
        steps: ['Mend what was accepted, or agree on a new date and write it into the policy.'],
      }),
      measures: ({ entries }) => Object.fromEntries(entries.map(({ code }) => [code, 1])),
    },
  },
  needs: {},
  run: ({ evidence: { policy, startedAt } }, { raise, pass, notApplicable }) => {
    const entries = policy?.ignore ?? [];
    if (entries.length === 0) return notApplicable('The policy ignores nothing.');
    const expired = entries.filter((entry) => hasExpired(entry, startedAt));
    return expired.length > 0 ? raise('ignore-expired', { entries: expired }, null) : pass();
  },
});
