import type { Case } from '../../../test/judge/case.js';
import {
  SEED,
  SMALL,
  direct,
  failed,
  swiftError,
  tillerError,
  tooLarge,
} from '../../../test/judge/evidence.js';
import { holds } from '../../../test/judge/storage-evidence.js';
import { CURED, lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;
const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';
const MORE = 'trying to send message larger than max (23069093 vs. 20971520)';
const INCIDENT = { swift: '0.9.0', tiller: 'v2.10.0', stored: SEED } as const;

const UNSENT = { directList: failed('timeout', { hop: 'swiftcheck->tiller' }) };

/** A message of that many bytes above 20 MiB. */
const over = (excess: number) =>
  swiftError(
    403,
    8,
    `trying to send message larger than max (${20_971_520 + excess} vs. 20971520)`,
  );

export const cases: readonly Case[] = [
  {
    code: 'list-over-send-limit',
    raisedBy: { directList: tillerError(8, SENDING), swiftList: swiftError(403, 8, SENDING) },
    worse: { directList: tillerError(8, MORE), swiftList: swiftError(403, 8, MORE) },
    says: [
      "Tiller cannot send the list: a message of 23,069,092 bytes, and Tiller's limit is 20 MiB",
      /^gRPC code 8: /m,
      'The direct list fails with this error, after 0 revisions.',
      'Tiller 2.13.0 cuts a list between revisions, so one revision alone is too large.',
      'get configmaps -l OWNER=TILLER',
      'Without --storage, Tiller stores ConfigMaps',
      'TILLER_HISTORY_MAX',
      'Uninstall each release',
    ],
    silentOn: ['HTTP', 'upgrade Tiller:'],
    is: {
      ...{ outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'certain' },
      measures: { 'message, in bytes': 23_069_092 },
    },
    notBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
    otherwise: 'pass',
  },
  {
    code: 'list-over-send-limit',
    raisedBy: { swiftList: swiftError(403, 8, SENDING) },
    says: [
      'HTTP 403, gRPC code 8',
      'The error came through Swift. Tiller sent its direct list in this run.',
      'Tiller 2.13.0 cuts',
      'Run swiftcheck again: a release may have been stored or deleted between the two lists.',
      'Look at all pods of Tiller.',
      'get configmaps -l OWNER=TILLER',
    ],
    silentOn: ['Uninstall each release'],
    is: { hop: 'swift->tiller' },
    // Refused by a receiver on the path: Tiller could send it.
    notBy: {
      directList: tillerError(8, 'grpc: received message larger than max (9 vs. 8)'),
      swiftList: failed('not-attempted'),
    },
  },
  {
    // What came before Tiller ended the list; the code is not known.
    code: 'list-over-send-limit',
    raisedBy: {
      directList: {
        ...failed('grpc-status', { hop: 'swiftcheck->tiller', message: SENDING }),
        partial: direct([SMALL]),
      },
      swiftList: failed('not-attempted'),
    },
    says: ['The direct list fails with this error, after 3 revisions.'],
    silentOn: ['gRPC code'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // As much as the framing of a full part takes, and a byte more.
    code: 'list-over-send-limit',
    raisedBy: { swiftList: over(1_048_576) },
    says: ['One revision alone is too large, or a part that is filled to the limit exceeds'],
    is: { certainty: 'likely' },
    notBy: {},
  },
  {
    code: 'list-over-send-limit',
    raisedBy: { swiftList: over(1_048_577) },
    is: { certainty: 'certain' },
    notBy: {},
  },
  {
    code: 'list-over-send-limit',
    raisedBy: { tiller: 'v2.10.0', swiftList: over(1) },
    says: ['Tiller 2.10.0 cuts a list between revisions, and overwrites revisions of a part'],
    silentOn: ['upgrade Tiller:'],
    is: { certainty: 'likely' },
    notBy: {},
  },
  {
    code: 'list-over-send-limit',
    raisedBy: { ...UNSENT, tiller: 'v2.8.1', swiftList: over(1) },
    says: [
      'Tiller 2.8.1 sends the list in one message, so the whole list is too large.',
      'upgrade Tiller: Tiller 2.11.0 to 2.17.0 cuts a list into messages below the limit.',
    ],
    is: { certainty: 'certain' },
    notBy: {},
  },
  {
    // Each version that has a limit.
    code: 'list-over-send-limit',
    raisedBy: { tiller: 'v3.0.0', swiftList: over(2_000_000) },
    says: [
      /Tiller 2\.8\.1[^.]*2\.8\.2 sends the list in one message/,
      /Tiller 2\.9\.0 to 2\.10\.0 cuts .* overwrites/,
      'Tiller 2.11.0 to 2.17.0 cuts a list between revisions, so one revision alone is too large.',
    ],
    silentOn: ['upgrade Tiller:', 'Tiller 3.0.0'],
    is: { certainty: 'likely' },
    notBy: {},
  },
  {
    // Tiller itself was not reached.
    code: 'list-over-send-limit',
    raisedBy: { directList: failed('not-attempted'), swiftList: over(1) },
    says: ['The error came through Swift. There is no direct list.'],
    silentOn: ['did not fail'],
    notBy: {},
  },
  {
    // The Tiller of Swift is another than that of this run.
    code: 'list-over-send-limit',
    raisedBy: { viaSwift: 'v2.8.1', swiftList: over(1) },
    says: [
      'Tiller 2.8.1 sends the list in one message',
      'The direct list did not fail with this error.',
      'Uninstall each release',
    ],
    silentOn: ['Run swiftcheck again'],
    notBy: {},
  },
  {
    code: 'list-over-send-limit',
    raisedBy: {
      ...holds({}, { storage: 'secret' }),
      ...{ directList: tillerError(8, SENDING), swiftList: failed('not-attempted') },
    },
    says: ['-n kube-system get secrets -l OWNER=TILLER'],
    silentOn: ['Without --storage'],
    notBy: holds({}),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-over-send-limit': lab('probe', CURED, '--data', 'over20'),
};
