// A connection to a pod through a forwarded port fails. Several checks raise the code.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { forwardToTiller } from '../shared/tiller-steps.js';
import { forwardToSwift } from '../shared/swift-steps.js';
import { FORWARD, knownCause } from '../shared/known-cause.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'port-forward-failed': EndpointFacts;
  }
}

export const PORT_FORWARD_FAILED = {
  'port-forward-failed': endpointFinding(
    'A port can be forwarded to the pod',
    ({ endpoint: name }) => `The forwarded port to ${name}'s pod does not connect`,
    ({ endpoint: name, message }, shell) =>
      knownCause(FORWARD, { message }, shell) ?? {
        cause: "The API server or the pod's node did not carry the connection.",
        certainty: 'possible',
        steps: [
          name === 'Swift' ? forwardToSwift(shell) : forwardToTiller(shell),
          look(
            'Read the log of any pod on the same node with kubectl. If this fails, too, the connection from the API server to the node is broken.',
          ),
        ],
      },
  ),
} satisfies Definitions<'port-forward-failed'>;
