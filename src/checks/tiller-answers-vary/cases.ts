import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
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
    says: [
      'Tiller answers differently on 5 connections',
      '3 times: "v2.13.0"',
      '2 times: "v2.10.0"',
      'get endpoints --all-namespaces',
    ],
    silentOn: ['commit'],
    is: { outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'possible' },
    notBy: answers('v2.13.0', 'v2.13.0', 'v2.13.0', 'v2.13.0'),
    otherwise: 'pass',
  },
  {
    // The most frequent first.
    code: 'tiller-answers-vary',
    raisedBy: answers('v2.10.0', 'v2.10.0'),
    says: [/"v2\.10\.0"\n1 time: "v2\.13\.0"/],
    notBy: inCluster({}, answers('v2.10.0')),
    otherwise: 'skipped: A forwarded port leads to one pod.',
  },
  {
    // Two builds of one version.
    code: 'tiller-answers-vary',
    raisedBy: {
      again: [ok({ semVer: 'v2.13.0', gitCommit: 'a1b2c3d4e5f60718', gitTreeState: 'clean' })],
    },
    says: [/1 time: "v2\.13\.0", commit a1b2c3d4e5f/, /1 time: "v2\.13\.0"$/m],
    silentOn: ['f60718'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // One of two Tillers refuses connections; the end of the run says nothing of Tiller.
    code: 'tiller-answers-vary',
    raisedBy: { again: [failed('refused', { hop: 'swiftcheck->tiller' })] },
    says: ['1 time: refused.', 'Tiller answers on 1 of 2 connections'],
    silentOn: ['--timeout'],
    notBy: { again: [failed('deadline', { hop: 'swiftcheck->tiller' })] },
    otherwise: 'unknown: deadline.',
  },
  // Silence can be that of one of several Tillers, or of a machine without time.
  ...(['timeout', 'no-answer'] as const).map((kind): Case => ({
    code: 'tiller-answers-vary',
    raisedBy: { again: [failed(kind, { hop: 'swiftcheck->tiller' })] },
    says: [
      'Tiller answers on 1 of 2 connections',
      'Or Tiller or this machine was too slow for `--timeout`.',
    ],
    silentOn: ['answers differently'],
    is: { certainty: 'possible' },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    code: 'tiller-answers-vary',
    raisedBy: {
      again: [
        failed('refused', { hop: 'swiftcheck->tiller' }),
        failed('interrupted', { hop: 'swiftcheck->tiller' }),
      ],
    },
    says: ['Tiller answers on 1 of 2 connections'],
    silentOn: ['interrupted'],
    notBy: { again: [failed('interrupted', { hop: 'swiftcheck->tiller' })] },
    otherwise: 'unknown: interrupted.',
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
