import type { Case } from '../../../test/judge/case.js';
import { failed } from '../../../test/judge/evidence.js';
import { CURED } from '../../../test/support/screens.js';
import type { Stage } from '../../../test/terminal/start.js';
import type { Start } from '../../../test/terminal/screen.js';

async function tillerCalled(stage: Stage, version: string): Promise<string[]> {
  const { tillerAddress, swiftUrl } = await stage.lab(CURED, 'small', { tiller: { version } });
  return [
    ...['versions', '--tiller', tillerAddress, '--swift', swiftUrl],
    ...['--swift-version', '0.11.1'],
  ];
}

export const cases: readonly Case[] = [
  {
    code: 'tiller-version-unknown',
    raisedBy: { tiller: 'v3.0.0' },
    worse: { tiller: 'v3.1.0' },
    says: [
      "Tiller 3.0.0 is not in swiftcheck's tables",
      'GetVersion: "v3.0.0".',
      'swiftcheck matrix',
    ],
    is: { outcome: 'warn', hop: null, certainty: 'certain', measures: { '3.0.0': 1 } },
    notBy: { tiller: 'v2.14.3-rancher1' },
    otherwise: 'raised: tiller-fork',
  },
  {
    // Four numbers are no version.
    code: 'tiller-version-unknown',
    raisedBy: { tiller: 'v2.14.3.1' },
    notBy: { tillerVersion: failed('refused'), swiftTillerVersion: failed('refused') },
    otherwise: 'unknown: The version of Tiller is unknown, directly and through Swift.',
  },
  {
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.14.3-rancher1' },
    worse: { tiller: 'v2.14.3-rancher2' },
    says: [
      'Tiller 2.14.3-rancher1 is not a version that the Helm project published',
      'Compare the build with the published version of the same number',
    ],
    is: { outcome: 'warn', hop: null, certainty: 'certain', measures: { '2.14.3-rancher1': 1 } },
    // A rebuild of that very release.
    notBy: { tiller: 'v2.9.1+icp' },
    otherwise: 'pass',
  },
  ...['v2.13.0-rc.2', 'v2.0.0-alpha.5', 'v2.0.0-beta.1'].map((tiller): Case => ({
    code: 'tiller-fork',
    raisedBy: { tiller },
    says: [`Tiller ${tiller.slice(1)} is a pre-release`],
    silentOn: ['the Helm project'],
    notBy: { tiller: 'v2.13.0' },
    otherwise: 'pass',
  })),
  {
    // A build from the branch of a line that was published.
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.16+unreleased' },
    says: ['of the same number'],
    notBy: { tiller: 'v2.16.1' },
    otherwise: 'pass',
  },
  {
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.13.0-rcx' },
    says: ['is not a version that the Helm project published'],
    notBy: { tiller: 'v2.13.0' },
    otherwise: 'pass',
  },
  {
    // The Helm project has no 2.7.3, so this is no rebuild of a release.
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.7.3+icp' },
    says: ['published no Tiller of this number'],
    silentOn: ['of the same number'],
    notBy: { tiller: 'v2.7.2' },
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-version-unknown': (stage) => tillerCalled(stage, '3.0.0'),
  'tiller-fork': (stage) => tillerCalled(stage, '2.14.3-rancher1'),
};
