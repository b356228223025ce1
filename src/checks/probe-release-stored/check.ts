// Whether a release is stored that has the name of a throwaway release of `probe --install`. The list holds no more
// than the name: `swiftcheck cleanup` looks for the mark.
import { change, look } from '../steps.js';
import { isThrowawayName } from '../../evidence/throwaway.js';
import { formatCount, formatSize } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { swiftcheckCleanup, wayOf, type Cleanup } from '../shared/cleanup.js';
import { placedRevision } from '../shared/words.js';

interface StoredFacts extends Cleanup {
  readonly releases: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly revision: number;
    /** As Tiller encodes it. */
    readonly bytes: number;
  }[];
}

declare module '../define.js' {
  interface FindingFacts {
    'probe-release-stored': StoredFacts;
  }
}

const MOST_NAMED = 5;

export const probeReleaseStored = defineCheck({
  group: 'lists',
  after: 'payload-over-limit',
  code: 'probe-release-stored',
  findings: {
    'probe-release-stored': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'No stored release has the name of a throwaway release',
      failTitle: ({ releases }) => {
        const names = new Set(releases.map(({ name }) => name)).size;
        return names === 1
          ? 'A stored release has the name of a throwaway release'
          : `Stored releases have the names of throwaway releases (${formatCount(names)} releases)`;
      },
      describe: ({ releases, command, notes }) => {
        const named = releases.slice(0, MOST_NAMED);
        const rest = releases.length - named.length;
        const each = named.map(
          (release) => `${placedRevision(release)}: ${formatSize(release.bytes)}`,
        );
        return {
          seen: [`${each.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`],
          certainty: 'likely',
          cause:
            'A run of probe --install was killed before it purged its own release, or Tiller refused the purge. The name alone does not prove that. The release counts in every list, for everyone, until it is removed.',
          steps: [
            ...(command === null
              ? []
              : [
                  change(
                    'Look for the mark of swiftcheck in these releases. The command shows the releases with the mark, asks, and removes no other release.',
                    command,
                  ),
                ]),
            ...notes.map((note) => look(note)),
          ],
        };
      },
      measures: ({ releases }) => Object.fromEntries(releases.map(({ name }) => [name, 1])),
    },
  },
  needs: { stored: needs.stored },
  run: ({ evidence }, { raise, pass, unknown }, { stored }) => {
    const releases = stored.releases
      .filter(({ name }) => isThrowawayName(name))
      .map(({ name, namespace, revision, bytes }) => ({ name, namespace, revision, bytes }));
    if (releases.length > 0) {
      const facts = { releases, ...swiftcheckCleanup(wayOf(evidence)) };
      return raise('probe-release-stored', facts, 'swiftcheck->tiller');
    }
    return stored.whole
      ? pass()
      : unknown('The direct list does not hold every release.', 'every release');
  },
});
