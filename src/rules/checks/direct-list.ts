import { readSizeError } from '../../knowledge/grpc-text.js';
import { couldNotTell, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';
import { failureFacts } from '../../checks/shared/failure-facts.js';
import { factsOf } from './endpoint.js';

export { failureFacts };

const REFUSED = /incompatible versions client\[.*\] server\[.*\]|client version is incompatible/;

/** Whether Tiller gave its list, and if not, why. */
export const directList: Rule = {
  code: 'tiller-list-failed',
  needs: [],
  judge: ({ evidence }) => {
    const { tiller } = evidence;
    const { list } = tiller;
    if (!list) return notApplicable('tiller-list-failed', 'No list was asked for.');
    if (list.ok) return pass('tiller-list-failed', {}, 'swiftcheck->tiller');
    const { failure } = list;
    const facts = { ...failureFacts(failure), ...tillerPlace(evidence) };
    switch (failure.kind) {
      case 'not-attempted':
        // Asked for its version Tiller is asked for its list, too, unless the run is over.
        return tiller.version.ok
          ? raise(
              'out-of-time',
              { ...factsOf('Tiller', tiller.target.address, failure), untried: 'list' },
              'swiftcheck->tiller',
            )
          : couldNotTell('tiller-list-failed', failure.message, "Tiller's version");
      case 'timeout':
      case 'no-answer':
      case 'deadline':
      case 'interrupted':
        return raise('tiller-slow', facts, 'swiftcheck->tiller');
      case 'unreadable':
        return raise(
          'answer-unreadable',
          factsOf('Tiller', tiller.target.address, failure),
          'swiftcheck->tiller',
        );
      case 'client-error':
        return raise(
          'client-error',
          factsOf('Tiller', tiller.target.address, failure),
          'swiftcheck->tiller',
        );
      case 'over-ceiling':
        return raise('list-over-ceiling', facts, 'swiftcheck->tiller');
      default:
        if (readSizeError(failure.message)?.direction === 'send') {
          return notApplicable('tiller-list-failed', 'The list failed for its size.');
        }
        return raise(
          REFUSED.test(failure.message) ? 'client-refused' : 'tiller-list-failed',
          facts,
          'swiftcheck->tiller',
        );
    }
  },
};
