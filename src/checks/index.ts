// Generated from the folders beside it by `npm run generate`.
import type { Check, FindingCode } from './define.js';
import { behaviour } from './behaviour-contradicts-knowledge/check.js';
import { contentOverLimit } from './content-over-limit/check.js';
import { headroomKept } from './headroom-too-small/check.js';
import { ignoreExpired } from './ignore-expired/check.js';
import { nearLimit } from './near-limit/check.js';
import { payload } from './payload/check.js';
import { probeReleaseLeft } from './probe-release-left/check.js';
import { swiftAllowed, tillerAllowed, pairAllowed } from './release-not-allowed/check.js';
import { releaseSize } from './release-too-large/check.js';

/** In the order of the folders; see CHECKS in registry.ts for the order in which they are made. */
export const ALL_CHECKS: readonly Check[] = [
  behaviour,
  contentOverLimit,
  headroomKept,
  ignoreExpired,
  nearLimit,
  payload,
  probeReleaseLeft,
  swiftAllowed,
  tillerAllowed,
  pairAllowed,
  releaseSize,
];

export interface Page {
  /** Relative to the package. */
  readonly path: string;
  /** The first sentence of the page. */
  readonly statement: string;
}

export const PAGES: Partial<Readonly<Record<FindingCode, Page>>> = {
  'behaviour-contradicts-knowledge': {
    path: 'src/checks/behaviour-contradicts-knowledge/behaviour-contradicts-knowledge.md',
    statement: 'A program does not behave like the release that it claims to be.',
  },
  'content-over-limit': {
    path: 'src/checks/content-over-limit/content-over-limit.md',
    statement: 'Content and history of some releases cannot be read through Swift.',
  },
  'headroom-too-small': {
    path: 'src/checks/headroom-too-small/headroom-too-small.md',
    statement: 'A limit has less headroom than the policy asks for.',
  },
  'ignore-expired': {
    path: 'src/checks/ignore-expired/ignore-expired.md',
    statement: 'Something that the policy ignored for a time is still written there.',
  },
  'near-limit': {
    path: 'src/checks/near-limit/near-limit.md',
    statement: 'What passes today is near a limit.',
  },
  'pair-not-allowed': {
    path: 'src/checks/release-not-allowed/pair-not-allowed.md',
    statement: 'Swift and Tiller are no pair that the policy allows.',
  },
  'payload-not-returned': {
    path: 'src/checks/payload/payload-not-returned.md',
    statement:
      'The payload of the asked size did not come back whole, though the answer says success.',
  },
  'payload-not-tried': {
    path: 'src/checks/payload/payload-not-tried.md',
    statement: 'The payload of the asked size was not tried.',
  },
  'payload-over-limit': {
    path: 'src/checks/payload/payload-over-limit.md',
    statement: 'A payload of the asked size does not pass.',
  },
  'payload-over-unary-limit': {
    path: 'src/checks/payload/payload-over-unary-limit.md',
    statement: 'A single answer of the asked size does not pass through Swift.',
  },
  'probe-release-left': {
    path: 'src/checks/probe-release-left/probe-release-left.md',
    statement: 'The throwaway release may still be stored.',
  },
  'release-too-large': {
    path: 'src/checks/release-too-large/release-too-large.md',
    statement: 'A stored revision is larger than the policy allows.',
  },
  'swift-release-not-allowed': {
    path: 'src/checks/release-not-allowed/swift-release-not-allowed.md',
    statement: "Swift's release is not one that the policy allows.",
  },
  'tiller-release-not-allowed': {
    path: 'src/checks/release-not-allowed/tiller-release-not-allowed.md',
    statement: "Tiller's release is not one that the policy allows.",
  },
};
