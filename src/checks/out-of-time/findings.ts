// The run was over before an endpoint answered. Several checks raise the code.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';

declare module '../define.js' {
  interface FindingFacts {
    'out-of-time': EndpointFacts;
  }
}

export const OUT_OF_TIME = {
  'out-of-time': endpointFinding(
    'The run had time for every endpoint',
    ({ endpoint: name, untried }) =>
      untried === undefined
        ? `The run was over before ${name} answered`
        : `The run was over before ${name} was asked for its ${untried}`,
    () => ({
      cause: 'The run as a whole is bounded (--max-time), and was over or was interrupted.',
      steps: ['Run it again with a longer --max-time.'],
    }),
    // The run itself ended, so no hop failed.
    { advisory: true },
  ),
} satisfies Definitions<'out-of-time'>;
