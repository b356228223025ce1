import { runs } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import { ok } from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const DIRECT = { values: { connector: 'direct', 'tiller-endpoint': 'tiller:44134' } };

export const cases: readonly Case[] = [
  {
    code: 'tillers-differ',
    raisedBy: { tiller: 'v2.13.0', viaSwift: 'v2.10.0' },
    worse: { tiller: 'v2.13.0', viaSwift: 'v2.9.0' },
    says: [
      'Swift uses another Tiller: v2.10.0, not v2.13.0',
      'GetVersion, asked directly: "v2.13.0".',
      '/tiller/v2/version/json, through Swift: "v2.10.0".',
      'Swift finds its Tiller by labels',
    ],
    silentOn: ['--connector=direct'],
    is: {
      ...{ outcome: 'fail', hop: 'swift->tiller', certainty: 'possible', follows: null },
      measures: { 'v2.13.0, v2.10.0': 1 },
    },
    notBy: { tiller: 'v2.13.0', viaSwift: '2.13.0' },
    otherwise: 'pass',
  },
  {
    code: 'tillers-differ',
    raisedBy: runs(DIRECT, { viaSwift: 'v2.10.0' }),
    says: [
      'runs with --connector=direct --tiller-endpoint=tiller:44134.',
      'Swift dials its `--tiller-endpoint`',
    ],
    silentOn: ['Swift finds its Tiller by labels'],
    notBy: runs(DIRECT),
    otherwise: 'pass',
  },
  {
    code: 'tillers-differ',
    raisedBy: {
      viaSwift: 'v2.10.0',
      again: [ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' })],
    },
    is: { follows: 'tiller-answers-vary' },
    notBy: {},
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
