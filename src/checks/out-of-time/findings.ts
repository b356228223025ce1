// The run ended before an endpoint answered. Several checks raise the code.
import type { Definitions } from '../define.js';
import { endpointFinding, nameOf, type EndpointFacts } from '../shared/endpoint.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'out-of-time': EndpointFacts;
  }
}

export const OUT_OF_TIME = {
  'out-of-time': endpointFinding(
    'The run had time for every endpoint',
    (facts) =>
      facts.untried === undefined
        ? `The run ended before ${nameOf(facts)} answered`
        : `The run ended before it asked ${nameOf(facts)} for the list`,
    ({ message }, shell) => ({
      cause: /interrupted/i.test(message)
        ? 'The run was interrupted.'
        : 'The whole run took longer than `--max-time` allows.',
      certainty: 'certain',
      steps: [
        look('Run it again with more time. `5m` is an example.', shell.again(['--max-time', '5m'])),
      ],
    }),
    // The run itself ended, so no hop failed.
    { onHop: 'none' },
  ),
} satisfies Definitions<'out-of-time'>;
