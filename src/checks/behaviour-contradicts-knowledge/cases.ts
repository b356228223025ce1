import type { Case } from '../../../test/judge/case.js';
import { SEED, direct, ok, release } from '../../../test/judge/evidence.js';
import { CURED } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';

export const cases: readonly Case[] = [
  {
    code: 'behaviour-contradicts-knowledge',
    raisedBy: { directList: ok(splitInTwo()) },
    notBy: { stored: SEED },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'behaviour-contradicts-knowledge': async (stage) => {
    const older = TILLER_RELEASES.find(({ version }) => version === '2.8.2');
    if (!older) throw new Error('no such release');
    // It says 2.13.0 and sends an empty message for an empty list, as older ones do.
    const tiller = { ...older, version: '2.13.0' };
    const { tillerAddress, swiftUrl } = await stage.lab(CURED, 'empty', { tiller });
    const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
    return ['probe', ...targets, '--swift-version', '0.11.1'];
  },
};

/** Two small releases in two messages, where Tiller 2.13.0 would send one. */
function splitInTwo() {
  const [alpha = release('alpha'), ...others] = SEED.slice(0, 2);
  return direct([[alpha], others]);
}
