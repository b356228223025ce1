// What a release of Swift in front of a release of Tiller answers to a request, given the releases
// that Tiller holds. Pure: everything that a release does is a fact of `knowledge`.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { httpStatusOf } from '../knowledge/http-status.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { answer } from './answers.js';
import { askDirectly, askThrough, flawsOfAsking } from './ask.js';
import { deliverAnswer, deliverList, type Delivery } from './deliver.js';
import { select } from './select.js';
import type { ListHeader } from './sizes.js';
import type { ListRequest, Prediction, PredictionRequest, StoredRelease } from './types.js';

/**
 * Predicts the answer to `request`. `swift` is `null` for a call straight to Tiller by a client
 * without a limit of its own. `stored` is everything in Tiller's storage, in any order.
 */
export function predict(
  request: PredictionRequest,
  swift: SwiftRelease | null,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): Prediction {
  if (request.kind === 'list') return predictList(request, swift, tiller, stored);
  const answered = answer(request, stored, tiller);
  if ('error' in answered) return result(swift, tillerError(answered.error), null);
  const delivery = deliverAnswer(answered.size, answered.releases, swift, tiller);
  const doubts = [...answered.doubts, ...delivery.doubts];
  const version = request.kind === 'version' ? `v${tiller.version}` : null;
  return result(swift, { ...delivery, doubts }, null, version);
}

function predictList(
  request: ListRequest,
  swift: SwiftRelease | null,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): Prediction {
  const meant = askDirectly(request);
  const asked = swift ? askThrough(swift, request) : meant;
  const { releases, header, error, doubts } = select(asked, stored, tiller);
  if (error !== null) return result(swift, { ...tillerError(error), doubts }, null);
  const delivery = deliverList(releases, header, swift, tiller);
  const flaws = [...flawsOfAsking(meant, asked, stored), ...delivery.flaws];
  if (!request.limit && header.next !== '') flaws.push('default-limit');
  const list = delivery.messages.length > 0 ? header : null;
  return result(swift, { ...delivery, flaws, doubts: [...doubts, ...delivery.doubts] }, list);
}

function result(
  swift: SwiftRelease | null,
  delivery: Delivery,
  list: ListHeader | null,
  tillerVersion: string | null = null,
): Prediction {
  const grpcCode = delivery.failure?.grpcCode ?? GrpcCode.OK;
  return {
    httpStatus: swift ? httpStatusOf(grpcCode) : null,
    grpcCode,
    ...delivery,
    list,
    tillerVersion: delivery.failure ? null : tillerVersion,
  };
}

function tillerError(message: string): Delivery {
  return {
    failure: { cause: 'tiller-error', hop: null, grpcCode: GrpcCode.UNKNOWN, message },
    certain: true,
    releases: [],
    messages: [],
    gateway: null,
    flaws: [],
    doubts: [],
  };
}
