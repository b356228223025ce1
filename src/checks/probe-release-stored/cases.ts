import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import { SMALL, cutList, failed, ok, release } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';

const NAME = 'swiftcheck-probe-0123456789abcdef';

const named = (last: number, namespace = 'ds-seed') =>
  release(`${NAME.slice(0, -1)}${last}`, 330, { namespace });

export const cases: readonly Case[] = [
  {
    code: 'probe-release-stored',
    raisedBy: { stored: [...SMALL, release(NAME, 4_000_000)] },
    worse: { stored: [...SMALL, release(NAME), named(0)] },
    says: [
      'A stored release has the name of a throwaway release',
      `${NAME} (revision 1, namespace ds-seed): 3.8 MiB.`,
      / swiftcheck cleanup --tiller 127\.0\.0\.1:44134$/m,
    ],
    silentOn: ['more'],
    is: {
      ...{ outcome: 'warn', hop: 'swiftcheck->tiller', certainty: 'likely' },
      measures: { [NAME]: 1 },
    },
    notBy: { stored: [...SMALL, release('swiftcheck-probe-0'), release(`my-${NAME}`)] },
    otherwise: 'pass',
  },
  {
    // Two revisions of one release.
    code: 'probe-release-stored',
    raisedBy: { stored: [release(NAME), release(NAME, 330, { revision: 2 })] },
    says: ['A stored release has the name', `330 B; ${NAME} (revision 2`],
    // The one of this very run has a finding of its own.
    notBy: {
      stored: [...SMALL, release(NAME)],
      payload: {
        ...({ kind: 'install', sizeBytes: 330, releaseName: NAME } as const),
        ...{ installed: ok({}), purged: failed('timeout') },
      },
    },
  },
  {
    code: 'probe-release-stored',
    raisedBy: { stored: [0, 1, 2, 3, 4, 5, 6].map((last) => named(last)) },
    says: ['throwaway releases (7 releases)', 'bcde4 (revision 1', '; and 2 more.'],
    silentOn: ['bcde5 ('],
    notBy: cutList(520),
    otherwise: 'unknown: The direct list does not hold every release.',
  },
  {
    // What has to be known before the command works.
    code: 'probe-release-stored',
    raisedBy: inCluster({}, { stored: [release(NAME)] }),
    says: [
      / swiftcheck cleanup --kube-context test --tiller-namespace kube-system$/m,
      /--kubeconfig/,
    ],
    notBy: { directList: failed('timeout') },
    otherwise: 'unknown: There is no direct list: timeout.',
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
