import { runs, CLOSED } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, answers, ALONE } from '../../../test/terminal/with-arguments.js';

const listens = (address: string) => runs({ values: { 'plaintext-addr': address } }, CLOSED);

export const cases: readonly Case[] = [
  {
    code: 'swift-listens-on-one-address',
    raisedBy: listens('10.1.0.8:9855'),
    says: [
      'Swift listens on 10.1.0.8:9855 only',
      'Pod swift-1 runs with --plaintext-addr=10.1.0.8:9855.',
      'Set `--plaintext-addr=:9855`',
    ],
    is: { outcome: 'fail', hop: 'gateway->swift', certainty: 'certain' },
    notBy: listens(':9855'),
    otherwise: 'pass',
  },
  // Parts of these names are those of every address, or of loopback.
  ...(
    [
      ['[fd00::8]:9855', '[::]:9855'],
      ['10.0.0.0:9855', '0.0.0.0:9855'],
      ['[::8]', '[::]'],
      ['10.127.0.1:9855', '127.0.0.1:9855'],
      ['localhost.example:9855', 'LOCALHOST:9855'],
      ['[2001:db8::ffff:127.0.0.1]:9855', '[::ffff:127.0.0.1]:9855'],
    ] as const
  ).map(([one, every]): Case => ({
    code: 'swift-listens-on-one-address',
    raisedBy: listens(one),
    notBy: listens(every),
    otherwise: 'pass',
  })),
  {
    code: 'swift-listens-on-one-address',
    raisedBy: listens('10.1.0.8:9855'),
    notBy: runs({}, CLOSED),
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-listens-on-one-address': async (stage) =>
    runsWith(
      stage,
      [
        ...['--connector=incluster', '--plaintext-addr=10.1.0.8:9855'],
        ...['--tiller-insecure-skip-verify', '--tiller-timeout=10s'],
      ],
      await answers(stage, 503, ALONE),
    ),
};
