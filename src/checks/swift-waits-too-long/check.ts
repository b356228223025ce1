// Whether Swift stops waiting for Tiller before Swift ends the requests of its own callers.
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import { plural } from '../../util/bytes.js';
import { goDurationMs } from '../../util/go-duration.js';
import { defineCheck } from '../define.js';
import { changeArguments, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-waits-too-long': PatienceFacts;
  }
}

interface PatienceFacts extends OfPod {
  /** How long Swift tries to reach Tiller. */
  readonly seconds: number;
  /** After how long Swift ends a request. */
  readonly limitSeconds: number;
  /** By --tiller-timeout; otherwise it is the default of the version. */
  readonly given: boolean;
}

export const swiftWaitsTooLong = defineCheck({
  group: 'cluster',
  after: 'swift-tls-mismatch',
  code: 'swift-waits-too-long',
  findings: {
    'swift-waits-too-long': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Swift stops waiting for Tiller before it ends the request of its caller',
      failTitle: ({ seconds, limitSeconds }) =>
        `Swift waits ${lasting(seconds)} for Tiller, but ends each request after ${lasting(limitSeconds)}`,
      describe: ({ pod, given }, shell) => ({
        seen: [
          `Pod ${shownName(pod)} runs ${given ? 'with that --tiller-timeout' : 'without --tiller-timeout, so the default of its version applies'}.`,
        ],
        certainty: 'certain',
        cause:
          'While Tiller is unreachable, callers get no answer (curl: `Empty reply from server`) and not an error. While Tiller answers, the long wait has no effect.',
        steps: [changeArguments('Set `--tiller-timeout=10s`.', pod, shell)],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) => {
    const { releases } = analysis.swift;
    const limits = releases.map(({ httpWriteTimeoutSeconds }) => httpWriteTimeoutSeconds);
    const limitSeconds = Math.max(...limits);
    // The default is known only if each version that this Swift can be waits too long by default.
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

/** How long a pod tries to reach Tiller by its flag; `null`: the flag is absent. */
function dialSeconds({ arguments: { values } }: SwiftPodFacts): number | null {
  const ms = goDurationMs(values['tiller-timeout'] ?? '');
  return ms === null ? null : ms / 1000;
}

function lasting(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0
    ? plural(seconds / 60, 'minute')
    : plural(seconds, 'second');
}
