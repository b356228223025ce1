import { isEmptyStreamError } from '../../knowledge/swift-errors.js';
import { couldNotTell, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';
import { failureFacts } from '../../checks/shared/failure-facts.js';
import { factsOf } from './endpoint.js';
import { swiftFailure } from './reach-swift.js';

/** Whether Swift gave its list; errors that have a finding of their own are left to it. */
export const swiftList: Rule = {
  code: 'swift-list-failed',
  needs: [],
  judge: ({ evidence, sizeError, otherTiller }) => {
    const { swift } = evidence;
    const { list } = swift;
    if (!list) return notApplicable('swift-list-failed', 'No list was asked for.');
    if (list.ok) return pass('swift-list-failed', {}, 'swiftcheck->swift');
    const { failure } = list;
    const facts = { ...failureFacts(failure), ...(otherTiller === null && tillerPlace(evidence)) };
    switch (failure.kind) {
      case 'not-attempted':
        // As of Tiller's list.
        return swift.tillerVersion.ok
          ? raise(
              'out-of-time',
              { ...factsOf('Swift', swift.target.url, failure), untried: 'list' },
              'swiftcheck->swift',
            )
          : couldNotTell('swift-list-failed', failure.message, "Swift's answer");
      case 'timeout':
      case 'no-answer':
      case 'deadline':
      case 'interrupted':
      case 'closed':
        return raise('swift-slow', facts, 'swiftcheck->swift');
      case 'unreadable':
        return raise(
          'answer-unreadable',
          factsOf('Swift', swift.target.url, failure),
          'swiftcheck->swift',
        );
      case 'client-error':
        return raise(
          'client-error',
          factsOf('Swift', swift.target.url, failure),
          'swiftcheck->swift',
        );
      case 'over-ceiling':
        return raise('list-over-ceiling', facts, 'swiftcheck->swift');
      case 'not-json':
      case 'wrong-answer':
        return raise('swift-list-failed', { ...facts, noList: true }, 'swiftcheck->swift');
      default:
        break;
    }
    if (sizeError) return notApplicable('swift-list-failed', 'The list failed for its size.');
    if (isEmptyStreamError(failure)) {
      return notApplicable('swift-list-failed', 'The answer is that of an empty list.');
    }
    if (swiftFailure(swift))
      return couldNotTell('swift-list-failed', 'Swift was not reached.', "Swift's answer");
    return raise('swift-list-failed', facts, 'swiftcheck->swift');
  },
};
