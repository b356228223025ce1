import { contentAnswerBytes } from '../../predict/sizes.js';
import { fits, unaryLimit } from '../../knowledge/limits.js';
import { distinct, isWhole } from '../../analysis/compare.js';
import { oversizedFacts } from '../../analysis/largest.js';
import { couldNotTell, needs, pass, raise, type Rule } from '../rule.js';

/** Stored revisions whose content and history do not fit a hop of REST, each alone. */
export const contentOverLimit: Rule = {
  code: 'content-over-limit',
  needs: [needs.stream, needs.swiftReleases],
  judge: ({ stream, swift, swiftWords }) => {
    // A list that came wrong holds some releases twice.
    const releases = distinct(stream?.list.releases ?? []);
    const [first, ...others] = swift.releases.map((release) => ({
      limitBytes: unaryLimit(release),
      tooLarge: releases.filter((stored) => !fits(contentAnswerBytes(stored), unaryLimit(release))),
    }));
    if (!first) return couldNotTell('content-over-limit', "Swift's release is not known.");
    if (others.some((other) => other.tooLarge.length !== first.tooLarge.length)) {
      return couldNotTell(
        'content-over-limit',
        `It depends on Swift's release, which may be ${swiftWords}.`,
        "Swift's release",
      );
    }
    const whole = stream !== null && isWhole(stream);
    if (first.tooLarge.length === 0 && !whole) {
      return couldNotTell(
        'content-over-limit',
        'The direct list does not hold every release.',
        'every release',
      );
    }
    if (first.limitBytes === null || first.tooLarge.length === 0) return pass('content-over-limit');
    return raise(
      'content-over-limit',
      {
        limitBytes: first.limitBytes,
        swift: swiftWords,
        ...oversizedFacts(first.tooLarge, contentAnswerBytes, whole),
      },
      // With the same limit on both hops the first one refuses.
      swift.releases.every((release) => release.tillerReceiveLimitBytes === first.limitBytes)
        ? 'swift->tiller'
        : 'gateway->swift',
    );
  },
};
