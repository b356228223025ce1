import type { Case } from '../../../test/judge/case.js';
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
    notBy: { tiller: 'v2.14.3-rancher1' },
  },
  {
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.14.3-rancher1' },
    worse: { tiller: 'v2.14.3-rancher2' },
    // A rebuild of that very release.
    notBy: { tiller: 'v2.9.1+icp' },
  },
  {
    // The Helm project has no 2.7.3, so this is no rebuild of a release.
    code: 'tiller-fork',
    raisedBy: { tiller: 'v2.7.3+icp' },
    notBy: { tiller: 'v2.7.2' },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-version-unknown': (stage) => tillerCalled(stage, '3.0.0'),
  'tiller-fork': (stage) => tillerCalled(stage, '2.14.3-rancher1'),
};
