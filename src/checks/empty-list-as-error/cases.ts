import type { Case } from '../../../test/judge/case.js';
import {
  EMPTY_ERROR,
  direct,
  failed,
  ok,
  release,
  swiftError,
} from '../../../test/judge/evidence.js';
import { CURED, lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const EOF = swiftError(400, 11, 'EOF');

const ASK_TILLER = /Compare with the list of Tiller.* helm .*ls --all/;

export const cases: readonly Case[] = [
  {
    code: 'empty-list-as-error',
    raisedBy: { directList: ok(direct([])), swiftList: EMPTY_ERROR },
    says: [
      'Tiller stores no release',
      'The direct list holds no releases either.',
      'Tiller 2.9.0 to 2.17.0 sends no message',
      'HTTP 500',
      'gRPC code 13',
      'Treat this answer as an empty list.',
    ],
    silentOn: ['helm'],
    is: { certainty: 'certain', hop: 'swift->tiller', outcome: 'warn' },
    notBy: { swiftList: swiftError(500, 13, 'runtime error: index out of range') },
    otherwise: 'pass',
  },
  {
    code: 'empty-list-as-error',
    raisedBy: { swift: '0.9.0', directList: ok(direct([])), swiftList: EOF },
    says: [/Swift [\d. to]+ reports the missing message/, 'HTTP 400'],
    notBy: { swift: '0.9.0', tiller: 'v2.8.2', stored: [] },
    otherwise: 'pass',
  },
  {
    // The lists are of two Tillers, or something was installed between them.
    code: 'empty-list-as-error',
    raisedBy: { directList: ok(direct([[release('web')]])), swiftList: EMPTY_ERROR },
    says: ['Swift answers an empty list with an error', ASK_TILLER],
    silentOn: ['Tiller stores no release'],
    is: { certainty: 'likely' },
    // Swift 0.4.0 lists namespace default alone.
    notBy: { swift: '0.4.0', tiller: 'v2.9.1', swiftList: EOF },
    otherwise: 'skipped: Swift lists namespace default only, which holds no release.',
  },
  {
    // Nor can Tiller be asked by another client where it does not answer.
    code: 'empty-list-as-error',
    raisedBy: {
      directList: failed('closed', { hop: 'swiftcheck->tiller' }),
      swiftList: EMPTY_ERROR,
    },
    silentOn: [/ helm /],
    is: { certainty: 'likely' },
    notBy: { directList: ok(direct([])) },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'empty-list-as-error': lab('probe', CURED, '--data', 'empty'),
};
