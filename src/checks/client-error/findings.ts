// A call ends with an error of swiftcheck itself.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'client-error': EndpointFacts;
  }
}

export const CLIENT_ERROR: Definitions<'client-error'> = {
  'client-error': endpointFinding(
    'No call ended with an error of swiftcheck itself',
    ({ endpoint }) => `A call to ${endpoint} ended with an error of swiftcheck itself`,
    (_facts, shell) => ({
      cause:
        'swiftcheck does not expect this exception. The answer to the call is therefore unknown.',
      certainty: 'certain',
      steps: [
        look(
          'Run it again with `-v`, which prints where the exception was thrown. Report the message and those lines.',
          shell.again(['-v']),
        ),
      ],
    }),
    // swiftcheck itself failed, and no hop.
    { onHop: 'none' },
  ),
};
