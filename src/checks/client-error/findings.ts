// A call ends with an error of swiftcheck itself.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';

declare module '../define.js' {
  interface FindingFacts {
    'client-error': EndpointFacts;
  }
}

export const CLIENT_ERROR: Definitions<'client-error'> = {
  'client-error': endpointFinding(
    'No call ended with an error of swiftcheck itself',
    ({ endpoint }) => `A call to ${endpoint} ended with an error of swiftcheck itself`,
    () => ({
      cause:
        'The error is one that swiftcheck does not expect. The answer to the call is not known.',
      steps: ['Run it again with -v, which prints where the error was thrown, and report both.'],
    }),
    // swiftcheck itself failed, and no hop.
    { advisory: true },
  ),
};
