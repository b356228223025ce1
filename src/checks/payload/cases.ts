import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import {
  MEBIBYTE,
  failed,
  ok,
  swiftError,
  tillerError,
  tooLarge,
} from '../../../test/judge/evidence.js';
import { CURED, pointedAt, small, tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { DryRunPayload } from '../../evidence/types.js';

const LIMIT = 4_194_304;
const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';

function dryRun(
  sizeBytes: number,
  outcome: Partial<Pick<DryRunPayload, 'direct' | 'viaSwift'>> = {},
): DryRunPayload {
  const passed = ok({ bytes: sizeBytes + 176 });
  return {
    ...{ kind: 'dry-run', sizeBytes, releaseName: 'swiftcheck-probe-0', direct: passed },
    ...{ viaSwift: passed, ...outcome },
  };
}

const NOT_WHOLE = failed('wrong-answer', {
  ...{ httpStatus: 200, message: 'HTTP 200, but with the release without its NOTES.' },
});

export const cases: readonly Case[] = [
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
];

export const screens: Readonly<Record<string, Start>> = {
  'payload-over-limit': (stage) =>
    pointedAt(stage, 'swift@0.9.0,tiller@2.11.0', 'small', '--size', '4M'),
  'payload-over-unary-limit': (stage) => pointedAt(stage, CURED, 'small', '--size', '4M'),
  'payload-not-tried': (stage) =>
    tillerEnds(
      stage,
      'InstallRelease',
      { code: grpc.status.UNKNOWN, details: 'namespaces "default" is forbidden' },
      ...['--size', '1K'],
    ),
  'payload-not-returned': async (stage) => {
    const running = await small(stage);
    const url = await stage.swift(running, {
      '/tiller/v2/releases/swiftcheck-probe-': [200, '<html>Please log in</html>'],
    });
    const targets = ['--tiller', running.tillerAddress, '--swift', url];
    return ['probe', ...targets, '--size', '2K'];
  },
};
