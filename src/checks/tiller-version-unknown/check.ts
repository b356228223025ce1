// Whether Tiller's version is a release of the tables; of another version, whether it is a fork.
import { parseVersion } from '../../knowledge/versions.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { quoted } from '../shared/words.js';

interface TillerVersionFacts {
  readonly tiller: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'tiller-version-unknown': TillerVersionFacts;
    'tiller-fork': TillerVersionFacts;
  }
}

const PASSES = 'Tiller is a release that swiftcheck knows';

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
      describe: ({ tiller }) => ({
        seen: [`GetVersion: ${quoted(tiller)}.`],
        certainty: 'certain',
        cause: 'What rests on the release of Tiller is therefore not judged; what was measured is.',
        steps: ['swiftcheck matrix lists the releases that it knows.'],
      }),
      measures,
    },
    'tiller-fork': {
      severity: 'warn',
      passTitle: PASSES,
      failTitle: ({ tiller }) => `Tiller ${tiller} is not a release of the Helm project`,
      describe: ({ tiller }) => ({
        seen: [`GetVersion: ${quoted(tiller)}.`],
        certainty: 'certain',
        cause:
          "A pre-release or a vendor's build may behave unlike the release that its number resembles, and may refuse every client but its own.",
        steps: ['Compare it with the release of the same number before relying on either.'],
      }),
      measures,
    },
  },
  needs: { version: needs.anyTillerVersion },
  run: ({ tiller }, { raise, pass }, { version }) => {
    const facts = { tiller: version };
    if (tiller) return pass(facts);
    const parsed = parseVersion(version);
    const fork = parsed !== null && (parsed.prerelease !== '' || parsed.build !== '');
    return raise(fork ? 'tiller-fork' : 'tiller-version-unknown', facts, null);
  },
});
