import type { Case } from '../../../test/judge/case.js';
import { direct, failed, ok, shown } from '../../../test/judge/evidence.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

const NO_TILLER = 'unknown: The version of Tiller is unknown, directly and through Swift.';
const OUT_OF_ORDER =
  'unknown: Tiller says that it is 2.14+unreleased, which has no place in the order of versions.';
const TWO_TILLERS = { viaSwift: 'v2.16.1' };
const NEITHER_ANSWERS = {
  ...{ swift: null, tillerVersion: failed('refused'), swiftTillerVersion: failed('refused') },
  ...{ directList: failed('not-attempted'), swiftList: failed('not-attempted') },
} as const;
/** No version of Swift sends both. */
const LIKE_NO_SWIFT = { swift: null, directList: ok(direct([])), swiftList: shown([]) };

export const cases: readonly Case[] = [
  {
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '>=0.12.0' } }),
    worse: asked({ require: { swift: '>=0.12.0' } }, { swift: '0.10.0' }),
    says: ['Swift 0.11.1 is not within >=0.12.0', 'Choose a version of Swift within >=0.12.0.'],
    is: { outcome: 'fail', hop: null, certainty: 'certain', measures: { '0.11.1': 1 } },
    notBy: asked({ require: { swift: '>=0.11.1' } }),
    otherwise: 'pass',
  },
  {
    // If Swift may be one of several versions, and the range holds only some of these, the check is unknown.
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '<0.11' } }),
    notBy: asked({ require: { swift: '0.11.1' } }, { swift: null }),
    otherwise: /^unknown: It depends on the version of Swift, which may be [\d., to]+\.$/,
  },
  {
    // Each version that Swift may be is outside of the range.
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '>=0.13.0' } }, { swift: null }),
    notBy: asked({ require: { tiller: '*' } }),
    otherwise: 'skipped: The policy has no range for Swift.',
  },
  {
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '0.9.x' } }),
    notBy: asked({ require: { swift: '*' } }, NEITHER_ANSWERS),
    otherwise:
      'unknown: The version of Swift is unknown: none of its answers differs between versions.',
  },
  {
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '0.10.x' } }),
    notBy: asked({ require: { swift: '*' } }, LIKE_NO_SWIFT),
    otherwise: 'unknown: Swift does not behave like any known version.',
  },
  {
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.14' } }),
    worse: asked({ require: { tiller: '>=2.14' } }, { tiller: 'v2.12.0' }),
    says: [
      'Tiller reports version 2.13.0; the policy asks for >=2.14.',
      /Run a version of Tiller within >=2\.14\..* This run used no kubeconfig.*:v2\.14\.3$/m,
    ],
    is: { outcome: 'fail', hop: null, certainty: 'certain', measures: { '2.13.0': 1 } },
    notBy: asked({ require: { tiller: '~2.13.0' } }),
    otherwise: 'pass',
  },
  {
    // The policy has to allow each of two Tillers. This run does not know the place of the other one.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.13.x' } }, TWO_TILLERS),
    says: ['Tiller 2.16.1 is not within 2.13.x', /:v2\.13\.1$/m],
    silentOn: ['This run used no kubeconfig'],
    is: { measures: { '2.16.1': 1 } },
    notBy: asked({ require: { tiller: '2.13.x || 2.16.x' } }, TWO_TILLERS),
    otherwise: 'pass',
  },
  {
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.16.x' } }, TWO_TILLERS),
    says: ['Tiller 2.13.0 is not within 2.16.x', 'This run used no kubeconfig'],
    notBy: asked({ require: { swift: '*' } }),
    otherwise: 'skipped: The policy has no range for Tiller.',
  },
  {
    // If the policy allows no known version, the command names none.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=3' } }),
    says: [':vX.Y.Z'],
    notBy: asked({ require: { tiller: '>=2.13' } }, { viaSwift: 'v2.14+unreleased' }),
    otherwise: OUT_OF_ORDER,
  },
  {
    // A vendor's build counts as the release that it is made of; a build from a branch as none.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.15' } }, { tiller: 'v2.14.3-rancher1' }),
    notBy: asked({ require: { tiller: '>=2.15' } }, { tiller: 'v2.14+unreleased' }),
    otherwise: OUT_OF_ORDER,
  },
  {
    // The nearest version is the release that the pre-release became.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.14.3' } }, { tiller: 'v2.14.3-rc.1' }),
    says: [/:v2\.14\.3$/m],
    notBy: asked({ require: { tiller: '>=2.15' } }, NEITHER_ANSWERS),
    otherwise: NO_TILLER,
  },
  {
    // It stands below its own release and above those before it, though the range names no pre-release.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.14.x' } }, { tiller: 'v2.15.0-rc.1' }),
    notBy: asked({ require: { tiller: '>=2.14.2' } }, { tiller: 'v2.14.3-rc.1' }),
    otherwise: 'pass',
  },
  {
    // The pair is Swift and the Tiller that it talks to, whatever is asked directly.
    code: 'pair-not-allowed',
    raisedBy: asked(
      { require: { pairs: [{ swift: '0.11.x', tiller: '2.13.x' }] } },
      { viaSwift: 'v2.16.1' },
    ),
    says: [
      'The policy does not allow Swift 0.11.1 with Tiller 2.16.1',
      'allowed: Swift 0.11.x in front of Tiller 2.13.x.',
    ],
    is: {
      ...{ outcome: 'fail', hop: 'swift->tiller', certainty: 'certain' },
      measures: { 'Swift 0.11.1, Tiller 2.16.1': 1 },
    },
    notBy: asked(
      { require: { pairs: [{ swift: '0.11.x', tiller: '2.16.x' }] } },
      { viaSwift: 'v2.16.1' },
    ),
    otherwise: 'pass',
  },
  {
    // If no pair has this Tiller, no Swift fits.
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '*', tiller: '2.14.x' }] } }, { swift: null }),
    notBy: asked({ require: { pairs: [{ swift: '0.11.1', tiller: '2.13.x' }] } }, { swift: null }),
    otherwise: /^unknown: It depends on the version of Swift, which may be [\d., to]+\.$/,
  },
  {
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '0.11.1', tiller: '2.12.x' }] } }),
    worse: asked(
      { require: { pairs: [{ swift: '0.11.1', tiller: '2.12.x' }] } },
      { tiller: 'v2.11.0' },
    ),
    notBy: asked({
      require: {
        pairs: [
          { swift: '0.9.0', tiller: '2.11.0' },
          { swift: '>=0.11.1', tiller: '2.13.x' },
        ],
      },
    }),
    otherwise: 'pass',
  },
  {
    // A pair has this Tiller, with another Swift.
    code: 'pair-not-allowed',
    raisedBy: asked({
      require: {
        pairs: [
          { swift: '0.9.0', tiller: '2.13.0' },
          { swift: '0.11.1', tiller: '2.11.0' },
        ],
      },
    }),
    says: [
      'allowed: Swift 0.9.0 in front of Tiller 2.13.0; Swift 0.11.1 in front of Tiller 2.11.0.',
    ],
    is: { hop: 'swift->tiller' },
    notBy: asked({ require: { swift: '*' } }),
    otherwise: 'skipped: The policy has no pairs.',
  },
  {
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '0.12.x', tiller: '*' }] } }),
    notBy: asked(
      { require: { pairs: [{ swift: '*', tiller: '2.15.x' }] } },
      { tiller: 'v2.14+unreleased' },
    ),
    otherwise: OUT_OF_ORDER,
  },
  {
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '0.10.x', tiller: '*' }] } }),
    notBy: asked({ require: { pairs: [{ swift: '*', tiller: '*' }] } }, NEITHER_ANSWERS),
    otherwise: NO_TILLER,
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-release-not-allowed': preflight('--data', 'small', '--require', 'swift@>=0.12.0'),
  'tiller-release-not-allowed': preflight('--data', 'small', '--require', 'tiller@~2.14.0'),
  'pair-not-allowed': preflight(
    ...['--data', 'small', '--require', 'swift@0.11.1,tiller@2.12.x'],
    ...['--require', 'swift@0.12.1,tiller@2.14.x'],
  ),
};
