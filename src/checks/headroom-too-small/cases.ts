import type { Case } from '../../../test/judge/case.js';
import { MEBIBYTE, cutList, release } from '../../../test/judge/evidence.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

/** The limit of one answer through this Swift is 4 MiB; a quarter of the limit stays free below 3 MiB. */
const CONTENT = 3 * MEBIBYTE;
const FRAMING = 5;

export const cases: readonly Case[] = [
  {
    // Exactly the headroom is enough.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING + 1)] }),
    worse: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING + 2)] }),
    notBy: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING)] }),
  },
  {
    // A size over its limit leaves no headroom. Without a policy the check does not apply.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.01 }, { stored: [release('big', 5 * MEBIBYTE)] }),
    notBy: { stored: [release('big', 5 * MEBIBYTE)] },
  },
  {
    // Tiller itself says that its list went beyond its length.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.1 }, cutList(520)),
    notBy: asked({ headroom: 0.1 }, cutList(512)),
  },
  {
    // What another Tiller holds is not known, so neither is the headroom of its list.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.99 }, { stored: [release('big', CONTENT)] }),
    notBy: asked({ headroom: 0.99 }, { stored: [release('big', CONTENT)], viaSwift: 'v2.16.1' }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'headroom-too-small': preflight('--size', '3M', '--headroom', '30%'),
};
