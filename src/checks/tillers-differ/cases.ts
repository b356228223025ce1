import type { Case } from '../../../test/judge/case.js';
import { small } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'tillers-differ',
    raisedBy: { tiller: 'v2.13.0', viaSwift: 'v2.10.0' },
    worse: { tiller: 'v2.13.0', viaSwift: 'v2.9.0' },
    notBy: { tiller: 'v2.13.0', viaSwift: '2.13.0' },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tillers-differ': async (stage) => {
    const older = await stage.lab('swift@0.9.0,tiller@2.10.0', 'small');
    const { swiftUrl } = await small(stage);
    const targets = ['--tiller', older.tillerAddress, '--swift', swiftUrl];
    return ['versions', ...targets, '--swift-version', '0.11.1'];
  },
};
