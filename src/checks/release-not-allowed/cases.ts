import type { Case } from '../../../test/judge/case.js';
import { failed } from '../../../test/judge/evidence.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '>=0.12.0' } }),
    worse: asked({ require: { swift: '>=0.12.0' } }, { swift: '0.10.0' }),
    notBy: asked({ require: { swift: '>=0.11.1' } }),
  },
  {
    // If Swift may be one of several versions, and the range holds only some of these, the check is unknown.
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '<0.11' } }),
    notBy: asked({ require: { swift: '0.11.1' } }, { swift: null }),
  },
  {
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.14' } }),
    worse: asked({ require: { tiller: '>=2.14' } }, { tiller: 'v2.12.0' }),
    notBy: asked({ require: { tiller: '~2.13.0' } }),
  },
  {
    // The policy has to allow each of two Tillers.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.13.x' } }, { viaSwift: 'v2.16.1' }),
    notBy: asked({ require: { tiller: '2.13.x || 2.16.x' } }, { viaSwift: 'v2.16.1' }),
  },
  {
    // The pair is Swift and the Tiller that it talks to, whatever is asked directly.
    code: 'pair-not-allowed',
    raisedBy: asked(
      { require: { pairs: [{ swift: '0.11.x', tiller: '2.13.x' }] } },
      { viaSwift: 'v2.16.1' },
    ),
    notBy: asked(
      { require: { pairs: [{ swift: '0.11.x', tiller: '2.16.x' }] } },
      { viaSwift: 'v2.16.1' },
    ),
  },
  {
    // If no pair has this Tiller, no Swift fits.
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '*', tiller: '2.14.x' }] } }, { swift: null }),
    notBy: asked({ require: { pairs: [{ swift: '0.11.1', tiller: '2.13.x' }] } }, { swift: null }),
  },
  {
    // A vendor's build counts as the release that it is made of; a build from a branch as none.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.15' } }, { tiller: 'v2.14.3-rancher1' }),
    notBy: asked({ require: { tiller: '>=2.15' } }, { tiller: 'v2.14+unreleased' }),
  },
  {
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.14.3' } }, { tiller: 'v2.14.3-rc.1' }),
    notBy: asked(
      { require: { tiller: '>=2.15' } },
      { tillerVersion: failed('refused'), swiftTillerVersion: failed('refused') },
    ),
  },
  {
    // It stands below its own release and above those before it, though the range names no pre-release.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.14.x' } }, { tiller: 'v2.15.0-rc.1' }),
    notBy: asked({ require: { tiller: '>=2.14.2' } }, { tiller: 'v2.14.3-rc.1' }),
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
