// Whether the release of Swift has the flags that its pods run with.
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import { SWIFT_FLAGS, lacksFlag, type VaryingFlag } from '../../knowledge/swift-flags.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { RESTART, judgeArguments, seenToFail, type OfPod } from '../shared/swift-arguments.js';
import { quoted, shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-flag-unknown': FlagFacts;
  }
}

interface FlagFacts extends OfPod {
  readonly flag: string;
  /** The name that the release has for the flag; `null`: the release has nothing like it. */
  readonly instead: string | null;
  readonly declared: string;
}

export const swiftFlagUnknown = defineCheck({
  group: 'cluster',
  after: 'swift-connector-unknown',
  code: 'swift-flag-unknown',
  findings: {
    'swift-flag-unknown': {
      severity: 'fail',
      passTitle: 'Swift has the flags that it is given',
      failTitle: ({ flag, declared }) => `Swift ${visible(declared)} has no flag --${flag}`,
      describe: ({ pod, flag, instead }) => ({
        seen: [`Pod ${shownName(pod)} runs with --${flag}.`],
        certainty: 'certain',
        cause: `Swift ends at its start with ${quoted(`unknown flag: --${flag}`)}.`,
        steps: [
          instead === null ? 'Leave the flag out.' : `That release calls it --${instead}.`,
          RESTART,
        ],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) => {
    const { declaredRelease } = analysis.swift;
    if (!declaredRelease) {
      return verdicts.notApplicable('Neither flag nor image names a known release.');
    }
    if (analysis.evidence.swift.liveness.ok) return verdicts.pass();
    return judgeArguments(analysis, verdicts, {
      code: 'swift-flag-unknown',
      hop: 'api-server->swift',
      proven: seenToFail(analysis),
      fault: (pod) => {
        const flag = varyingFlags(pod).find((name) => lacksFlag(declaredRelease, name));
        if (flag === undefined) return null;
        const { instead } = SWIFT_FLAGS[flag];
        return { pod: pod.name, flag, instead, declared: declaredRelease.version };
      },
    });
  },
});

function varyingFlags({ arguments: { values, switches } }: SwiftPodFacts): VaryingFlag[] {
  const given = { ...values, ...switches };
  return (Object.keys(SWIFT_FLAGS) as VaryingFlag[]).filter((flag) => flag in given);
}
