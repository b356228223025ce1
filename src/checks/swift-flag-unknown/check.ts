// Whether this version of Swift has the flags that its pods run with.
import type { SwiftPodFacts } from '../../evidence/cluster.js';
import { SWIFT_FLAGS, lacksFlag, type VaryingFlag } from '../../knowledge/swift-flags.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { changeArguments, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { quoted, shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-flag-unknown': FlagFacts;
  }
}

interface FlagFacts extends OfPod {
  readonly flag: string;
  /** The flag's name in this version; `null`: this version has no equivalent. */
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
      passTitle: 'Swift has the flags that its pods run with',
      failTitle: ({ flag, declared }) => `Swift ${visible(declared)} has no flag --${flag}`,
      describe: ({ pod, flag, instead }, shell) => ({
        seen: [`Pod ${shownName(pod)} runs with --${flag}.`],
        certainty: 'certain',
        cause: `Swift exits at its start with ${quoted(`unknown flag: --${flag}`)}.`,
        steps: [
          changeArguments(
            instead === null
              ? `Remove \`--${flag}\`.`
              : `Replace \`--${flag}\` by \`--${instead}\`, its name in this version.`,
            pod,
            shell,
          ),
        ],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) => {
    const { declaredRelease } = analysis.swift;
    if (!declaredRelease) {
      return verdicts.skip('Neither `--swift-version` nor the image gives a known version.');
    }
    return judgeArguments(analysis, verdicts, {
      code: 'swift-flag-unknown',
      hop: 'api-server->swift',
      prevents: 'liveness',
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
