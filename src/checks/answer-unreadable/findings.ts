// An endpoint answers, and its answer breaks a rule of the protocol.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';

declare module '../define.js' {
  interface FindingFacts {
    'answer-unreadable': EndpointFacts;
  }
}

export const ANSWER_UNREADABLE: Definitions<'answer-unreadable'> = {
  'answer-unreadable': endpointFinding(
    'Every answer can be read',
    ({ endpoint }) => `${endpoint} was asked, and its answer cannot be read`,
    () => ({
      cause:
        'The answer breaks a rule of its protocol, or is more than this client takes. The endpoint gave it, or a proxy on the way.',
      steps: [
        'Ask without the proxies on the way, through a forwarded port, to see whether one of them makes the answer.',
        'curl --silent --show-error --include URL shows the headers of an answer over HTTP.',
      ],
    }),
  ),
};
