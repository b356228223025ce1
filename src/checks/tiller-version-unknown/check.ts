// Whether Tiller's version is a release of the tables; of another version, whether it is a fork.
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';
import { parseVersion } from '../../knowledge/versions.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { quoted } from '../shared/words.js';

interface TillerVersionFacts {
  readonly tiller: string;
  /** What GetVersion says, directly or through Swift. */
  readonly text: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'tiller-version-unknown': TillerVersionFacts;
    'tiller-fork': TillerVersionFacts;
  }
}

/** The Helm project publishes these, too. Other words behind the number are of a vendor's build or of a branch. */
function isPreRelease(version: string): boolean {
  return /^(?:alpha|beta|rc)\b/.test(parseVersion(version)?.prerelease ?? '');
}

/** Whether there is a release of that number; of a line, where the version has no third number. */
function isPublished(version: string): boolean {
  const parsed = parseVersion(version);
  if (parsed === null) return false;
  const { major, minor, patch } = parsed;
  const line = `${major}.${minor}.`;
  return TILLER_RELEASES.some(({ version: released }) =>
    patch === null ? released.startsWith(line) : released === `${line}${patch}`,
  );
}

const PASSES = 'The version of Tiller is known';

const measures = ({ tiller }: TillerVersionFacts) => ({ [tiller]: 1 });

export const tillerVersionUnknown = defineCheck({
  group: 'versions',
  after: 'tillers-differ',
  code: 'tiller-version-unknown',
  findings: {
    'tiller-version-unknown': {
      severity: 'warn',
      passTitle: PASSES,
      failTitle: ({ tiller }) => `Tiller ${tiller} is not in swiftcheck's tables`,
      describe: ({ text }) => ({
        seen: [`GetVersion: ${quoted(text)}.`],
        certainty: 'certain',
        cause:
          'Checks that depend on the version of Tiller are skipped. Measured sizes are still reported.',
        steps: [look('See the known versions.', 'swiftcheck matrix')],
      }),
      measures,
    },
    'tiller-fork': {
      severity: 'warn',
      passTitle: PASSES,
      failTitle: ({ tiller }) =>
        isPreRelease(tiller)
          ? `Tiller ${tiller} is a pre-release`
          : `Tiller ${tiller} is not a version that the Helm project published`,
      describe: ({ tiller, text }) => {
        const published = isPublished(tiller);
        return {
          seen: [`GetVersion: ${quoted(text)}.`],
          certainty: 'certain',
          cause: `A pre-release or a vendor's build may behave unlike ${published ? 'the published version of the same number' : 'the published versions'}, and may refuse clients of every other version.`,
          steps: [
            published
              ? look(
                  'Compare the build with the published version of the same number before you rely on it.',
                )
              : look(
                  'The Helm project published no Tiller of this number. See the published versions.',
                  'swiftcheck matrix',
                ),
          ],
        };
      },
      measures,
    },
  },
  needs: { version: needs.anyTillerVersion },
  run: ({ tiller, tillerVersionText }, { raise, pass }, { version }) => {
    const facts = { tiller: version, text: tillerVersionText ?? version };
    if (tiller) return pass(facts);
    const parsed = parseVersion(version);
    const fork = parsed !== null && (parsed.prerelease !== '' || parsed.build !== '');
    return raise(fork ? 'tiller-fork' : 'tiller-version-unknown', facts, null);
  },
});
