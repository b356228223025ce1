import { runs, DOWN } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, CRASHING } from '../../../test/terminal/with-arguments.js';

const MADE_BY_DEPLOYMENT = { name: 'swift-7c9f8d6b5-x2x4z' };

export const cases: readonly Case[] = [
  {
    code: 'swift-connector-unknown',
    raisedBy: runs({ values: { connector: 'appscode' } }, DOWN),
    says: [
      'Swift has no connector appscode',
      'Pod swift-1 runs with --connector=appscode.',
      / -n kube-system edit deployment\/DEPLOYMENT$/m,
    ],
    silentOn: ['runs without'],
    is: { outcome: 'fail', hop: 'api-server->swift', certainty: 'certain' },
    notBy: runs({ values: { connector: 'kubeconfig' } }, DOWN),
    otherwise: 'pass',
  },
  {
    code: 'swift-connector-unknown',
    raisedBy: runs({}, DOWN, MADE_BY_DEPLOYMENT),
    says: [
      'Swift runs without --connector',
      /runs without --connector\.$/m,
      / edit deployment\/swift$/m,
    ],
    silentOn: ['no connector', '--connector=null'],
    // It answers, so it did find one: by a file, or because this is another program.
    notBy: runs({}),
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-connector-unknown': (stage) =>
    runsWith(stage, ['--connector=appscode'], {}, { trouble: CRASHING }),
};
