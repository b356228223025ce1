// Findings about messages that are too large for a hop.
import type { AttributedBy } from '../analysis/attribute.js';
import { formatExactSize, formatSize, plural } from '../util/bytes.js';
import { decidingProbes } from '../checks/shared/deciding-probes.js';
import type { OversizedFacts, SizedRelease } from '../analysis/largest.js';
import { largestSentence, oversized } from '../checks/shared/large-releases.js';
import { UNINSTALL, keepFewer, type PlacedFacts } from '../checks/shared/tiller-commands.js';
import type { Certainty, Entry } from './types.js';
import { answered } from '../checks/shared/words.js';

export interface ListOverLimitFacts {
  readonly messageBytes: number;
  readonly limitBytes: number;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  readonly attributedBy: AttributedBy;
  /** The releases that Swift may be, in words. */
  readonly swift: string;
  /** Steps computed for this very list; empty where they could not be. */
  readonly wayOut: readonly string[];
  /** The largest releases in the list, at most three. */
  readonly largest: readonly SizedRelease[];
}

export interface UnknownLimitFacts {
  readonly messageBytes: number;
  readonly limitBytes: number;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

export interface UnknownHopFacts extends UnknownLimitFacts {
  /** Whether there was a direct list to compare the number with. */
  readonly compared: boolean;
}

export interface SendLimitFacts extends UnknownLimitFacts, PlacedFacts {
  /** Whether the direct list failed the same way. */
  readonly direct: boolean;
  /** Releases that came before the failure. */
  readonly listedBefore: number;
}

export interface ContentFacts extends OversizedFacts {
  readonly limitBytes: number;
  readonly swift: string;
}

export interface PayloadFacts {
  readonly sizeBytes: number;
  readonly messageBytes: number | null;
  readonly limitBytes: number | null;
  readonly direct: boolean;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** What the release's knowledge says of a list that holds a chart file of that size. */
  readonly listWouldPass: boolean | null;
  readonly swift: string;
}

export interface NotTriedFacts {
  readonly sizeBytes: number;
  /** What failed: `The direct dry run`. */
  readonly step: string;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

export interface LeftBehindFacts {
  readonly name: string;
  /** `null`: no command may be given. */
  readonly command: string | null;
  /** What has to be known or added before the command works. */
  readonly notes: readonly string[];
  /** Whether the release was seen to be the one of the run. */
  readonly ownerKnown: boolean;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

const NOT_PERMISSIONS =
  "Swift's gateway words gRPC code 8 as HTTP 403; it has nothing to do with permissions.";

export const SIZE_FINDINGS = {
  'list-over-receive-limit': {
    severity: 'fail',
    holds: 'Every list message of Tiller fits what Swift takes from it',
    fails: ({ messageBytes, limitBytes }: ListOverLimitFacts) =>
      `The list is too large for Swift's way to Tiller: ${against(messageBytes, limitBytes)}`,
    explain: (facts: ListOverLimitFacts) => ({
      seen: [answered(facts), largestSentence(facts.largest)],
      certainty: certainty(facts.attributedBy),
      cause:
        (facts.attributedBy === 'number'
          ? 'The first number is exactly the size of the message that Tiller sends, so Swift refuses it as it arrives from Tiller. '
          : `Swift ${facts.swift} refuses such a message as it arrives from Tiller. `) +
        NOT_PERMISSIONS,
      next: [
        ...(facts.wayOut.length > 0
          ? facts.wayOut
          : [
              'Move to Swift 0.11.1 (documented for Tiller 2.13.0): 0.11.0 and newer take 20.0 MiB from Tiller.',
              'Until then list in parts, with limit=N&sort_by=NAME&offset=NAME, or namespace=NAME; no part may hold more than the limit.',
            ]),
        '`helm ls` asks Tiller directly and is not affected.',
      ],
    }),
  },
  'list-over-gateway-limit': {
    severity: 'fail',
    holds: "Swift's own answer fits the hop from its gateway",
    fails: ({ messageBytes, limitBytes }: ListOverLimitFacts) =>
      `The list is too large inside Swift: ${against(messageBytes, limitBytes)}`,
    explain: (facts: ListOverLimitFacts) => ({
      seen: [answered(facts), largestSentence(facts.largest)],
      certainty: certainty(facts.attributedBy),
      cause:
        (facts.attributedBy === 'number'
          ? "The first number is exactly the size of the answer that Swift builds from the list (names, NOTES, chart metadata, values), so Swift's HTTP gateway refuses it on the hop from Swift's own gRPC server. "
          : `Swift ${facts.swift} takes such a message from Tiller; its HTTP gateway refuses it on the hop from Swift's own gRPC server. `) +
        NOT_PERMISSIONS,
      next: [
        ...(facts.wayOut.length > 0
          ? facts.wayOut
          : ['List in parts, with limit=N&sort_by=NAME&offset=NAME, or namespace=NAME.']),
        'Shorten NOTES and values of the largest releases: chart files do not count on this hop.',
        'No release of Swift from 0.7.0 on raises this limit; gRPC to Tiller directly is not affected.',
      ],
    }),
  },
  'list-over-send-limit': {
    severity: 'fail',
    holds: 'Tiller can send every message of the list',
    fails: ({ messageBytes, limitBytes }: SendLimitFacts) =>
      `Tiller cannot send the list: ${formatExactSize(messageBytes)} against ${formatExactSize(limitBytes)}`,
    explain: (facts: SendLimitFacts) => ({
      seen: [
        answered(facts),
        facts.direct
          ? `The direct list fails the same way, after ${plural(facts.listedBefore, 'release')}.`
          : 'It came through Swift; a direct list was not made or did not fail.',
      ],
      certainty: 'measured',
      cause:
        'Tiller itself refuses to send a message above its limit. From 2.9.0 on a list is cut between releases, so a single release (or its framing at the very limit) is too large; before, the list as a whole is.',
      next: [
        'Find it: `helm ls --max 1 --offset NAME` fails for it alone.',
        'Shrink its chart files, NOTES or values and upgrade it; with 2.8.1 and 2.8.2 upgrade Tiller to 2.9.0 or newer.',
        'A revision that is stored already stays too large, until a limit of the history deletes it.',
        ...keepFewer(facts.tillerPlace),
        UNINSTALL,
      ],
    }),
  },
  'list-over-unknown-limit': {
    severity: 'fail',
    holds: 'No hop refused the list for its size',
    fails: ({ messageBytes, limitBytes }: UnknownHopFacts) =>
      `The list is too large for a hop: ${against(messageBytes, limitBytes)}`,
    explain: (facts: UnknownHopFacts) => ({
      seen: [answered(facts)],
      certainty: 'measured',
      cause: facts.compared
        ? `Which hop is not known: the first number equals neither a message that Tiller sends nor the answer that Swift builds, and Swift's release does not tell. ${NOT_PERMISSIONS}`
        : `Which hop is not known: there is no direct list to compare the first number with, and Swift's release does not tell. ${NOT_PERMISSIONS}`,
      next: decidingProbes(facts),
    }),
  },
  'content-over-limit': {
    severity: 'warn',
    holds: 'No stored revision is too large by itself to be read through Swift',
    fails: (facts: ContentFacts) =>
      `Content and history of ${oversized(facts)} cannot be read through Swift`,
    explain: (facts: ContentFacts) => ({
      seen: [largestSentence(facts.largest)],
      certainty: 'follows from the release',
      cause: `A release comes in one message there, and Swift ${facts.swift} takes no more than ${formatExactSize(facts.limitBytes)} of it: releases/NAME/content/json and releases/NAME/json answer 403 with gRPC code 8.`,
      next: [
        'Read such a release with `helm get NAME`, which asks Tiller directly.',
        'Take files out of the chart that it does not need (.helmignore). No release of Swift from 0.7.0 on raises this limit.',
      ],
    }),
  },
  'payload-over-limit': {
    severity: 'fail',
    holds: 'A payload of the asked size passes',
    fails: ({ sizeBytes }: PayloadFacts) =>
      `A payload of ${formatExactSize(sizeBytes)} does not pass`,
    explain: (facts: PayloadFacts) => ({
      seen: [answered(facts), ...numbers(facts)],
      certainty: 'measured',
      cause: facts.direct
        ? 'Tiller itself cannot send an answer of that size (a dry run, nothing was stored).'
        : `An answer of that size (a dry run, nothing was stored) is refused on its way through Swift. ${derived(facts)}`,
      next: [
        'Keep charts, NOTES and values below that size; see swiftcheck matrix for the limits of each release.',
      ],
    }),
  },
  'payload-over-unary-limit': {
    severity: 'warn',
    holds: 'A payload of the asked size passes',
    fails: ({ sizeBytes }: PayloadFacts) =>
      `A single answer of ${formatExactSize(sizeBytes)} does not pass through Swift`,
    explain: (facts: PayloadFacts) => ({
      seen: [answered(facts), ...numbers(facts)],
      certainty: 'measured',
      cause: `An answer of that size (a dry run, nothing was stored) is refused on its way through Swift. ${derived(facts)}`,
      next: [
        'Read such releases with `helm get NAME`; their chart files do not count in lists through Swift.',
      ],
    }),
  },
  'payload-not-tried': {
    severity: 'fail',
    unexamined: true,
    holds: 'The payload of the asked size was tried',
    fails: ({ sizeBytes }: NotTriedFacts) =>
      `The payload of ${formatExactSize(sizeBytes)} was not tried`,
    explain: (facts: NotTriedFacts) => ({
      seen: [`${facts.step}: ${answered(facts)}`],
      certainty: 'measured',
      cause:
        'The call failed for another reason than its size, so nothing is known of the payload.',
      next: ['Mend what the text says and run it again; without --size the rest is checked alone.'],
    }),
  },
  'probe-release-left': {
    severity: 'fail',
    holds: 'The throwaway release was purged',
    fails: ({ name }: LeftBehindFacts) => `The throwaway release ${name} may still be stored`,
    explain: ({ command, notes, ownerKnown, name, ...answer }: LeftBehindFacts) => ({
      seen: [
        ownerKnown
          ? `The purge failed: ${answered(answer)}`
          : `The owner of the release could not be read, so nothing was purged: ${answered(answer)}`,
      ],
      certainty: 'measured',
      cause: ownerKnown
        ? 'Tiller did not confirm that the release is gone.'
        : `Whether a release ${name} is stored, and whether that release is swiftcheck's, is not known.`,
      next: [
        ...(command === null
          ? []
          : [
              `${ownerKnown ? "Remove swiftcheck's own throwaway release with Helm 2" : "If the release is swiftcheck's throwaway release, remove that release with Helm 2"}: \`${command}\`.`,
            ]),
        ...notes,
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;

/** Where both round to the same size, also what there is too much. */
function against(messageBytes: number, limitBytes: number): string {
  const sizes = `${formatExactSize(messageBytes)} against ${formatExactSize(limitBytes)}`;
  return formatSize(messageBytes) === formatSize(limitBytes)
    ? `${sizes}, ${plural(messageBytes - limitBytes, 'byte')} too many`
    : sizes;
}

function certainty(by: AttributedBy): Certainty {
  return by === 'number' ? 'measured' : 'follows from the release';
}

function derived({ listWouldPass, swift }: PayloadFacts): string {
  switch (listWouldPass) {
    case true:
      return `Derived from what is known of Swift ${swift}: content and history of a release of that size fail the same way; a chart file of that size does not by itself make a list fail, because lists leave files out.`;
    case false:
      return `Derived from what is known of Swift ${swift}: a list that holds a chart file of that size fails as well, and so do content and history of such a release.`;
    case null:
      return "What it means for lists depends on Swift's release, which is not known well enough.";
  }
}

/** The text has them without units. */
function numbers({ messageBytes, limitBytes }: PayloadFacts): string[] {
  if (messageBytes === null || limitBytes === null) return [];
  return [
    `The answer takes ${formatExactSize(messageBytes)} against ${formatExactSize(limitBytes)}.`,
  ];
}
