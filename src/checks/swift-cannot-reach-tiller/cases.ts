import type { Case } from '../../../test/judge/case.js';
import { failed, tillerUnanswered } from '../../../test/judge/evidence.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: tillerUnanswered('closed'),
    notBy: { ...tillerUnanswered('closed'), liveness: failed('closed') },
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: tillerUnanswered('swift-error', {
      httpStatus: 503,
      grpcCode: 14,
      message: 'all SubConns are in TransientFailure',
    }),
    notBy: tillerUnanswered('swift-error', {
      httpStatus: 503,
      grpcCode: 14,
      message: 'transport is closing',
    }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-cannot-reach-tiller': async (stage) =>
    withSwift(
      stage,
      await stage.always(408, '{"code":4,"message":"context deadline exceeded"}', true),
    ),
  'swift-gateway-cannot-reach-itself': async (stage) =>
    withSwift(
      stage,
      await stage.always(503, '{"code":14,"message":"all SubConns are in TransientFailure"}', true),
    ),
};
