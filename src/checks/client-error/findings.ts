// A call ends on this side: with an error of swiftcheck itself, or because this machine has no socket left.
import type { Definitions } from '../define.js';
import { endpointFinding, nameOf, type EndpointFacts } from '../shared/endpoint.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'client-error': EndpointFacts;
  }
}

export const CLIENT_ERROR: Definitions<'client-error'> = {
  'client-error': endpointFinding(
    'No call ended with an error of swiftcheck itself',
    (facts) =>
      isWithoutSocket(facts)
        ? `A call to ${nameOf(facts)} could not begin: this machine has no socket left`
        : `A call to ${nameOf(facts)} ended with an error of swiftcheck itself`,
    (facts, shell) =>
      isWithoutSocket(facts)
        ? {
            cause: 'The system gave swiftcheck no socket for this call, so nothing was sent.',
            certainty: 'certain',
            steps: [
              look(
                'Raise the limit of open files with `ulimit -n NUMBER`, or end programs that hold many files or much memory. Then run it again.',
                shell.again([]),
              ),
            ],
          }
        : {
            cause:
              'swiftcheck does not expect this exception. The answer to the call is therefore unknown.',
            certainty: 'certain',
            steps: [
              look(
                'Run it again with `-v`, which prints where the exception was thrown. Report the message and those lines.',
                shell.again(['-v']),
              ),
            ],
          },
    // swiftcheck itself failed, and no hop.
    { onHop: 'none' },
  ),
};

/** An exception has no error of the transport beside it. */
function isWithoutSocket({ transportError }: EndpointFacts): boolean {
  return transportError !== undefined;
}
