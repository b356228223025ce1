import { runs, CLOSED, direct } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, answers, DIALLED } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-endpoint-scheme',
    raisedBy: runs(direct('http://tiller-deploy:44134'), CLOSED),
    notBy: runs(direct('tiller-deploy:44134'), CLOSED),
  },
  {
    // It is read by the connector direct only.
    code: 'swift-endpoint-scheme',
    raisedBy: runs(direct('dns:///tiller-deploy:44134'), CLOSED),
    notBy: runs(
      { values: { connector: 'incluster', 'tiller-endpoint': 'http://tiller-deploy:44134' } },
      CLOSED,
    ),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-endpoint-scheme': async (stage) =>
    runsWith(
      stage,
      [
        ...['--connector=direct', '--tiller-endpoint=http://tiller-deploy.kube-system:44134'],
        ...['--tiller-insecure-skip-verify', '--tiller-timeout=10s'],
      ],
      await answers(stage, 408, DIALLED),
    ),
};
