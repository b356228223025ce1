// The words about a list that Swift refuses, or does not send in time.
import type { Failure, Observation } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { GrpcCode } from '../../knowledge/grpc-text.js';
import { SWIFT_RELEASES } from '../../knowledge/swift-releases.js';
import type { Definitions, Description, LinkContext, RaisedFinding, Step } from '../define.js';
import type { FailureFacts } from '../shared/failure-facts.js';
import {
  isOnWayToSwift,
  NO_API_SERVER,
  NO_SWIFT,
  NO_WAY_ON,
  NOT_FOUND,
} from '../shared/link-groups.js';
import { endedStream, isStatusOfTiller } from '../shared/own-status.js';
import {
  answeredForSwift,
  askApiServer,
  getSwift,
  inFront,
  swiftLog,
} from '../shared/swift-steps.js';
import {
  IN_PLACE_OF_SWIFT,
  SERVICE_PROXY,
  SWIFT_LIST,
  knownCause,
  knownHop,
} from '../shared/known-cause.js';
import { TILLER_LABELS } from '../shared/tiller-search.js';
import { tillerPods } from '../shared/tiller-steps.js';
import { UNRESOLVED } from '../shared/unresolved.js';
import { said } from '../shared/words.js';
import { plainShell, type Shell } from '../shell.js';
import { look } from '../steps.js';

export interface SwiftListFailedFacts extends FailureFacts {
  /** The answer is neither a list nor an error of Swift's. */
  readonly noList?: true;
  /** The API server answered in place of Swift. */
  readonly byApiServer?: true;
  /** The connection ended before all of the answer came. */
  readonly broke?: true;
  /** Swift answered before, and no connection to Swift can be made at the list. */
  readonly gone?: true;
  /** The same of the API server, which forwards the calls to Swift. Or it ended the connection without an answer. */
  readonly apiServer?: true;
  /** An earlier call found the address of the name. */
  readonly unresolved?: true;
  /** Tiller sent the list in this run, without Swift. */
  readonly listedDirectly?: true;
  /** The version of Swift's Tiller, where that is not the one that was found. */
  readonly otherTiller?: string;
}

interface SwiftSlowFacts extends FailureFacts {
  /** What ended the call: no answer in time, the end of the run, or Swift's side. */
  readonly end: 'silence' | 'run-over' | 'closed';
}

declare module '../define.js' {
  interface FindingFacts {
    'swift-list-failed': SwiftListFailedFacts;
    'swift-slow': SwiftSlowFacts;
  }
}

/** Each version of Swift ends a request after this time. */
const HTTP_LIMIT_SECONDS = Math.max(
  ...SWIFT_RELEASES.map(({ httpWriteTimeoutSeconds }) => httpWriteTimeoutSeconds),
);

function describeFailure(facts: SwiftListFailedFacts, shell: Shell): Omit<Description, 'seen'> {
  if (facts.byApiServer) {
    return knownCause(SERVICE_PROXY, facts, shell) ?? answeredForSwift(shell);
  }
  if (facts.noList) {
    return (
      knownCause(IN_PLACE_OF_SWIFT, facts, shell) ?? {
        certainty: 'possible',
        cause: shell.forwarded.swift
          ? 'No version of Swift sends this answer to a list request. Another program in the pod answers in place of Swift.'
          : 'No version of Swift sends this answer to a list request. Another server answers instead of Swift, or a proxy changes or cuts the answer.',
        steps: inFront(shell),
      }
    );
  }
  if (facts.unresolved) return UNRESOLVED;
  if (facts.apiServer) {
    return {
      certainty: 'likely',
      cause:
        'The API server answers even if Swift ends a connection. So the API server, or a proxy in front of it, was stopped or ended this connection.',
      steps: [askApiServer(shell)],
    };
  }
  if (facts.broke || facts.gone) {
    return {
      certainty: 'likely',
      cause: facts.gone
        ? 'Swift answered a moment before. Swift crashed, was stopped, or was killed for its memory. Or only one of several servers at this address works.'
        : `The connection ended before the answer was complete, and Swift was not slow. Swift was restarted, or ${shell.forwarded.swift ? 'the API server closed the forwarded port' : 'a proxy or load balancer ends connections'}.`,
      steps: [
        look('Compare the restarts of the pods of Swift.', getSwift(shell, 'pods')),
        ...(facts.gone ? [swiftLog(shell)] : inFront(shell)),
      ],
    };
  }
  return whyRefused(facts, shell);
}

/** Swift answers with an error, after it had the version of its Tiller. */
function whyRefused(facts: SwiftListFailedFacts, shell: Shell): Omit<Description, 'seen'> {
  // This run knows nothing about the cluster of another Tiller.
  const ofTiller = facts.otherTiller === undefined ? shell : plainShell();
  if (knownHop(SWIFT_LIST, facts) === 'gateway->swift') {
    return {
      certainty: 'likely',
      cause:
        "The gateway of Swift reached Swift's own server a moment before, and did not at the list. Swift was restarted, or only one of several Swifts at this address works.",
      steps: [
        look('Compare the restarts of the pods of Swift.', getSwift(shell, 'pods')),
        swiftLog(shell),
      ],
    };
  }
  const known = knownCause(SWIFT_LIST, facts, ofTiller);
  if (known && facts.message.includes('authentication handshake failed')) {
    return {
      certainty: 'likely',
      cause: `${known.cause} Swift got the version of Tiller a moment before, so this is probably true of only one of several Tillers or Swifts.`,
      steps: [
        tillerPods('Look at all pods of Tiller.', ofTiller),
        look('Look at all pods of Swift.', getSwift(shell, 'pods')),
        swiftLog(shell),
      ],
    };
  }
  if (known) return known;
  const restarts = look(
    'See whether Tiller was restarted, and why.',
    ofTiller.kubectl(null, ['describe', 'pods', '--all-namespaces', '-l', TILLER_LABELS]),
  );
  if (facts.grpcCode === GrpcCode.UNAVAILABLE || endedStream(facts.message)) {
    return {
      certainty: 'likely',
      cause:
        "Swift got the version of Tiller a moment before. Swift's call for the list then lost its connection to Tiller, or got none. Tiller was restarted or ran out of memory, only one of several Tillers works, or a proxy between the two ends connections.",
      steps: [restarts, swiftLog(shell)],
    };
  }
  if (SWIFT_RELEASES.some(({ dialTimedOut }) => dialTimedOut.message === facts.message)) {
    return {
      certainty: 'likely',
      cause:
        'Swift got the version of Tiller a moment before. At the list Swift got no connection to Tiller in time. Tiller was restarted or ran out of memory, or only one of several Tillers works.',
      steps: [restarts, swiftLog(shell)],
    };
  }
  if (!isStatusOfTiller(facts)) {
    return {
      certainty: 'likely',
      cause:
        'Swift forwards the status of its call to Tiller. Almost every error of Tiller has gRPC code 2. So another gRPC server between Swift and Tiller, such as a proxy, probably sent this status.',
      steps: [look('Look at what stands between Swift and Tiller.'), swiftLog(shell)],
    };
  }
  return {
    certainty: facts.listedDirectly ? 'possible' : 'certain',
    cause: facts.listedDirectly
      ? 'Swift forwards the error of its call to Tiller. Tiller sent its list directly in this run. So Tiller failed at this one call, or the error comes from Swift, from a server between the two, or from another Tiller.'
      : 'Swift forwards the error of its call to Tiller.',
    steps: [
      ...(facts.listedDirectly ? [look('Run it again.', shell.again([]))] : []),
      swiftLog(shell),
    ],
  };
}

function slowSteps({ end }: SwiftSlowFacts, shell: Shell): Step[] {
  switch (end) {
    case 'silence':
      return [
        look(
          `Run it again with more time for each request. More than ${HTTP_LIMIT_SECONDS} s has no effect.`,
          shell.again(['--timeout', `${HTTP_LIMIT_SECONDS + 5}s`]),
        ),
      ];
    case 'run-over':
      return [
        look('Run it again with more time. `5m` is an example.', shell.again(['--max-time', '5m'])),
      ];
    case 'closed':
      return [swiftLog(shell)];
  }
}

export const SWIFT_LIST_FINDINGS: Definitions<'swift-list-failed' | 'swift-slow'> = {
  'swift-list-failed': {
    severity: 'fail',
    passTitle: 'Swift lists the releases',
    failTitle: ({ noList, broke, gone, apiServer, unresolved }) => {
      if (noList) return "The answer to Swift's list request is not a list";
      if (unresolved) {
        return "The name in Swift's URL resolved before, and does not resolve at the list";
      }
      if (apiServer) {
        return "The connection to the API server, or to a proxy in front of it, fails at Swift's list";
      }
      if (gone) return 'Swift answered before, and cannot be reached at the list';
      return broke ? "Swift's list breaks off" : 'Swift cannot list the releases';
    },
    describe: (facts, shell) => ({ seen: said(facts), ...describeFailure(facts, shell) }),
    followsFrom: [
      {
        causes: [...NOT_FOUND, ...NO_API_SERVER],
        certainty: 'certain',
        // The words of Swift, and those of Tiller about its storage, passed the hops before them.
        when: (cause, own) =>
          isOnWayToSwift(own.hop) &&
          (cause.hop === 'api-server->swift' || cause.hop === 'swiftcheck->api-server'),
      },
      {
        causes: NO_WAY_ON,
        certainty: 'likely',
        when: (_cause, own) => own.hop !== 'tiller->storage',
      },
      // Swift forwards Tiller's own words.
      {
        causes: ['tiller-list-failed'],
        certainty: 'certain',
        when: (_cause, _own, context) => isSameTiller(context) && isSameText(context.analysis),
      },
      // Each client of gRPC has its own words for a connection that ends, or that leads to no gRPC server.
      {
        causes: ['tiller-list-failed'],
        certainty: 'likely',
        when: (cause, own, context) =>
          isSameTiller(context) && own.hop === 'swift->tiller' && isLostConnection(cause),
      },
    ],
  },
  'swift-slow': {
    severity: 'warn',
    blocksVerdict: true,
    passTitle: 'Swift lists in time',
    failTitle: () => "Swift's list did not come in time",
    describe: (facts, shell) => ({
      seen: said(facts),
      certainty: 'likely',
      cause: `Swift waits for Tiller. Swift ends each request after ${HTTP_LIMIT_SECONDS} s.`,
      steps: slowSteps(facts, shell),
    }),
    followsFrom: [
      {
        causes: NO_SWIFT,
        certainty: 'certain',
        when: (cause) => isOnWayToSwift(cause.hop),
      },
      { causes: NO_WAY_ON, certainty: 'likely' },
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

/** One Tiller says nothing about another. */
function isSameTiller({ raised }: LinkContext): boolean {
  return !raised.has('tillers-differ');
}

function isLostConnection(cause: RaisedFinding): boolean {
  if (cause.code !== 'tiller-list-failed') return false;
  const { broke, gone, noList } = cause.facts;
  return (broke ?? gone ?? noList) === true;
}

function isSameText({ evidence }: { readonly evidence: Evidence }): boolean {
  const direct = failureOf(evidence.tiller.list)?.message;
  return direct !== undefined && direct === failureOf(evidence.swift.list)?.message;
}

function failureOf(observation: Observation<unknown> | undefined): Failure | undefined {
  return observation?.ok === false ? observation.failure : undefined;
}
