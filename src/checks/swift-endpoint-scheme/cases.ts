import { runs, CLOSED, OLD_CLOSED, direct } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import { swiftError, type Overrides } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, answers, DIALLED } from '../../../test/terminal/with-arguments.js';

const ANY = { ...CLOSED, swift: null, swiftTillerVersion: swiftError(500, 2, 'it broke') };
const dials = (endpoint: string, overrides: Overrides = CLOSED) =>
  runs(direct(endpoint), overrides);

export const cases: readonly Case[] = [
  {
    code: 'swift-endpoint-scheme',
    raisedBy: dials('http://tiller-deploy:44134'),
    says: [
      'Swift cannot dial its --tiller-endpoint http://tiller-deploy:44134',
      'Pod swift-1 runs with --tiller-endpoint=http://tiller-deploy:44134.',
      'Set `--tiller-endpoint=tiller-deploy:44134`.',
    ],
    is: { outcome: 'fail', hop: 'swift->tiller', certainty: 'certain' },
    notBy: dials('tiller-deploy:44134'),
    otherwise: 'pass',
  },
  {
    // The connector direct alone reads the endpoint.
    code: 'swift-endpoint-scheme',
    raisedBy: dials('https://tiller-deploy/'),
    says: ['Set `--tiller-endpoint=tiller-deploy:44134`.'],
    notBy: runs(
      { values: { connector: 'incluster', 'tiller-endpoint': 'http://tiller-deploy:44134' } },
      CLOSED,
    ),
    otherwise: 'pass',
  },
  // gRPC resolves these from Swift 0.7.0 on.
  ...['dns:///tiller-deploy:44134', 'passthrough://8.8.8.8:53/tiller-deploy:44134'].map(
    (endpoint): Case => ({
      code: 'swift-endpoint-scheme',
      raisedBy: dials(endpoint, OLD_CLOSED),
      says: ['Set `--tiller-endpoint=tiller-deploy:44134`.'],
      notBy: dials(endpoint),
      otherwise: 'pass',
    }),
  ),
  {
    // To gRPC this is a host name as a whole; and any version may be behind the answer.
    code: 'swift-endpoint-scheme',
    raisedBy: dials('dns://tiller-deploy:44134'),
    says: ['Set `--tiller-endpoint=tiller-deploy:44134`.'],
    notBy: runs(direct('dns:///tiller-deploy:44134'), ANY, { claimedVersion: null }),
    otherwise: 'pass',
  },
  {
    code: 'swift-endpoint-scheme',
    raisedBy: dials('http://dns://host/tiller-deploy:44134'),
    notBy: {},
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
