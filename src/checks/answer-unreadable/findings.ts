// An endpoint answers, and its answer breaks a rule of the protocol.
import type { Definitions, Step } from '../define.js';
import { endpointFinding, isForwarded, nameOf, type EndpointFacts } from '../shared/endpoint.js';
import { forwardToTiller, tillerLog } from '../shared/tiller-steps.js';
import { inFront, swiftLog } from '../shared/swift-steps.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'answer-unreadable': EndpointFacts;
  }
}

export const ANSWER_UNREADABLE: Definitions<'answer-unreadable'> = {
  'answer-unreadable': endpointFinding(
    'Every answer can be read',
    (facts) => `The answer of ${nameOf(facts)} cannot be read`,
    (facts, shell) => {
      const what = facts.overCeiling
        ? 'The answer is larger than swiftcheck accepts (--ceiling).'
        : 'The answer breaks a rule of its protocol.';
      const direct = isForwarded(facts, shell);
      return {
        cause: direct
          ? `${what} The pod of ${facts.endpoint} sent it through the forwarded port.`
          : `${what} The endpoint sent it, or a proxy in between.`,
        certainty: direct ? 'certain' : 'possible',
        steps: direct ? [logOf(facts, shell)] : withoutProxies(facts, shell),
      };
    },
  ),
};

function logOf({ endpoint }: EndpointFacts, shell: Shell): Step {
  return endpoint === 'Tiller' ? tillerLog(shell) : swiftLog(shell);
}

/** Shows whether a proxy in between makes the answer. */
function withoutProxies({ endpoint }: EndpointFacts, shell: Shell): Step[] {
  switch (endpoint) {
    case 'Tiller':
      return [forwardToTiller(shell)];
    case 'Swift':
      return [
        look('Send the same request with another program.', shell.swift('/tiller/v2/version/json')),
        ...inFront(shell),
      ];
    case 'API server':
      return [
        look(
          'Send a request with kubectl, which prints the headers of the answer.',
          shell.kubectl(null, ['get', '--raw', '/version', '-v=8']),
        ),
      ];
  }
}
