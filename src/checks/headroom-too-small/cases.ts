import type { Case } from '../../../test/judge/case.js';
import { EMPTY_ERROR, MEBIBYTE, cutList, release } from '../../../test/judge/evidence.js';
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
    says: [
      'A release leaves 24.9 % of what can be read through Swift, and 25 % has to stay free',
      'the limits are those of Swift 0.11.1 and Tiller 2.13.0. The policy asks that 25 % of each',
      'Take large files',
    ],
    is: {
      ...{ outcome: 'fail', certainty: 'certain', follows: null },
      measures: { content: (CONTENT + 1) / (4 * MEBIBYTE) },
    },
    notBy: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING)] }),
    otherwise: 'pass',
  },
  {
    // A size over its limit leaves no headroom. Some policies ask for none.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.01 }, { stored: [release('big', 5 * MEBIBYTE)] }),
    says: [/^A release takes 126 % of what can be read through Swift, and 1 % has to stay free/],
    is: { follows: 'content-over-limit' },
    notBy: asked({}, { stored: [release('big', 5 * MEBIBYTE)] }),
    otherwise: 'skipped: The policy asks for no headroom.',
  },
  {
    // The list has its own limit, which is not exceeded.
    code: 'headroom-too-small',
    raisedBy: asked(
      { headroom: 0.99 },
      { stored: [release('big', 5 * MEBIBYTE, { summaryBytes: 50_000 })] },
    ),
    says: [/^A release takes/, "The answer that Swift's server builds from the list takes"],
    is: { follows: null },
    notBy: asked({ headroom: 0.99 }, { stored: [], swiftList: EMPTY_ERROR }),
    otherwise: 'pass',
  },
  {
    // Exactly the limit.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.01 }, { stored: [release('big', 4 * MEBIBYTE - FRAMING)] }),
    says: ['A release leaves 0 % of'],
    notBy: asked({ headroom: 0.99 }, { tiller: 'v3.0.0' }),
    otherwise: 'unknown: The version of Tiller is not in the tables of swiftcheck.',
  },
  {
    // Tiller itself says that its list went beyond its length.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.1 }, cutList(520)),
    says: ['The list takes 102 % of the length at which Tiller ends it', 'would hold 520'],
    is: { measures: { 'list length': 520 / 512 } },
    notBy: asked({ headroom: 0.1 }, cutList(512)),
    otherwise: 'unknown: The direct list does not hold every revision.',
  },
  {
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.1 }, cutList(513)),
    says: ['The list takes over 100 %'],
    // The end of the list is not known where Tiller does not say it.
    notBy: asked({ headroom: 0.1 }, cutList(520, '')),
    otherwise: /^unknown: /,
  },
  {
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.1 }, { ...cutList(513), swift: '0.9.0' }),
    // This Swift asks for one namespace only, which is a part of the list.
    notBy: asked({ headroom: 0.1 }, { ...cutList(520), swift: '0.4.0' }),
    otherwise: /^unknown: /,
  },
  {
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.1 }, cutList(513)),
    notBy: asked({ headroom: 0.1 }, { ...cutList(520), viaSwift: 'v2.16.1' }),
    otherwise: /^unknown: Swift talks to another Tiller/,
  },
  {
    // What another Tiller holds is not known, so neither is the headroom of its list.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.99 }, { stored: [release('big', CONTENT)] }),
    notBy: asked({ headroom: 0.99 }, { stored: [release('big', CONTENT)], viaSwift: 'v2.16.1' }),
    otherwise: /^unknown: Swift talks to another Tiller, 2\.16\.1/,
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'headroom-too-small': preflight('--size', '3M', '--headroom', '30%'),
};
