import type { Case } from '../../../test/judge/case.js';
import { SEED, many, release, tooLarge, wholeList } from '../../../test/judge/evidence.js';
import { asked } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

/** Eight that take 80 % of 4 MiB together. */
const fifths = (bytes: number) =>
  Array.from({ length: 8 }, (_, index) => release(`app-${index}`, bytes));

/** Two revisions of which each fits by itself. */
const halves = (bytes: number) => [release('app-0', 2_097_146), release('app-1', bytes)];

export const cases: readonly Case[] = [
  {
    // 8 * (419,426 + 4) + 4 = 3,355,444 of 4,194,304 bytes; one byte less is below 80 %.
    code: 'near-limit',
    raisedBy: { swift: '0.9.0', tiller: 'v2.10.0', stored: fifths(419_426) },
    worse: { swift: '0.9.0', tiller: 'v2.10.0', stored: fifths(419_427) },
    says: [
      /^The list uses 81 % of what Swift can receive from Tiller/,
      'the limits are those of Swift 0.9.0 and Tiller 2.10.0. With one more large release',
    ],
    silentOn: ['A revision that grows', 'Beyond that length'],
    is: { outcome: 'warn', hop: 'swift->tiller', certainty: 'certain' },
    notBy: { swift: '0.9.0', tiller: 'v2.10.0', stored: fifths(419_425) },
    otherwise: 'pass',
  },
  {
    // 2 * (2,097,146 + 4) + 4: exactly the limit, which passes. What is a byte over it has another name.
    code: 'near-limit',
    raisedBy: { swift: '0.9.0', tiller: 'v2.10.0', stored: halves(2_097_146) },
    says: [/^The list uses 100 % of/],
    is: { measures: { 'list message': 1 } },
    notBy: {
      ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: halves(2_097_147) },
      swiftList: tooLarge(4_194_305, 4_194_304),
    },
    otherwise: 'skipped: A limit is exceeded; another check reports the limit.',
  },
  {
    // Inside Swift the summaries count, whatever the releases take.
    code: 'near-limit',
    raisedBy: { stored: [release('chatty', 3_400_100, { summaryBytes: 3_400_000 })] },
    says: [
      /^Release chatty \(revision 1, namespace ds-seed\) uses 82 % of what can be read/,
      'the whole list can fail',
      'A revision that grows beyond the limit cannot be read',
    ],
    silentOn: ['Beyond that length'],
    notBy: { stored: [] },
    otherwise: 'skipped: Nothing is stored.',
  },
  {
    // What is over the limit has another name.
    code: 'near-limit',
    raisedBy: { stored: Array.from({ length: 410 }, (_, index) => release(`tiny-${index}`)) },
    says: [
      /^The list uses 81 % of the length at which Tiller ends it/,
      'Beyond that length Tiller ends the list',
    ],
    silentOn: ['the whole list can fail', 'A revision that grows'],
    notBy: { stored: SEED },
    otherwise: 'skipped: A limit is exceeded; another check reports the limit.',
  },
  {
    // Beyond those that Tiller's plain list holds.
    code: 'near-limit',
    raisedBy: wholeList([...many(520), release('zz', 4_000_000)]),
    notBy: wholeList(many(521)),
    otherwise: /^skipped: A limit is exceeded/,
  },
  {
    // The nearest first.
    code: 'near-limit',
    raisedBy: { stored: [release('big', 4_000_000), ...many(415)] },
    says: [/^Release big .* uses 96 %/, 'of 512'],
    notBy: asked({ headroom: 0.1 }, { stored: [release('big', 4_000_000)] }),
    otherwise: 'skipped: The headroom that the policy asks for is judged instead.',
  },
  {
    code: 'near-limit',
    raisedBy: { stored: [release('big', 4_000_000)] },
    notBy: { stored: [release('big', 4_000_000)], viaSwift: 'v2.16.1' },
    otherwise: /^unknown: Swift talks to another Tiller/,
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'near-limit': (stage) =>
    Promise.resolve([
      ...['probe', '--lab', 'swift@0.9.0,tiller@2.11.0', '--data'],
      stage.file(
        'near.yaml',
        'releases:\n  - name: harbor\n    files: [3600K]\n  - name: redis\n    files: [20K]\n  - name: nginx\n    files: [20K]\n',
      ),
    ]),
};
