// Whether the throwaway release of --install is gone.
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import { cleanupOf, swiftcheckCleanup, wayOf, type Cleanup } from '../shared/cleanup.js';
import { failureFacts } from '../shared/failure-facts.js';
import { answered } from '../shared/words.js';

/** With the command that removes the release, and what has to be known or added before it works. */
interface LeftBehindFacts extends Cleanup {
  /** The same by `swiftcheck cleanup`; `null`: the Tiller is gone with the run. */
  readonly swiftcheck: string | null;
  readonly name: string;
  /** Whether the release was seen to be the one of the run. */
  readonly ownerKnown: boolean;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'probe-release-left': LeftBehindFacts;
  }
}

export const probeReleaseLeft = defineCheck({
  group: 'lists',
  after: 'behaviour-contradicts-knowledge',
  code: 'probe-release-left',
  findings: {
    'probe-release-left': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'The throwaway release was purged',
      failTitle: ({ name }) => `The throwaway release ${name} may still be stored`,
      describe: ({ command, notes, swiftcheck, ownerKnown, name, ...answer }) => ({
        seen: [
          ownerKnown
            ? `The purge failed: ${answered(answer)}`
            : `The owner of the release could not be read, so nothing was purged: ${answered(answer)}`,
        ],
        certainty: 'certain',
        cause: ownerKnown
          ? 'Tiller did not confirm that the release is gone.'
          : `Whether a release ${name} is stored, and whether that release is swiftcheck's, is not known.`,
        steps: [
          ...(command === null
            ? []
            : [
                change(
                  [
                    ownerKnown
                      ? "Remove swiftcheck's own throwaway release with Helm 2."
                      : "If the release is swiftcheck's throwaway release, remove that release with Helm 2.",
                    ...notes,
                  ].join(' '),
                  command,
                ),
              ]),
          ...(command === null ? notes.map((note) => look(note)) : []),
          ...(swiftcheck === null
            ? []
            : [
                change(
                  'Or with swiftcheck. The command looks for the mark of swiftcheck in the release, and asks.',
                  swiftcheck,
                ),
              ]),
        ],
      }),
      // Each of several Tillers may hold other releases, and be in other trouble.
      followsFrom: [{ causes: ['tiller-answers-vary'], certainty: 'likely' }],
    },
  },
  needs: {},
  run: ({ evidence }, { raise, pass, skip }) => {
    const tried = evidence.payload;
    if (tried?.kind !== 'install') return skip('Nothing was installed.');
    const { purged, stored, releaseName: name } = tried;
    if (purged.ok) return pass({ name });
    const { failure } = purged;
    if (stored ? stored.ok && stored.value === 'another' : failure.kind === 'not-attempted') {
      return skip(failure.message);
    }
    const unread = stored && !stored.ok ? stored.failure : null;
    return raise(
      'probe-release-left',
      {
        ...failureFacts(unread ?? failure),
        name,
        ...cleanupOf(name, wayOf(evidence)),
        swiftcheck: swiftcheckCleanup(wayOf(evidence)).command,
        ownerKnown: unread === null,
      },
      'swiftcheck->tiller',
    );
  },
});
