// Whether Tiller's own messages are those that its version makes of the listed releases. swift-version-contradicted
// judges whether Swift's answers match its version.
import { PROBED_LIST } from '../../analysis/what-if.js';
import { predict } from '../../predict/predict.js';
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
      passTitle: 'Tiller behaves like the version that it reports',
      failTitle: ({ release }) => `The answers are not those of ${release}`,
      describe: ({ expected, seen }, { forwarded }) => ({
        seen: [`Expected: ${expected}. Seen: ${seen}.`],
        certainty: 'possible',
        cause: `The build was patched or its tag was moved, ${forwarded.tiller ? '' : 'another program stands between, '}or the tables of swiftcheck have a gap. Statements that rest on the version alone may be wrong here.`,
        steps: [
          look(
            'Compare the digest of the image with that of the published image. If the two are equal, report the difference to swiftcheck.',
          ),
        ],
      }),
      followsFrom: [{ causes: ['tiller-answers-vary'], certainty: 'likely' }],
    },
  },
  needs: { directList: needs.directList },
  run: (analysis, { raise, pass, unknown }, { directList }) => {
    const { tiller } = analysis;
    if (!tiller)
      return unknown(
        'The version of Tiller is not in the tables of swiftcheck.',
        "Tiller's release",
      );
    const expected = predict(PROBED_LIST, null, tiller, directList.releases);
    // Only a list that is whole and right can be put together again from its releases.
    const agrees = incompleteFacts(directList, analysis) === null;
    const whole = agrees && directList.next === '' && expected.flaws.length === 0;
    if (!whole || tiller.chunkBufferReuse) return pass();
    const seen = directList.messages.map(({ bytes }) => bytes);
    const sizes = expected.messages.map(({ size }) => size.min);
    return sizes.join() === seen.join()
      ? pass()
      : raise(
          'behaviour-contradicts-knowledge',
          {
            release: `Tiller ${tiller.version}`,
            expected: messageWords(sizes),
            seen: messageWords(seen),
          },
          'swiftcheck->tiller',
        );
  },
});

function messageWords(sizes: readonly number[]): string {
  if (sizes.length === 0) return 'an empty stream';
  return `${plural(sizes.length, 'message')} of ${sizes.map(formatCount).join(', ')} bytes`;
}
