import type { Policy } from '../../src/evidence/policy.js';
import type { Case } from './cases.js';
import { MEBIBYTE, SMALL, cutList, failed, release, type Overrides } from './evidence.js';

/** A preflight of the healthy pair (Swift 0.11.1, Tiller 2.13.0) under a policy. */
const asked = (policy: Partial<Policy>, rest: Overrides = {}): Overrides => ({
  command: 'preflight',
  policy: { failOn: 'fail', ...policy },
  ...rest,
});

/** The limit of one answer through this Swift is 4 MiB; a quarter of it stays free below 3 MiB. */
const CONTENT = 3 * MEBIBYTE;
const FRAMING = 5;

const ignore = (expires: string) => [{ code: 'swift-open', reason: 'A lab network.', expires }];

export const POLICY_CASES: Case[] = [
  {
    // Exactly the headroom is enough.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING + 1)] }),
    worse: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING + 2)] }),
    notBy: asked({ headroom: 0.25 }, { stored: [release('big', CONTENT - FRAMING)] }),
  },
  {
    // What is over its limit has no headroom; without a policy nobody asked.
    code: 'headroom-too-small',
    raisedBy: asked({ headroom: 0.01 }, { stored: [release('big', 5 * MEBIBYTE)] }),
    notBy: { stored: [release('big', 5 * MEBIBYTE)] },
  },
  {
    code: 'release-too-large',
    raisedBy: asked({ maxReleaseBytes: 330 }, { stored: SMALL }),
    worse: asked({ maxReleaseBytes: 330 }, { stored: [...SMALL, release('delta', 331)] }),
    notBy: asked({ maxReleaseBytes: 331 }, { stored: SMALL }),
  },
  {
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '>=0.12.0' } }),
    worse: asked({ require: { swift: '>=0.12.0' } }, { swift: '0.10.0' }),
    notBy: asked({ require: { swift: '>=0.11.1' } }),
  },
  {
    // Where it may be several of which some are within the range, it cannot be told.
    code: 'swift-release-not-allowed',
    raisedBy: asked({ require: { swift: '<0.11' } }),
    notBy: asked({ require: { swift: '0.11.1' } }, { swift: null }),
  },
  {
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.14' } }),
    worse: asked({ require: { tiller: '>=2.14' } }, { tiller: 'v2.12.0' }),
    notBy: asked({ require: { tiller: '~2.13.0' } }),
  },
  {
    // Of two Tillers each has to be allowed.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.13.x' } }, { viaSwift: 'v2.16.1' }),
    notBy: asked({ require: { tiller: '2.13.x || 2.16.x' } }, { viaSwift: 'v2.16.1' }),
  },
  {
    // The pair is Swift and the Tiller that it talks to, whatever is asked directly.
    code: 'pair-not-allowed',
    raisedBy: asked(
      { require: { pairs: [{ swift: '0.11.x', tiller: '2.13.x' }] } },
      { viaSwift: 'v2.16.1' },
    ),
    notBy: asked(
      { require: { pairs: [{ swift: '0.11.x', tiller: '2.16.x' }] } },
      { viaSwift: 'v2.16.1' },
    ),
  },
  {
    // Where Tiller is in no pair, no Swift would do.
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '*', tiller: '2.14.x' }] } }, { swift: null }),
    notBy: asked({ require: { pairs: [{ swift: '0.11.1', tiller: '2.13.x' }] } }, { swift: null }),
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
  {
    // A vendor's build counts as the release that it is made of; a build from a branch as none.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.15' } }, { tiller: 'v2.14.3-rancher1' }),
    notBy: asked({ require: { tiller: '>=2.15' } }, { tiller: 'v2.14+unreleased' }),
  },
  {
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '>=2.14.3' } }, { tiller: 'v2.14.3-rc.1' }),
    notBy: asked(
      { require: { tiller: '>=2.15' } },
      { tillerVersion: failed('refused'), swiftTillerVersion: failed('refused') },
    ),
  },
  {
    // It stands below its own release and above those before it, though the range names no pre-release.
    code: 'tiller-release-not-allowed',
    raisedBy: asked({ require: { tiller: '2.14.x' } }, { tiller: 'v2.15.0-rc.1' }),
    notBy: asked({ require: { tiller: '>=2.14.2' } }, { tiller: 'v2.14.3-rc.1' }),
  },
  {
    code: 'pair-not-allowed',
    raisedBy: asked({ require: { pairs: [{ swift: '0.11.1', tiller: '2.12.x' }] } }),
    worse: asked(
      { require: { pairs: [{ swift: '0.11.1', tiller: '2.12.x' }] } },
      { tiller: 'v2.11.0' },
    ),
    notBy: asked({
      require: {
        pairs: [
          { swift: '0.9.0', tiller: '2.11.0' },
          { swift: '>=0.11.1', tiller: '2.13.x' },
        ],
      },
    }),
  },
  {
    // The evidence starts on 2024-01-01: the last day still counts.
    code: 'ignore-expired',
    raisedBy: asked({ ignore: ignore('2023-12-31') }),
    worse: asked({
      ignore: [
        ...ignore('2023-12-31'),
        { code: 'tiller-slow', reason: 'A slow disk.', expires: '2023-12-31' },
      ],
    }),
    notBy: asked({ ignore: ignore('2024-01-01') }),
  },
];
