import type { Case } from '../../../test/judge/case.js';
import {
  SEED,
  cutList,
  direct,
  many,
  release,
  tillerError,
  tooLarge,
  wholeList,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { CURED, lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;

/** Tiller ended the list after that entry, and Swift says no more of itself than its limit. */
const BROKEN_OFF: Overrides = {
  swift: null,
  directList: { ...tillerError(14, 'broken.'), partial: direct([[release('harbor', LIMIT)]]) },
  swiftList: tooLarge(9_000_000, LIMIT),
};

export const cases: readonly Case[] = [
  {
    code: 'content-over-limit',
    raisedBy: { stored: SEED },
    worse: { stored: [...SEED, release('harbor-too', 4_194_652)] },
    says: [
      'Content and history of harbor (revision 1, namespace ds-seed) cannot be read through Swift',
      'Its answer takes 4,194,657 bytes with framing, mostly chart files.',
      'Swift 0.11.1 accepts at most 4 MiB in one.',
      / get harbor --revision 1$/m,
      /Swift [\d., to]+ has the same limit\./,
    ],
    silentOn: ['Read each', 'Swift none'],
    is: {
      ...{ outcome: 'warn', hop: 'gateway->swift', certainty: 'certain' },
      measures: { 'stored revisions': 1, 'harbor, in bytes': 4_194_657 },
    },
    // No limit on either hop.
    notBy: { swift: '0.6.0', tiller: 'v2.7.0', stored: SEED },
    otherwise: 'pass',
  },
  {
    // The limit is inclusive: with tag and length this one is exactly 4,194,304 bytes.
    code: 'content-over-limit',
    raisedBy: { stored: [release('full', LIMIT - 4)] },
    notBy: { stored: [release('full', LIMIT - 5)] },
    otherwise: 'pass',
  },
  {
    // The first hop with the limit refuses.
    code: 'content-over-limit',
    raisedBy: {
      ...{ swift: '0.9.0', tiller: 'v2.11.0', swiftList: tooLarge(8_389_979, LIMIT) },
      stored: [...SEED, release('harbor', 4_194_652, { revision: 2 })],
    },
    says: [
      'Content and history of 2 stored revisions cannot be read through Swift',
      /The largest answers, with framing: harbor \(revision 1, .*; harbor \(revision 2, /,
      /Read each without Swift; NAME is its name\..* get NAME$/m,
    ],
    silentOn: ['Read it'],
    is: {
      hop: 'swift->tiller',
      measures: { 'stored revisions': 2, 'harbor, in bytes': 4_194_657 },
    },
    // Which of these it is decides.
    notBy: { swift: null, stored: SEED },
    otherwise: /^unknown: It depends on the version of Swift, which may be [\d., to]+\.$/,
  },
  {
    // A name that Tiller would not allow is in no command.
    code: 'content-over-limit',
    raisedBy: { stored: [release('$(reboot)', LIMIT)] },
    says: [/ get NAME$/m],
    silentOn: [/ get .*reboot/],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Every version with this limit refuses it, but not on one hop; and there may be other releases.
    code: 'content-over-limit',
    raisedBy: BROKEN_OFF,
    says: ['at least 1 stored revision', 'The largest answers', / get NAME$/m],
    is: { hop: null },
    notBy: cutList(520),
    otherwise: 'unknown: The direct list does not hold every release.',
  },
  {
    // Beyond those that Tiller's plain list holds.
    code: 'content-over-limit',
    raisedBy: wholeList([...many(520), release('zz', LIMIT)]),
    notBy: wholeList(many(521)),
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'content-over-limit': lab('probe', CURED, '--data', 'seed'),
};
