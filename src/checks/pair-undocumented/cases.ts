import type { Case } from '../../../test/judge/case.js';
import { failed, tooLarge } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';

const ERRORS = { directList: failed('timeout'), swiftList: tooLarge(9_000_000, 4_194_304) };

export const cases: readonly Case[] = [
  {
    code: 'pair-undocumented',
    raisedBy: { swift: '0.9.0', tiller: 'v2.10.0' },
    worse: { swift: '0.8.0', tiller: 'v2.10.0' },
    says: [
      'Swift 0.9.0 is not documented for Tiller 2.10.0',
      "Swift's compatibility table lists Tiller 2.11.0 for Swift 0.9.0.",
      'The table lists no Swift for Tiller 2.10.0. See the documented pairs. swiftcheck matrix',
    ],
    silentOn: ['This Swift may be'],
    is: {
      ...{ outcome: 'warn', hop: 'swift->tiller', certainty: 'certain', follows: null },
      measures: { 'Swift 0.9.0, Tiller 2.10.0': 1 },
    },
    // Another patch release of the line that the table names.
    notBy: { tiller: 'v2.13.1' },
    otherwise: 'pass',
  },
  {
    code: 'pair-undocumented',
    raisedBy: { swift: '0.9.0', tiller: 'v2.13.0' },
    says: [/The table lists Swift 0\.11\.\d.* for Tiller 2\.13\.0\./],
    silentOn: ['lists no Swift'],
    // Some of the possible versions are in the table for that Tiller.
    notBy: { ...ERRORS, swift: null, tiller: 'v2.11.0' },
    otherwise:
      /^unknown: Swift may be [\d., to]+; of these the table lists 0\.9\.0 for Tiller 2\.11\.0\.$/,
  },
  {
    // The table has Tiller 2.9.0.
    code: 'pair-undocumented',
    raisedBy: { swift: '0.11.1', tiller: 'v2.9.1' },
    says: ['The table lists Swift 0.8.0, 0.8.1 for the line of Tiller 2.9.1.'],
    notBy: { swift: '0.8.1', tiller: 'v2.9.1' },
    otherwise: 'pass',
  },
  {
    // What each of several versions has in common.
    code: 'pair-undocumented',
    raisedBy: { ...ERRORS, swift: null, tiller: 'v2.16.1' },
    says: [
      'None of the possible versions of Swift is documented for Tiller 2.16.1',
      /^This Swift may be 0\.7\.0 to [\d.]+\.$/m,
      /^Swift's compatibility table lists Tiller [\d.]+, .*2\.11\.0, .* for Swift 0\.7\.0 to/m,
    ],
    is: { certainty: 'likely' },
    notBy: { command: 'versions', swift: null, swiftTillerVersion: failed('refused') },
    otherwise:
      'unknown: The version of Swift is unknown: none of its answers differs between versions.',
  },
  {
    // The pair is that of the Tiller that was asked, and Swift's own Tiller is another one, which the table lists.
    code: 'pair-undocumented',
    raisedBy: { tiller: 'v2.16.1', viaSwift: 'v2.13.0' },
    is: { follows: 'tillers-differ' },
    notBy: { tillerVersion: failed('refused'), swiftTillerVersion: failed('refused') },
    otherwise: 'unknown: The version of Tiller is unknown, directly and through Swift.',
  },
  {
    code: 'pair-undocumented',
    raisedBy: { tiller: 'v2.16.1', viaSwift: 'v2.15.2' },
    is: { follows: null },
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'pair-undocumented': () => Promise.resolve(['versions', '--lab', 'swift@0.9.0,tiller@2.10.0']),
};
