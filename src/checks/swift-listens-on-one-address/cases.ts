import { runs, CLOSED } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, answers, ALONE } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-listens-on-one-address',
    raisedBy: runs({ values: { 'plaintext-addr': '10.1.0.8:9855' } }, CLOSED),
    notBy: runs({ values: { 'plaintext-addr': ':9855' } }, CLOSED),
  },
  {
    code: 'swift-listens-on-one-address',
    raisedBy: runs({ values: { 'plaintext-addr': '[fd00::8]:9855' } }, CLOSED),
    notBy: runs({ values: { 'plaintext-addr': '[::]:9855' } }, CLOSED),
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
