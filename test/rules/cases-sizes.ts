import type { StoredBy } from '../../src/evidence/throwaway.js';
import type { Empty, Evidence, Observation } from '../../src/evidence/types.js';
import type { Case } from './cases.js';
import {
  MEBIBYTE,
  SEED,
  direct,
  failed,
  ok,
  release,
  swiftError,
  tillerError,
  tooLarge,
  type Overrides,
} from './evidence.js';

const LIMIT = 4_194_304;
const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';

function dryRun(
  sizeBytes: number,
  outcome: Partial<Pick<DryRun, 'direct' | 'viaSwift'>> = {},
): DryRun {
  const passed = ok({ bytes: sizeBytes + 176 });
  return {
    ...{ kind: 'dry-run', sizeBytes, releaseName: 'swiftcheck-probe-0', direct: passed },
    ...{ viaSwift: passed, ...outcome },
  };
}
type DryRun = Extract<NonNullable<Evidence['payload']>, { kind: 'dry-run' }>;

function install(purged: Observation<Empty>, stored?: Observation<StoredBy>): Overrides {
  const payload = {
    ...({ kind: 'install', sizeBytes: LIMIT, releaseName: 'swiftcheck-probe-0' } as const),
    ...{ installed: ok({}), purged },
  };
  return { payload: { ...payload, ...(stored && { stored }) } };
}

const NOT_WHOLE = failed('wrong-answer', {
  ...{ httpStatus: 200, message: 'HTTP 200, but with the release without its NOTES.' },
});

export const SIZE_CASES: Case[] = [
  {
    code: 'content-over-limit',
    raisedBy: { stored: SEED },
    worse: { stored: [...SEED, release('harbor-too', 4_194_652)] },
    // No limit on either hop.
    notBy: { swift: '0.6.0', tiller: 'v2.7.0', stored: SEED },
  },
  {
    // The limit is inclusive: with tag and length this one is exactly 4,194,304 bytes.
    code: 'content-over-limit',
    raisedBy: { stored: [release('full', LIMIT - 4)] },
    notBy: { stored: [release('full', LIMIT - 5)] },
  },
  {
    code: 'payload-over-limit',
    raisedBy: {
      swift: '0.9.0',
      payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }),
    },
    notBy: { payload: dryRun(MEBIBYTE) },
  },
  {
    code: 'payload-over-limit',
    raisedBy: {
      payload: dryRun(21_000_000, {
        direct: tillerError(8, `grpc: ${SENDING}`),
        viaSwift: swiftError(403, 8, `grpc: ${SENDING}`),
      }),
    },
    notBy: { payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
  },
  {
    code: 'payload-not-tried',
    raisedBy: { payload: dryRun(LIMIT, { viaSwift: failed('timeout') }) },
    notBy: { payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
  },
  {
    code: 'payload-not-returned',
    raisedBy: { payload: dryRun(LIMIT, { viaSwift: NOT_WHOLE }) },
    notBy: { payload: dryRun(LIMIT) },
  },
  {
    code: 'payload-not-returned',
    raisedBy: {
      payload: dryRun(LIMIT, {
        viaSwift: failed('not-json', {
          httpStatus: 200,
          message: 'HTTP 200, but with an empty body.',
        }),
      }),
    },
    notBy: { payload: dryRun(LIMIT, { viaSwift: failed('http-status', { httpStatus: 204 }) }) },
  },
  {
    // Also where Swift's answer is as it should be, or the direct one says nothing.
    code: 'payload-not-returned',
    raisedBy: {
      payload: dryRun(LIMIT, {
        direct: failed('wrong-answer', {
          hop: 'swiftcheck->tiller',
          message: 'Tiller answered without an error, but with no release.',
        }),
      }),
    },
    notBy: { payload: dryRun(LIMIT, { direct: tillerError(2, 'no') }) },
  },
  {
    code: 'payload-not-returned',
    raisedBy: { payload: dryRun(LIMIT, { direct: tillerError(2, 'no'), viaSwift: NOT_WHOLE }) },
    // What Tiller cannot send at all Swift cannot pass on.
    notBy: {
      payload: dryRun(LIMIT, {
        direct: tillerError(8, 'grpc: trying to send message larger than max (9 vs. 8)'),
        viaSwift: NOT_WHOLE,
      }),
    },
  },
  {
    code: 'payload-over-unary-limit',
    raisedBy: { payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
    notBy: { swift: '0.9.0', payload: dryRun(LIMIT, { viaSwift: tooLarge(4_194_480, LIMIT) }) },
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('timeout')),
    notBy: install(ok({})),
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('grpc-status')),
    notBy: install(failed('not-attempted')),
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('not-attempted'), failed('no-answer')),
    notBy: install(failed('not-attempted'), ok('another')),
  },
  {
    code: 'probe-release-left',
    raisedBy: install(failed('not-attempted'), ok('this-run')),
    notBy: install(ok({}), ok('none')),
  },
  {
    code: 'behaviour-contradicts-knowledge',
    raisedBy: { directList: ok(splitInTwo()) },
    notBy: { stored: SEED },
  },
];

/** Two small releases in two messages, where Tiller 2.13.0 would send one. */
function splitInTwo() {
  const [alpha = release('alpha'), ...others] = SEED.slice(0, 2);
  return direct([[alpha], others]);
}
