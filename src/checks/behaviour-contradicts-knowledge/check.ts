// Whether Tiller's own messages are those that its version makes of the listed releases, and whether Swift
// gave a list that its version would reject. swift-version-contradicted judges whether Swift's answers match its
// version.
import { PROBED_LIST } from '../../analysis/what-if.js';
import { predict } from '../../predict/predict.js';
import { replayList } from '../../predict/replay.js';
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { incompleteFacts } from '../shared/list-header.js';

interface BehaviourFacts {
  readonly release: string;
  readonly expected: string;
  readonly seen: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'behaviour-contradicts-knowledge': BehaviourFacts;
  }
}

export const behaviour = defineCheck({
  group: 'lists',
  after: 'near-limit',
  code: 'behaviour-contradicts-knowledge',
  findings: {
    'behaviour-contradicts-knowledge': {
      onHop: 'warning',
      severity: 'warn',
      passTitle: 'Both programs behave like the versions that they report',
      failTitle: ({ release }) => `The answers are not those of ${release}`,
      describe: ({ release, expected, seen }, { forwarded }) => ({
        seen: [`Expected: ${expected}. Seen: ${seen}.`],
        certainty: 'possible',
        cause: `The build was patched or its tag was moved, ${forwarded.tiller && release.startsWith('Tiller ') ? '' : 'another program stands between, '}or the tables of swiftcheck have a gap. Statements that rest on the version alone may be wrong here.`,
        steps: [
          look(
            'Compare the digest of the image with that of the published image. If the two are equal, report the difference to swiftcheck.',
          ),
        ],
      }),
      followsFrom: [
        {
          // The list through Swift is compared with the list of another Tiller.
          causes: ['tillers-differ'],
          certainty: 'likely',
          when: (_cause, { hop }) => hop !== 'swiftcheck->tiller',
        },
        { causes: ['tiller-answers-vary'], certainty: 'likely' },
      ],
    },
  },
  needs: { directList: needs.directList },
  run: (analysis, { raise, pass, unknown }, { directList }) => {
    const { tiller, swift, stream } = analysis;
    if (!tiller)
      return unknown(
        'The version of Tiller is not in the tables of swiftcheck.',
        "Tiller's release",
      );
    const seen = directList.messages.map(({ bytes }) => bytes);
    const expected = predict(PROBED_LIST, null, tiller, directList.releases);
    // Only a list that is whole and right can be put together again from its releases.
    const agrees = incompleteFacts(directList, analysis) === null;
    const whole = agrees && directList.next === '' && expected.flaws.length === 0;
    if (whole && !tiller.chunkBufferReuse) {
      const sizes = expected.messages.map(({ size }) => size.min);
      if (sizes.join() !== seen.join()) {
        return raise(
          'behaviour-contradicts-knowledge',
          {
            release: `Tiller ${tiller.version}`,
            expected: messageWords(sizes),
            seen: messageWords(seen),
          },
          'swiftcheck->tiller',
        );
      }
    }
    const answer = needs.swiftListAnswer.read(analysis);
    if ('why' in answer) {
      return unknown(answer.why ?? 'Swift was not asked for its list.', 'list through Swift');
    }
    const [release, ...others] = swift.releases;
    if (!release || others.length > 0 || !stream || !answer.value.ok) return pass();
    const replay = replayList(stream, release, tiller);
    if (replay?.kind !== 'refused') return pass();
    const { messageBytes, limitBytes, hop } = replay;
    return raise(
      'behaviour-contradicts-knowledge',
      {
        release: `Swift ${release.version}`,
        expected: `a refusal of ${formatCount(messageBytes)} bytes over ${formatCount(limitBytes)}`,
        seen: 'a list without an error',
      },
      hop,
    );
  },
});

function messageWords(sizes: readonly number[]): string {
  if (sizes.length === 0) return 'an empty stream';
  return `${plural(sizes.length, 'message')} of ${sizes.map(formatCount).join(', ')} bytes`;
}
