import type { Case } from '../../../test/judge/case.js';
import {
  SEED,
  direct,
  failed,
  ok,
  release,
  swiftError,
  tooLarge,
} from '../../../test/judge/evidence.js';
import { CURED, lab, swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;
/** The recorded set "notes": its summaries take 5,243,605 bytes, about as much as the releases. */
const NOTES = Array.from({ length: 5 }, (_, index) =>
  release(`chatty-${index}`, 1_048_970, { summaryBytes: 1_048_718 }),
);
const NOTES_SUMMARY = 5 * (1_048_718 + 4);
const INCIDENT = { swift: '0.9.0', tiller: 'v2.10.0', stored: SEED } as const;

const SENT = swiftError(403, 8, 'trying to send message larger than max (20971521 vs. 20971520)');
const CUT = direct([SEED], { next: 'later', total: 520 });
const [{ bytes: CUT_BYTES } = { bytes: 0 }] = CUT.messages;
/** With its tag and length a message over 20 MiB, which helm does not take. */
const BEYOND_HELM = [release('harbor', 20_971_520)];

export const cases: readonly Case[] = [
  {
    code: 'list-over-receive-limit',
    raisedBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
    says: [
      'Swift cannot receive the list from Tiller: 4,195,325 bytes, 1,021 over the limit of 4 MiB',
      'HTTP 403, gRPC code 8',
      /The largest entries: harbor .*, 4,194,657 bytes, mostly chart files\.$/m,
      'Tiller sent a message of exactly that size',
      /Upgrade Swift to [\d.]+ \(computed/,
      /List without Swift\..* helm .*ls --all --max 0$/m,
    ],
    silentOn: ['Choose a Swift'],
    is: {
      ...{ outcome: 'fail', hop: 'swift->tiller', certainty: 'certain' },
      measures: { 'message, in bytes': 4_195_325 },
    },
    // The number is that of the answer that Swift builds, not of what Tiller sends.
    notBy: { stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY, LIMIT) },
    otherwise: 'pass',
  },
  {
    // Without a direct list the release decides.
    code: 'list-over-receive-limit',
    raisedBy: { ...INCIDENT, directList: failed('timeout'), swiftList: tooLarge(4_195_325, LIMIT) },
    worse: { ...INCIDENT, directList: failed('timeout'), swiftList: tooLarge(4_195_326, LIMIT) },
    says: [
      'There is no direct list, so the largest releases are unknown.',
      'Swift 0.9.0 rejects a message of that size from Tiller.',
      /Choose a Swift that accepts .* \([\d., to]+\)\. .* swiftcheck matrix$/m,
    ],
    // Those list one namespace only.
    silentOn: ['exactly that size', 'List without Swift', '(0.1.0'],
    is: { certainty: 'likely' },
    notBy: { directList: failed('timeout'), swiftList: tooLarge(4_195_325, LIMIT) },
    otherwise: 'pass',
  },
  {
    // helm is no help where it does not take the message, or where Tiller has more than it listed.
    code: 'list-over-receive-limit',
    raisedBy: { ...INCIDENT, stored: BEYOND_HELM, swiftList: tooLarge(20_971_525, LIMIT) },
    silentOn: ['List without Swift'],
    notBy: { swiftList: SENT },
    otherwise: 'unknown: Tiller did not send the list, so the hops after Tiller were not tried.',
  },
  {
    code: 'list-over-receive-limit',
    raisedBy: { ...INCIDENT, directList: ok(CUT), swiftList: tooLarge(CUT_BYTES, LIMIT) },
    silentOn: ['List without Swift'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'list-over-gateway-limit',
    raisedBy: { stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY, LIMIT) },
    worse: { stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY + 1, LIMIT) },
    says: [
      "Swift's answer is too large for its own gateway: 5,243,610 bytes, 1,049,306 over",
      /The largest entries: chatty-0 .*, 1,048,722 bytes, mostly NOTES;/,
      'Swift builds an answer of exactly that size',
      'No upgrade makes this list pass',
      'Shorten NOTES and values',
      'List without Swift',
    ],
    is: {
      ...{ outcome: 'fail', hop: 'gateway->swift', certainty: 'certain' },
      measures: { 'message, in bytes': NOTES_SUMMARY },
    },
    notBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
    otherwise:
      'unknown: Swift rejected the message of Tiller, so the answer of Swift was not tried.',
  },
  {
    // Swift has another Tiller: the entries of this one are not the reason.
    code: 'list-over-gateway-limit',
    raisedBy: { swiftList: tooLarge(9_000_000, LIMIT) },
    says: ["Swift would have accepted Tiller's direct list", 'Swift probably uses another Tiller'],
    silentOn: ['largest', 'Shorten'],
    is: { certainty: 'likely' },
    notBy: { swiftList: SENT },
    otherwise: 'unknown: Tiller did not send the list, so the hops after Tiller were not tried.',
  },
  {
    // The entries that are largest in Swift's answer are not those that are largest in Tiller's.
    code: 'list-over-gateway-limit',
    raisedBy: { stored: [...SEED, ...NOTES], swiftList: tooLarge(9_000_000, LIMIT) },
    says: [
      /The largest entries: chatty-0 /,
      'Swift 0.11.1 accepts a message of that size from Tiller, but its HTTP gateway rejects',
    ],
    silentOn: ['exactly that size', 'harbor ('],
    is: { certainty: 'likely' },
    notBy: { swiftList: SENT },
    otherwise: 'unknown: Tiller did not send the list, so the hops after Tiller were not tried.',
  },
  {
    // Nothing is declared and only the number shows the hop.
    code: 'list-over-receive-limit',
    raisedBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_325, LIMIT) },
    notBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_326, LIMIT) },
    otherwise: 'unknown: The hop that rejected the list is not known.',
  },
  {
    code: 'list-over-gateway-limit',
    raisedBy: { swift: null, stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY, LIMIT) },
    silentOn: ['upgrade makes', 'Page'],
    notBy: { swift: null, stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY + 1, LIMIT) },
    otherwise: 'unknown: The hop that rejected the list is not known.',
  },
  {
    // Neither number: a release came or went in between.
    code: 'list-over-unknown-limit',
    raisedBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_326, LIMIT) },
    says: [
      '4,195,326 bytes, 1,022 over the limit of 4 MiB',
      'the size neither of a message of Tiller nor of the answer that Swift builds',
    ],
    silentOn: ['there is no direct list'],
    is: { outcome: 'fail', hop: null, certainty: 'certain' },
    notBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_325, LIMIT) },
    otherwise: 'pass',
  },
  {
    code: 'list-over-unknown-limit',
    raisedBy: { swift: null, directList: failed('timeout'), swiftList: tooLarge(9_000_000, 77) },
    worse: { swift: null, directList: failed('timeout'), swiftList: tooLarge(9_000_001, 77) },
    says: ['there is no direct list to compare the number in the error with'],
    is: { measures: { 'message, in bytes': 9_000_000 } },
    notBy: {},
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-over-receive-limit': lab('probe', 'swift@0.9.0,tiller@2.10.0', '--size', '4M'),
  'list-over-gateway-limit': lab('probe', CURED, '--data', 'notes'),
  'list-over-unknown-limit': (stage) =>
    swiftLists(
      stage,
      403,
      '{"code":8,"message":"grpc: received message larger than max (5555555 vs. 5000000)"}',
    ),
};
