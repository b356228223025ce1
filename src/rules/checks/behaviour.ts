import { replayList } from '../../predict/replay.js';
import { formatCount } from '../../util/bytes.js';
import { PROBED_LIST } from '../../analysis/what-if.js';
import { predict } from '../../predict/predict.js';
import { incompleteFacts } from '../../checks/shared/list-header.js';
import { couldNotTell, needs, pass, raise, type Rule } from '../rule.js';

/**
 * Tiller's own messages against what its release would make of the releases that it listed. What
 * Swift made of them is swift-version-contradicted's to say.
 */
export const behaviour: Rule = {
  code: 'behaviour-contradicts-knowledge',
  needs: [needs.directList],
  judge: (assessment) => {
    const { evidence, tiller, swift, stream } = assessment;
    const list = evidence.tiller.list;
    if (!tiller || !list?.ok) {
      return couldNotTell(
        'behaviour-contradicts-knowledge',
        'Tiller is no release that is known.',
        "Tiller's release",
      );
    }
    const seen = list.value.messages.map(({ bytes }) => bytes);
    const expected = predict(PROBED_LIST, null, tiller, list.value.releases);
    // Only a list that is whole and right can be put together again from its releases.
    const agrees = incompleteFacts(list.value, assessment) === null;
    const whole = agrees && list.value.next === '' && expected.flaws.length === 0;
    if (whole && !tiller.chunkBufferReuse) {
      const sizes = expected.messages.map(({ size }) => size.min);
      if (sizes.join() !== seen.join()) {
        return raise(
          'behaviour-contradicts-knowledge',
          {
            release: `Tiller ${tiller.version}`,
            expected: `messages of ${describe(sizes)}`,
            seen: `messages of ${describe(seen)}`,
          },
          'swiftcheck->tiller',
        );
      }
    }
    const viaSwift = evidence.swift.list;
    const unanswered = needs.swiftListAnswer.missing(assessment);
    if (unanswered !== null) {
      const reason = unanswered ?? 'Swift was not asked for its list.';
      return couldNotTell('behaviour-contradicts-knowledge', reason, 'list through Swift');
    }
    const [release, ...others] = swift.releases;
    if (!release || others.length > 0 || !stream || !viaSwift?.ok) {
      return pass('behaviour-contradicts-knowledge');
    }
    const replay = replayList(stream, release, tiller);
    if (replay?.kind === 'refused') {
      return raise(
        'behaviour-contradicts-knowledge',
        {
          release: `Swift ${release.version}`,
          expected: `a refusal of ${formatCount(replay.messageBytes)} bytes over ${formatCount(replay.limitBytes)}`,
          seen: 'a list without an error',
        },
        replay.hop,
      );
    }
    return pass('behaviour-contradicts-knowledge');
  },
};

function describe(sizes: readonly number[]): string {
  return sizes.length === 0 ? 'none' : `${sizes.map(formatCount).join(', ')} bytes`;
}
