import type { Case } from '../../../test/judge/case.js';
import { atSwift, atTiller, failed } from '../../../test/judge/evidence.js';
import { startHttp } from '../../../test/support/http-server.js';
import { raw, TOO_MANY_HEADERS } from '../../../test/support/raw-answers.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  { code: 'answer-unreadable', raisedBy: atTiller('unreadable'), notBy: atTiller('closed') },
  { code: 'answer-unreadable', raisedBy: atSwift('unreadable'), notBy: atSwift('http-status') },
  {
    // A list alone, too, leaves its endpoint unexamined.
    code: 'answer-unreadable',
    raisedBy: { swiftList: failed('unreadable') },
    notBy: { swiftList: failed('not-json') },
  },
  {
    code: 'answer-unreadable',
    raisedBy: { directList: failed('unreadable', { hop: 'swiftcheck->tiller' }) },
    notBy: { directList: failed('closed', { hop: 'swiftcheck->tiller' }) },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'answer-unreadable': async (stage) => {
    const server = await startHttp(raw(TOO_MANY_HEADERS['20 kB of headers']));
    stage.after(() => server.close());
    return withSwift(stage, server.url);
  },
};
