// Runs that give no answer about the payload.
import type { Case } from '../../../test/judge/case.js';
import { FORWARD_FAILS, noSwift, noTiller, silent } from '../../../test/judge/cluster-evidence.js';
import {
  SMALL,
  atSwift,
  atTiller,
  direct,
  failed,
  ok,
  release,
  shown,
  tillerError,
  tillerUnanswered,
  tooLarge,
  type Overrides,
} from '../../../test/judge/evidence.js';
import type { Empty, Observation } from '../../evidence/observation.js';
import type { DryRunPayload, InstallPayload } from '../../evidence/types.js';

export const LIMIT = 4_194_304;
export const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';

export function dryRun(
  sizeBytes: number,
  outcome: Partial<Pick<DryRunPayload, 'direct' | 'viaSwift'>> = {},
): DryRunPayload {
  const passed = ok({ bytes: sizeBytes + 176 });
  return {
    ...{ kind: 'dry-run', sizeBytes, releaseName: 'swiftcheck-probe-0', direct: passed },
    ...{ viaSwift: passed, ...outcome },
  };
}

export const NOT_WHOLE = failed('wrong-answer', {
  ...{ httpStatus: 200, message: 'HTTP 200, but with the release without its NOTES.' },
});

export const NO_RELEASE = failed('wrong-answer', {
  ...{ hop: 'swiftcheck->tiller' },
  message: 'Tiller answered without an error, but with no release.',
});

const TIMED_OUT = { httpStatus: 408, grpcCode: 4, message: 'context deadline exceeded' };
const OWN = 'swiftcheck-probe-0';

/** The lists while a release of 4 MiB was stored. */
export function stored(
  whileStored?: InstallPayload['whileStored'],
  installed: Observation<Empty> = ok({}),
): Overrides {
  const payload: InstallPayload = {
    ...{ kind: 'install', sizeBytes: LIMIT, releaseName: OWN, installed, purged: ok({}) },
    ...(whileStored && { whileStored }),
  };
  return { payload };
}

export const BIG = release(OWN, 4_194_652);
export const TILLER_SENDS = ok(direct([[...SMALL, BIG]]));
export const [SENT = 0] = TILLER_SENDS.ok
  ? TILLER_SENDS.value.messages.map(({ bytes }) => bytes)
  : [];

export const TOO_MUCH = tillerError(8, `grpc: ${SENDING}`);

const TILLER_REFUSES = failed('grpc-status', {
  ...{ hop: 'swiftcheck->tiller' },
  message: 'incompatible versions client[v2.13.0] server[v2.10.0]',
});

export const REFUSED = failed('refused', { hop: 'swiftcheck->tiller' });
const OTHER_VERSION = ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' });

export const NOT_TRIED_CASES: readonly Case[] = [
  {
    code: 'payload-not-tried',
    raisedBy: stored(undefined, failed('timeout')),
    says: ['The install: timeout.'],
    is: { hop: 'swiftcheck->swift', follows: null },
    notBy: {},
    otherwise: 'skipped: No --size was asked for.',
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored({ tiller: REFUSED, swift: failed('timeout') }),
    says: ['No answer shows whether a payload of 4 MiB passes', 'The direct list: refused.'],
    silentOn: ['nothing is known', 'passed while'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: stored({ tiller: TOO_MUCH, swift: failed('timeout') }),
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored({ tiller: REFUSED, swift: shown([...SMALL, BIG]) }),
    says: ['The list through Swift passed while the release was stored.'],
    silentOn: ['nothing is known'],
    notBy: stored({ tiller: TILLER_SENDS, swift: shown([...SMALL, BIG]) }),
    otherwise: 'pass',
  },
  {
    // The size is the reason that the payload is not stored.
    code: 'payload-not-tried',
    raisedBy: stored(undefined, TOO_MUCH),
    says: ['A message was rejected for its size'],
    silentOn: ['nothing shows', 'completely'],
    notBy: {},
  },
  {
    code: 'payload-not-tried',
    raisedBy: stored({ tiller: TILLER_SENDS, swift: failed('timeout') }),
    says: [
      'No answer shows whether a payload of 4 MiB passes',
      'The list through Swift: timeout.',
      'The direct list passed while the release was stored.',
    ],
    silentOn: ['nothing is known'],
    is: { hop: 'swiftcheck->swift' },
    notBy: stored({ tiller: TILLER_SENDS, swift: tooLarge(SENT, LIMIT) }),
  },
  {
    // Nothing is tried at an endpoint that was not reached.
    code: 'payload-not-tried',
    raisedBy: { ...atTiller('refused'), payload: dryRun(LIMIT, { direct: REFUSED }) },
    says: ['The direct dry run: refused.'],
    is: { hop: 'swiftcheck->tiller', follows: 'tiller-unreachable' },
    notBy: { payload: dryRun(LIMIT, { direct: NO_RELEASE }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...atTiller('refused'), payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
    is: { follows: null },
    notBy: { payload: dryRun(LIMIT, { viaSwift: NOT_WHOLE }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...atSwift('refused'), payload: dryRun(LIMIT, { viaSwift: failed('refused') }) },
    is: { follows: 'swift-unreachable' },
    notBy: { ...atSwift('refused'), payload: dryRun(LIMIT) },
    otherwise: 'pass',
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...atSwift('refused'), payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { hop: 'swiftcheck->tiller', follows: null },
    notBy: atSwift('refused'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...tillerUnanswered('swift-error', TIMED_OUT),
      payload: dryRun(LIMIT, { viaSwift: failed('timeout') }),
    },
    is: { follows: 'swift-cannot-reach-tiller' },
    notBy: tillerUnanswered('swift-error', TIMED_OUT),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...tillerUnanswered('swift-error', TIMED_OUT),
      payload: dryRun(LIMIT, { direct: REFUSED }),
    },
    is: { follows: null },
    notBy: {},
  },
  {
    // Swift has the version of its Tiller, whatever that is.
    code: 'payload-not-tried',
    raisedBy: { directList: TILLER_REFUSES, payload: dryRun(LIMIT, { direct: TILLER_REFUSES }) },
    is: { follows: 'client-refused' },
    notBy: { directList: TILLER_REFUSES },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { directList: TILLER_REFUSES, payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: null },
    notBy: { directList: TILLER_REFUSES },
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      directList: TILLER_REFUSES,
      payload: dryRun(LIMIT, {
        viaSwift: failed('swift-error', { message: 'incompatible versions' }),
      }),
    },
    // It can be Swift's own, or that of Tiller.
    is: { follows: null, hop: null },
    notBy: { directList: TILLER_REFUSES },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { again: [OTHER_VERSION], payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: 'tiller-answers-vary' },
    notBy: { again: [OTHER_VERSION] },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { again: [OTHER_VERSION], payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
    is: { follows: null },
    notBy: { again: [OTHER_VERSION] },
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
      payload: dryRun(LIMIT, { direct: REFUSED }),
    },
    is: { follows: 'port-forward-failed' },
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
      payload: dryRun(LIMIT, { viaSwift: failed('timeout') }),
    },
    is: { follows: null },
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: {
      ...noSwift({ services: ok([]) }),
      payload: dryRun(LIMIT, { viaSwift: failed('not-found') }),
    },
    is: { follows: 'swift-missing' },
    notBy: noSwift({ services: ok([]) }),
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...noSwift({ services: ok([]) }), payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: null },
    notBy: noSwift({ services: ok([]) }),
  },
  {
    // The API server did not answer, so either endpoint was not found.
    code: 'payload-not-tried',
    raisedBy: { ...silent('refused'), payload: dryRun(LIMIT, { direct: REFUSED }) },
    is: { follows: 'api-server-unreachable' },
    notBy: silent('refused'),
  },
  {
    code: 'payload-not-tried',
    raisedBy: { ...silent('refused'), payload: dryRun(LIMIT, { viaSwift: failed('not-found') }) },
    is: { follows: 'api-server-unreachable' },
    notBy: silent('refused'),
  },
];
