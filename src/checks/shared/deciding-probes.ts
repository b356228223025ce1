// How to find out which hop rejected a list, where neither the numbers nor the version of Swift decide.
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import { formatExactSize } from '../../util/bytes.js';
import { describeReleases } from '../../knowledge/describe.js';
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

/** What finds out the hop, each with what its outcomes mean. */
export function decidingProbes(
  {
    compared,
    limitBytes,
  }: {
    /** Whether a direct list was there to compare with. */
    readonly compared: boolean;
    readonly limitBytes: number;
  },
  shell: Shell,
): Step[] {
  const receiving = SWIFT_RELEASES.filter((each) => each.tillerReceiveLimitBytes === limitBytes);
  const inside = SWIFT_RELEASES.filter(
    (each) => each.gatewayReceiveLimitBytes === limitBytes && !receiving.includes(each),
  );
  const rejecting = [
    ...(receiving.length > 0
      ? [`Swift ${describeReleases(receiving)} rejects messages of Tiller`]
      : []),
    ...(inside.length > 0 ? [`Swift ${describeReleases(inside)} rejects its own answers`] : []),
  ];
  return [
    look(
      compared
        ? 'Run swiftcheck again: a release may have been stored or deleted between the two lists. If the numbers are equal then, they name the hop.'
        : 'Run swiftcheck again until the direct list succeeds. The number in the error is then the size of a message of Tiller (hop Swift -> Tiller), or of the answer that Swift builds (inside Swift).',
      shell.swiftcheck(['probe']),
    ),
    rejecting.length === 0
      ? look(
          `No known version of Swift has a limit of ${formatExactSize(limitBytes)}. Look for a build of Swift from a branch, or for another gRPC proxy on the path.`,
        )
      : look(
          `Name the version of Swift with --swift-version; the image tag of its pod has the version. With a limit of ${formatExactSize(limitBytes)}, ${rejecting.join(', and ')}.`,
        ),
    look(
      'List one release alone whose chart files make it too large; NAME is its name. The call fails if the limit is that of the hop from Tiller to Swift, and succeeds if the limit is inside Swift.',
      shell.swift('/tiller/v2/releases/json?all=true&sort_by=NAME&offset=NAME&limit=1'),
    ),
  ];
}
