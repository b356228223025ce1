// The codes of the payload of --size, and their words.
import type { Hop } from '../../evidence/observation.js';
import { formatExactSize } from '../../util/bytes.js';
import type { Definitions, Link } from '../define.js';
import { look } from '../steps.js';
import { grant } from '../shared/grant.js';
import { inFront } from '../shared/swift-steps.js';
import { tillerPods } from '../shared/tiller-steps.js';
import {
  AT_TILLER,
  isOnWayToSwift,
  NO_API_SERVER,
  NO_SWIFT,
  NO_TILLER,
  NO_WAY_ON,
  NOT_FOUND,
} from '../shared/link-groups.js';
import { answered } from '../shared/words.js';

export interface PayloadFacts {
  readonly sizeBytes: number;
  readonly messageBytes: number;
  readonly limitBytes: number;
  readonly direct: boolean;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** Whether a list that holds a chart file of that size passes; `null`: not known of the release. */
  readonly listWouldPass: boolean | null;
  readonly swift: string;
  /** The throwaway release that was stored; absent: it was a dry run. */
  readonly installed?: string;
  /** The list without that release. */
  readonly without?: {
    readonly passed: boolean;
    readonly messageBytes: number | null;
  };
}

export interface NotTriedFacts {
  readonly sizeBytes: number;
  /** What failed: `The direct dry run`. */
  readonly step: string;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** The release was stored, and a list of it failed. `passed`: the other list passed with the release in it. */
  readonly stored?: { readonly passed: string | null };
  /** The error is about the size of a message. */
  readonly tooLarge?: true;
  /** The namespace of the Service whose proxy the API server denied to this run. */
  readonly deniedIn?: string;
}

interface NotReturnedFacts {
  readonly sizeBytes: number;
  readonly endpoint: 'Tiller' | 'Swift';
  readonly message: string;
  readonly httpStatus?: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'payload-over-limit': PayloadFacts;
    'payload-over-unary-limit': PayloadFacts;
    'payload-not-tried': NotTriedFacts;
    'payload-not-returned': NotReturnedFacts;
  }
}

export type PayloadCode =
  | 'payload-over-limit'
  | 'payload-over-unary-limit'
  | 'payload-not-tried'
  | 'payload-not-returned';

const NO_PATH = [...NOT_FOUND, ...NO_API_SERVER] as const;
const AT_API_SERVER = 'swiftcheck->api-server';

/** A call that ended on its path through Swift. What Tiller says of its storage passed this path, or came directly. */
function isOfSwift(hop: Hop | null): boolean {
  return hop !== AT_TILLER && hop !== 'tiller->storage';
}

/** Nothing is tried where the endpoint itself was not reached. */
const WITHOUT_TILLER: Link<PayloadCode> = {
  causes: NO_TILLER,
  certainty: 'certain',
  when: (cause, own) => cause.hop === AT_TILLER && own.hop === AT_TILLER,
};
const WITHOUT_SWIFT: Link<PayloadCode> = {
  causes: NO_SWIFT,
  certainty: 'certain',
  when: (cause, own) => isOnWayToSwift(cause.hop) && isOfSwift(own.hop),
};

export const PAYLOAD_FINDINGS: Definitions<PayloadCode> = {
  'payload-over-limit': {
    severity: 'fail',
    askedFor: true,
    passTitle: 'A payload of the requested size passes',
    failTitle: ({ sizeBytes, installed }) =>
      installed === undefined
        ? `A payload of ${formatExactSize(sizeBytes)} does not pass`
        : `With a release of ${formatExactSize(sizeBytes)} stored, the list fails`,
    describe: (facts) => ({
      seen: [answered(facts), numbers(facts), ...withoutIt(facts)],
      certainty: 'certain',
      cause:
        facts.installed !== undefined
          ? storedCause(facts)
          : facts.direct
            ? 'Tiller itself cannot send an answer of that size (a dry run, nothing was stored).'
            : `An answer of that size (a dry run, nothing was stored) is rejected on the path through Swift. ${derived(facts)}`,
      steps: [
        look(
          'Keep charts, NOTES and values below that size. See the limits of each version.',
          'swiftcheck matrix',
        ),
      ],
    }),
  },
  'payload-over-unary-limit': {
    severity: 'warn',
    passTitle: 'A payload of the requested size passes',
    failTitle: ({ sizeBytes }) =>
      `A single answer of ${formatExactSize(sizeBytes)} does not pass through Swift`,
    describe: (facts, shell) => ({
      seen: [answered(facts), numbers(facts)],
      certainty: 'certain',
      cause: `An answer of that size (a dry run, nothing was stored) is rejected on the path through Swift. ${derived(facts)}`,
      steps: [
        look(
          'Read a release of that size without Swift; NAME is its name. Chart files do not count in lists through Swift.',
          shell.helm(['get', 'NAME']),
        ),
      ],
    }),
  },
  'payload-not-tried': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'The payload of the requested size was tried',
    failTitle: ({ sizeBytes }) =>
      `No answer shows whether a payload of ${formatExactSize(sizeBytes)} passes`,
    describe: (facts, shell) => ({
      seen: [
        `${facts.step}: ${answered(facts)}`,
        ...(facts.stored?.passed == null
          ? []
          : [`${facts.stored.passed} passed while the release was stored.`]),
      ],
      certainty: 'certain',
      cause: whyNotTried(facts),
      steps: [
        ...(facts.deniedIn === undefined
          ? []
          : [
              grant(
                shell,
                ['--feature', 'dry-run', '--swift-namespace', facts.deniedIn],
                facts.message,
              ),
            ]),
        look(
          'Fix the error of this call, and run swiftcheck again. Without --size, only the existing releases are checked.',
        ),
      ],
    }),
    followsFrom: [
      WITHOUT_TILLER,
      {
        causes: NO_PATH,
        certainty: 'certain',
        when: (cause, own) =>
          own.hop === AT_TILLER &&
          (cause.hop === 'api-server->tiller' || cause.hop === AT_API_SERVER),
      },
      {
        causes: NO_PATH,
        certainty: 'certain',
        when: (cause, own) =>
          isOfSwift(own.hop) && (cause.hop === 'api-server->swift' || cause.hop === AT_API_SERVER),
      },
      WITHOUT_SWIFT,
      {
        causes: NO_WAY_ON,
        certainty: 'likely',
        when: (_cause, own) => isOfSwift(own.hop),
      },
      {
        // Tiller refuses this client every call but GetVersion, and never refuses Swift for its version.
        causes: ['client-refused'],
        certainty: 'certain',
        when: (_cause, { hop, facts }) =>
          hop === AT_TILLER && facts.message.includes('incompatible'),
      },
      {
        // Which of several Tillers answers a call is chance, and each may be in other trouble.
        causes: ['tiller-answers-vary'],
        certainty: 'likely',
        when: (_cause, own) => own.hop === AT_TILLER,
      },
    ],
  },
  'payload-not-returned': {
    severity: 'fail',
    passTitle: 'The payload of the requested size came back complete',
    failTitle: ({ sizeBytes, endpoint }) =>
      `The payload of ${formatExactSize(sizeBytes)} did not come back complete, though ${endpoint === 'Tiller' ? 'Tiller answered without an error' : 'the answer through Swift was HTTP 200'}`,
    describe: (facts, shell) => ({
      seen: [answered(facts)],
      certainty: 'likely',
      cause:
        facts.endpoint === 'Tiller'
          ? `Every known version of Tiller answers a dry run with the release and its NOTES. ${shell.forwarded.tiller ? 'Another build of Tiller, or another program, runs in the pod.' : 'Another server answers at this address, or something between changes the answer.'}`
          : `Every known version of Swift answers a dry run with the release and its NOTES. ${shell.forwarded.swift ? 'Another build of Swift, or another program, runs in the pod.' : 'Another server answers in place of Swift, or something between changes or cuts the answer.'}`,
      steps:
        facts.endpoint === 'Tiller'
          ? [
              shell.forwarded.tiller
                ? tillerPods('Look at the image of the pod of Tiller.', shell)
                : look(
                    'Look for what stands between this machine and Tiller, such as a proxy or a service mesh.',
                  ),
            ]
          : inFront(shell),
    }),
    followsFrom: [WITHOUT_TILLER, WITHOUT_SWIFT],
  },
};

function storedCause({ direct, without }: PayloadFacts): string {
  const who = direct ? 'Tiller itself cannot send' : 'Swift cannot pass on';
  return without?.passed === true
    ? `${who} a list with a release of that size. While a release of that size is stored, the whole list fails, for every release and everyone.`
    : `${who} a list with a release of that size. The list fails without that release, too.`;
}

function withoutIt({ installed, without }: PayloadFacts): string[] {
  if (installed === undefined || !without) return [];
  const { passed, messageBytes } = without;
  const size = messageBytes === null ? '' : ` (${formatExactSize(messageBytes)} from Tiller)`;
  return [
    `Without swiftcheck's own release ${installed}, the list through Swift ${passed ? 'passes' : 'fails as well'}${size}.`,
  ];
}

function derived({ listWouldPass, swift }: PayloadFacts): string {
  switch (listWouldPass) {
    case true:
      return `By the limits of Swift ${swift}, content and history of a release of that size fail with the same error. A chart file of that size does not by itself make a list fail, because lists leave files out.`;
    case false:
      return `By the limits of Swift ${swift}, a list with a chart file of that size fails as well, and so do content and history of that release.`;
    case null:
      return 'Whether a list with a release of that size passes depends on the version of Swift, which is not known exactly.';
  }
}

/** The error has the sizes without units. */
function numbers({ messageBytes, limitBytes, installed }: PayloadFacts): string {
  return `The ${installed === undefined ? 'answer' : 'message'} takes ${formatExactSize(messageBytes)}; the limit is ${formatExactSize(limitBytes)}.`;
}

/** Payload Too Large: of a request, and no version of Swift has it. */
const REQUEST_TOO_LARGE = 413;

function whyNotTried({ stored, tooLarge, deniedIn, httpStatus }: NotTriedFacts): string {
  if (deniedIn !== undefined) {
    return 'The API server denied the request to the account of this run. A dry run is a POST, which needs another right than a list.';
  }
  if (tooLarge) {
    return 'A message was rejected for its size, and the payload was not stored, so nothing is known of a list that holds the payload.';
  }
  if (httpStatus === REQUEST_TOO_LARGE && !stored) {
    return 'A server in front of Swift refuses the size of the request. The request of a dry run is small, and only the answer holds the payload, so nothing is known of the payload.';
  }
  const reason = 'The call failed, and nothing shows that the size is the reason';
  return stored ? `${reason}.` : `${reason}, so nothing is known of the payload.`;
}
