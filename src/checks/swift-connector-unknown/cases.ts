import { runs, DOWN } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, CRASHING } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-connector-unknown',
    raisedBy: runs({ values: { connector: 'appscode' } }, DOWN),
    notBy: runs({ values: { connector: 'kubeconfig' } }, DOWN),
  },
  {
    code: 'swift-connector-unknown',
    raisedBy: runs({}, DOWN),
    // It answers, so it did find one: by a file, or because this is another program.
    notBy: runs({}),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-connector-unknown': (stage) =>
    runsWith(stage, ['--connector=appscode'], {}, { trouble: CRASHING }),
};
