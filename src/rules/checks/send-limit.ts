import { readSizeError } from '../../knowledge/grpc-text.js';
import { needs, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';

/** Whether Tiller could send the list, as seen directly or else through Swift. */
export const sendLimit: Rule = {
  code: 'list-over-send-limit',
  needs: [needs.stream],
  judge: ({ evidence, sizeError, stream, otherTiller }) => {
    const list = evidence.tiller.list;
    const failure = list && !list.ok ? list.failure : null;
    const direct = failure && readSizeError(failure.message);
    if (failure && direct?.direction === 'send') {
      return raise(
        'list-over-send-limit',
        {
          messageBytes: direct.messageBytes,
          limitBytes: direct.limitBytes,
          message: failure.message,
          ...(failure.grpcCode !== undefined && { grpcCode: failure.grpcCode }),
          direct: true,
          listedBefore: stream?.list.releases.length ?? 0,
          ...tillerPlace(evidence),
        },
        'swiftcheck->tiller',
      );
    }
    if (sizeError?.size.direction !== 'send') return pass('list-over-send-limit');
    const { size, message, httpStatus, grpcCode } = sizeError;
    return raise(
      'list-over-send-limit',
      {
        messageBytes: size.messageBytes,
        limitBytes: size.limitBytes,
        message,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(grpcCode !== undefined && { grpcCode }),
        direct: false,
        listedBefore: 0,
        ...(otherTiller === null && tillerPlace(evidence)),
      },
      'swift->tiller',
    );
  },
};
