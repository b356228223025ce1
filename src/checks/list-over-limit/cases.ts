import type { Case } from '../../../test/judge/case.js';
import { SEED, failed, release, tooLarge } from '../../../test/judge/evidence.js';
import { CURED, lab, swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;
/** The recorded set "notes": its summaries take 5,243,605 bytes, about as much as the releases. */
const NOTES = Array.from({ length: 5 }, (_, index) =>
  release(`chatty-${index}`, 1_048_970, { summaryBytes: 1_048_718 }),
);
const NOTES_SUMMARY = 5 * (1_048_718 + 4);
const INCIDENT = { swift: '0.9.0', tiller: 'v2.10.0', stored: SEED } as const;

export const cases: readonly Case[] = [
  {
    code: 'list-over-receive-limit',
    raisedBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
    // The number is that of the answer that Swift builds, not of what Tiller sends.
    notBy: { stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY, LIMIT) },
  },
  {
    // Without a direct list the release decides.
    code: 'list-over-receive-limit',
    raisedBy: { ...INCIDENT, directList: failed('timeout'), swiftList: tooLarge(4_195_325, LIMIT) },
    worse: { ...INCIDENT, directList: failed('timeout'), swiftList: tooLarge(4_195_326, LIMIT) },
    notBy: { directList: failed('timeout'), swiftList: tooLarge(4_195_325, LIMIT) },
  },
  {
    code: 'list-over-gateway-limit',
    raisedBy: { stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY, LIMIT) },
    worse: { stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY + 1, LIMIT) },
    notBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
  },
  {
    // Nothing is declared and only the number shows the hop.
    code: 'list-over-receive-limit',
    raisedBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_325, LIMIT) },
    notBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_326, LIMIT) },
  },
  {
    code: 'list-over-gateway-limit',
    raisedBy: { swift: null, stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY, LIMIT) },
    notBy: { swift: null, stored: NOTES, swiftList: tooLarge(NOTES_SUMMARY + 1, LIMIT) },
  },
  {
    // Neither number: a release came or went in between.
    code: 'list-over-unknown-limit',
    raisedBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_326, LIMIT) },
    notBy: { swift: null, stored: SEED, swiftList: tooLarge(4_195_325, LIMIT) },
  },
  {
    code: 'list-over-unknown-limit',
    raisedBy: { swift: null, directList: failed('timeout'), swiftList: tooLarge(9_000_000, 77) },
    worse: { swift: null, directList: failed('timeout'), swiftList: tooLarge(9_000_001, 77) },
    notBy: { ...INCIDENT, swift: null, swiftList: tooLarge(4_195_325, LIMIT) },
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
