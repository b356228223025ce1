// The words of a list that Swift does not give, or not in time.
import { look } from '../steps.js';
import type { Failure, Observation } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import type { Definitions, Description, LinkContext } from '../define.js';
import type { FailureFacts } from '../shared/failure-facts.js';
import { IN_FRONT } from '../shared/in-front.js';
import {
  AT_SWIFT,
  AT_TILLER,
  NO_API_SERVER,
  NO_SWIFT,
  NO_WAY_ON,
  NOT_FOUND,
} from '../shared/link-groups.js';
import { plainShell, type Shell } from '../shell.js';
import { IN_PLACE_OF_SWIFT, STORAGE, told } from '../shared/told.js';
import { said } from '../shared/words.js';

export interface SwiftListFailedFacts extends FailureFacts {
  /** The answer is neither a list nor an error of Swift's. */
  readonly noList?: true;
  /** The connection ended before all of the answer came. */
  readonly broke?: true;
  /** The version of Swift's Tiller, where that is not the one that was found. */
  readonly otherTiller?: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'swift-list-failed': SwiftListFailedFacts;
    'swift-slow': FailureFacts;
  }
}

const NO_LIST: Omit<Description, 'seen'> = {
  certainty: 'likely',
  cause:
    'No release of Swift sends such an answer to a list request. Another server answers in place of Swift, or something on the way changes or cuts the answer.',
  steps: IN_FRONT,
};

const broke = (shell: Shell): Omit<Description, 'seen'> => ({
  certainty: 'likely',
  cause:
    'The connection ended before all of the answer came, and not because Swift was slow. Swift was stopped or restarted meanwhile, or something on the way ends connections.',
  steps: [
    look(
      'See whether Swift was restarted.',
      shell.kubectl(null, ['get', 'pods', '--all-namespaces', '-l', 'app=swift']),
    ),
    ...IN_FRONT,
  ],
});

export const SWIFT_LIST_FINDINGS: Definitions<'swift-list-failed' | 'swift-slow'> = {
  'swift-list-failed': {
    severity: 'fail',
    passTitle: 'Swift lists the releases',
    failTitle: ({ noList, broke }) => {
      if (noList) return "The answer to Swift's list request is not a list";
      return broke ? "Swift's list breaks off" : 'Swift cannot list the releases';
    },
    describe: (facts, shell) => ({
      seen: said(facts),
      ...(facts.noList
        ? (told(IN_PLACE_OF_SWIFT, facts.message, shell) ?? NO_LIST)
        : facts.broke
          ? broke(shell)
          : passedOn(facts, shell)),
    }),
    followsFrom: [
      {
        causes: [...NOT_FOUND, ...NO_API_SERVER],
        certainty: 'certain',
        when: (cause, own) =>
          own.hop !== AT_TILLER &&
          (cause.hop === 'api-server->swift' || cause.hop === 'swiftcheck->api-server'),
      },
      {
        causes: NO_WAY_ON,
        certainty: 'likely',
        when: (_cause, own) => own.hop !== AT_TILLER,
      },
      // Swift passes Tiller's own words on.
      {
        causes: ['tiller-list-failed'],
        certainty: 'certain',
        when: (_cause, _own, context) => isSameTiller(context) && isSameText(context.analysis),
      },
    ],
  },
  'swift-slow': {
    severity: 'warn',
    blocksVerdict: true,
    passTitle: 'Swift lists in time',
    failTitle: () => "Swift's list did not come in time",
    describe: (facts) => ({
      seen: said(facts),
      certainty: 'likely',
      cause:
        'Swift waits for Tiller, and closes the connection 30 s after the request whatever it was doing.',
      steps: ['Run it again with a longer --timeout (above 30 s there is nothing to win).'],
    }),
    followsFrom: [
      {
        causes: NO_SWIFT,
        certainty: 'certain',
        when: (cause, own) => cause.hop === AT_SWIFT && own.hop !== AT_TILLER,
      },
      {
        causes: NO_WAY_ON,
        certainty: 'likely',
        when: (_cause, own) => own.hop !== AT_TILLER,
      },
      // Both lists make the same Tiller read the same storage.
      {
        causes: ['tiller-slow'],
        certainty: 'likely',
        when: (_cause, _own, context) =>
          isSameTiller(context) &&
          failureOf(context.analysis.evidence.swift.list)?.kind !== 'interrupted',
      },
    ],
  },
};

function passedOn(
  { message, otherTiller }: SwiftListFailedFacts,
  shell: Shell,
): Omit<Description, 'seen'> {
  return (
    told(STORAGE, message, otherTiller === undefined ? shell : plainShell()) ?? {
      certainty: 'certain',
      cause: "Swift passes on what Tiller or its own gateway said; the text is the other side's.",
      steps: ['kubectl -n kube-system logs deploy/swift (wherever it runs)'],
    }
  );
}

/** What one Tiller does says nothing of another. */
function isSameTiller({ raised }: LinkContext): boolean {
  return !raised.has('tillers-differ');
}

function isSameText({ evidence }: { readonly evidence: Evidence }): boolean {
  const direct = failureOf(evidence.tiller.list)?.message;
  return direct !== undefined && direct === failureOf(evidence.swift.list)?.message;
}

function failureOf(observation: Observation<unknown> | undefined): Failure | undefined {
  return observation?.ok === false ? observation.failure : undefined;
}
