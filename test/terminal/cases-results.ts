import { CURED, lab, small } from '../support/screens.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

async function tillerCalled(stage: Stage, version: string): Promise<string[]> {
  const { tillerAddress, swiftUrl } = await stage.lab(CURED, 'small', { tiller: { version } });
  return [
    ...['versions', '--tiller', tillerAddress, '--swift', swiftUrl],
    ...['--swift-version', '0.11.1'],
  ];
}

const VERSION_CASES: TerminalCase[] = [
  { code: 'pair-documented', passes: true, start: lab('versions', CURED) },
  { code: 'pair-undocumented', start: lab('versions', 'swift@0.9.0,tiller@2.10.0') },
  {
    code: 'swift-version-unknown',
    start: async (stage) => {
      const { tillerAddress, swiftUrl } = await small(stage);
      return ['versions', '--tiller', tillerAddress, '--swift', swiftUrl];
    },
  },
  {
    code: 'swift-version-contradicted',
    start: async (stage) => {
      const { tillerAddress, swiftUrl } = await stage.lab('swift@0.9.0,tiller@2.11.0', 'empty');
      const targets = ['--tiller', tillerAddress, '--swift', swiftUrl];
      return ['probe', ...targets, '--swift-version', '0.11.1'];
    },
  },
  {
    code: 'tillers-differ',
    start: async (stage) => {
      const older = await stage.lab('swift@0.9.0,tiller@2.10.0', 'small');
      const { swiftUrl } = await small(stage);
      const targets = ['--tiller', older.tillerAddress, '--swift', swiftUrl];
      return ['versions', ...targets, '--swift-version', '0.11.1'];
    },
  },
  { code: 'tiller-version-unknown', start: (stage) => tillerCalled(stage, '3.0.0') },
  { code: 'tiller-fork', start: (stage) => tillerCalled(stage, '2.14.3-rancher1') },
  { code: 'helm-library-differs', start: lab('versions', 'swift@0.10.0,tiller@2.12.0') },
];

export const RESULT_CASES: TerminalCase[] = VERSION_CASES;
