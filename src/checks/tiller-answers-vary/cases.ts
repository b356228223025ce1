import type { Case } from '../../../test/judge/case.js';
import { failed, ok, type Overrides } from '../../../test/judge/evidence.js';
import { inTurn } from '../../../test/support/in-turn.js';
import { small } from '../../../test/support/screens.js';
import { withTiller } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const answers = (...semVers: string[]): Overrides => ({
  again: semVers.map((semVer) => ok({ semVer, gitCommit: '', gitTreeState: 'clean' })),
});

export const cases: readonly Case[] = [
  {
    code: 'tiller-answers-vary',
    raisedBy: answers('v2.13.0', 'v2.10.0', 'v2.13.0', 'v2.10.0'),
    notBy: answers('v2.13.0', 'v2.13.0', 'v2.13.0', 'v2.13.0'),
  },
  {
    // One of two Tillers refuses connections; the end of the run says nothing of Tiller.
    code: 'tiller-answers-vary',
    raisedBy: { again: [failed('refused', { hop: 'swiftcheck->tiller' })] },
    notBy: { again: [failed('deadline', { hop: 'swiftcheck->tiller' })] },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-answers-vary': async (stage) => {
    const older = await stage.lab('swift@0.11.1,tiller@2.10.0', 'small');
    const address = await inTurn([(await small(stage)).tillerAddress, older.tillerAddress]);
    stage.after(address.close);
    return withTiller(stage, address.address, '--swift-version', '0.11.1');
  },
};
