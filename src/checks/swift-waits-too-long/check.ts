// Whether Swift gives up on Tiller before Swift hangs up on its own callers.
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import { plural } from '../../util/bytes.js';
import { goDurationMs } from '../../util/go-duration.js';
import { defineCheck } from '../define.js';
import { RESTART, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-waits-too-long': PatienceFacts;
  }
}

interface PatienceFacts extends OfPod {
  /** How long Swift tries to reach Tiller. */
  readonly seconds: number;
  /** After how long Swift hangs up on its callers. */
  readonly limitSeconds: number;
  /** By --tiller-timeout; else it is the release's own default. */
  readonly given: boolean;
}

export const swiftWaitsTooLong = defineCheck({
  group: 'cluster',
  after: 'swift-tls-mismatch',
  code: 'swift-waits-too-long',
  findings: {
    'swift-waits-too-long': {
      severity: 'warn',
      advisory: true,
      passTitle: 'Swift gives up on Tiller before it hangs up on its callers',
      failTitle: ({ seconds, limitSeconds }) =>
        `Swift waits ${lasting(seconds)} for Tiller, but hangs up on its callers after ${lasting(limitSeconds)}`,
      describe: ({ pod, given }) => ({
        seen: [
          `Pod ${shownName(pod)} runs ${given ? 'with that --tiller-timeout' : "without --tiller-timeout, so the release's default holds"}.`,
        ],
        certainty: 'certain',
        cause:
          'While Tiller cannot be reached, callers get no answer at all (curl: `Empty reply from server`) instead of the error that says so. As long as Tiller answers nothing is wrong.',
        steps: ['Set --tiller-timeout=10s.', RESTART],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) => {
    const { releases } = analysis.swift;
    const limits = releases.map(({ httpWriteTimeoutSeconds }) => httpWriteTimeoutSeconds);
    const limitSeconds = Math.max(...limits);
    // Unless each release that Swift may be waits too long by default, nothing is known of the default.
    const byDefault = Math.min(...releases.map((release) => release.tillerDialTimeoutSeconds));
    return judgeArguments(analysis, verdicts, {
      code: 'swift-waits-too-long',
      hop: 'swift->tiller',
      fault: (pod) => {
        const given = dialSeconds(pod);
        const seconds = given ?? byDefault;
        return releases.length > 0 && seconds > limitSeconds
          ? { pod: pod.name, seconds, limitSeconds, given: given !== null }
          : null;
      },
    });
  },
});

/** How long a pod tries to reach Tiller, where its flag says so; `null`: the flag does not. */
function dialSeconds({ arguments: { values } }: SwiftPodFacts): number | null {
  const ms = goDurationMs(values['tiller-timeout'] ?? '');
  return ms === null ? null : ms / 1000;
}

function lasting(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0
    ? plural(seconds / 60, 'minute')
    : plural(seconds, 'second');
}
