// Tiller is reached, and its answer does not come in time.
import { formatDuration } from '../../util/bytes.js';
import type { Definitions } from '../define.js';
import { look } from '../steps.js';
import type { FailureFacts } from '../shared/failure-facts.js';
import { AT_TILLER, NO_TILLER } from '../shared/link-groups.js';
import { keepFewer } from '../shared/tiller-commands.js';
import { said } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'tiller-slow': SlowFacts;
  }
}

interface SlowFacts extends FailureFacts {
  /** How long Tiller took for its version, in milliseconds, if only the list came too late. */
  readonly versionMs?: number;
}

export const TILLER_SLOW: Definitions<'tiller-slow'> = {
  'tiller-slow': {
    severity: 'warn',
    blocksVerdict: true,
    passTitle: 'Tiller answers in time',
    failTitle: () => "Tiller's answer did not come in time",
    describe: (facts, shell) => ({
      seen: said(facts),
      certainty: 'likely',
      cause: `${whySlow(facts)} For every list, whatever its limit, Tiller fetches and decodes all stored revisions. With thousands of revisions a list takes many seconds.`,
      steps: [
        look(
          'Run swiftcheck again with more time.',
          shell.swiftcheck(['probe', '--timeout', '60s', '--max-time', '5m']),
        ),
        ...keepFewer(shell),
      ],
    }),
    followsFrom: [
      {
        causes: NO_TILLER,
        certainty: 'certain',
        when: (cause, own) => cause.hop === AT_TILLER && own.hop === AT_TILLER,
      },
    ],
  },
};

/** A Tiller that is far away is slow with its version, too. */
const QUICK_MS = 1_000;

function whySlow({ versionMs }: SlowFacts): string {
  return versionMs !== undefined && versionMs < QUICK_MS
    ? `Tiller answered GetVersion in ${formatDuration(versionMs)}, so the connection is not slow: the list is.`
    : 'Tiller is reachable, but busy or far away.';
}
