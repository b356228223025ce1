// How to find out which hop refused a list, where neither the numbers nor the release tell.
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import { plural } from '../../util/bytes.js';
import { describeReleases } from '../../knowledge/describe.js';

/** What would tell the hop, each with what its outcomes mean. */
export function decidingProbes({
  compared,
  limitBytes,
}: {
  /** Whether a direct list was there to compare with. */
  readonly compared: boolean;
  readonly limitBytes: number;
}): string[] {
  const onTheWay = SWIFT_RELEASES.filter((each) => each.tillerReceiveLimitBytes === limitBytes);
  const inside = SWIFT_RELEASES.filter(
    (each) => each.gatewayReceiveLimitBytes === limitBytes && !onTheWay.includes(each),
  );
  const probe = '`swiftcheck probe --tiller HOST:44134 --swift URL`';
  return [
    compared
      ? `Run ${probe} again: a release may have come or gone between the two lists. Numbers that are equal name the hop.`
      : `Run ${probe} with a direct list that succeeds: the first number is the size of a message of Tiller (hop Swift -> Tiller) or of the answer that Swift builds (inside Swift).`,
    onTheWay.length + inside.length === 0
      ? `No release of Swift that is known has a limit of ${plural(limitBytes, 'byte')}: look for a build from a branch, or another gRPC proxy on the way.`
      : `Run it with --swift-version VERSION, the image tag of Swift's pod: with that limit ${describeReleases(onTheWay)} refuse on the way from Tiller, ${describeReleases(inside)} inside Swift.`,
    'List a release alone that is too large by its chart files, with `?all=true&sort_by=NAME&offset=NAME&limit=1`: it fails where the limit is on the way from Tiller, and passes where it is inside Swift.',
  ];
}
