import type { Case } from '../../../test/judge/case.js';
import { SMALL, failed, ok, release } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';

const NAME = 'swiftcheck-probe-0123456789abcdef';

export const cases: readonly Case[] = [
  {
    code: 'probe-release-stored',
    raisedBy: { stored: [...SMALL, release(NAME, 4_000_000)] },
    worse: { stored: [...SMALL, release(NAME), release(`${NAME.slice(0, -1)}0`)] },
    notBy: { stored: [...SMALL, release('swiftcheck-probe-0'), release(`my-${NAME}`)] },
  },
  {
    code: 'probe-release-stored',
    raisedBy: { stored: [release(NAME)] },
    // The one of this very run has a finding of its own.
    notBy: {
      stored: [...SMALL, release(NAME)],
      payload: {
        ...({ kind: 'install', sizeBytes: 330, releaseName: NAME } as const),
        ...{ installed: ok({}), purged: failed('timeout') },
      },
    },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'probe-release-stored': async (stage) => {
    const data = `releases:\n  - name: harbor\n  - name: ${NAME}\n    files: [1M]\n`;
    const running = await stage.lab('swift@0.11.1,tiller@2.13.0', stage.file('left.yaml', data));
    const targets = ['--tiller', running.tillerAddress, '--swift', running.swiftUrl];
    return ['probe', ...targets, '--swift-version', '0.11.1'];
  },
};
