import type { Case } from './cases.js';
import { SEED, failed, release, swiftError, tillerError, tooLarge } from './evidence.js';

const LIMIT = 4_194_304;
const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';
const MORE = 'trying to send message larger than max (23069093 vs. 20971520)';

/** The recorded set "notes": its summaries take 5,243,605 bytes, about as much as the releases. */
const NOTES = Array.from({ length: 5 }, (_, index) =>
  release(`chatty-${index}`, 1_048_970, { summaryBytes: 1_048_718 }),
);
const NOTES_SUMMARY = 5 * (1_048_718 + 4);

const INCIDENT = { swift: '0.9.0', tiller: 'v2.10.0', stored: SEED } as const;

export const SIZE_CASES: Case[] = [
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
    // Nothing is declared and nothing but the number tells the hop.
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
    code: 'list-over-send-limit',
    raisedBy: { directList: tillerError(8, SENDING), swiftList: swiftError(403, 8, SENDING) },
    worse: { directList: tillerError(8, MORE), swiftList: swiftError(403, 8, MORE) },
    notBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
  },
  {
    code: 'list-over-send-limit',
    raisedBy: { swiftList: swiftError(403, 8, SENDING) },
    // Refused by something on the way that receives: Tiller could send it.
    notBy: {
      directList: tillerError(8, 'grpc: received message larger than max (9 vs. 8)'),
      swiftList: failed('not-attempted'),
    },
  },
  {
    code: 'list-over-unknown-limit',
    raisedBy: { swift: null, directList: failed('timeout'), swiftList: tooLarge(9_000_000, 77) },
    worse: { swift: null, directList: failed('timeout'), swiftList: tooLarge(9_000_001, 77) },
    notBy: { ...INCIDENT, swift: null, swiftList: tooLarge(4_195_325, LIMIT) },
  },
];
