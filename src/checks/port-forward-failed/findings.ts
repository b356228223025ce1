// A connection to a pod through a forwarded port does not come about. Several checks raise the code.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { FORWARD, told } from '../shared/told.js';

declare module '../define.js' {
  interface FindingFacts {
    'port-forward-failed': EndpointFacts;
  }
}

export const PORT_FORWARD_FAILED = {
  'port-forward-failed': endpointFinding(
    'A port can be forwarded to the pod',
    ({ endpoint: name }) => `No connection to ${name}'s pod through a forwarded port`,
    ({ message }) =>
      told(FORWARD, message) ?? {
        cause: 'The API server or the node of the pod did not carry the connection.',
        steps: [
          'kubectl port-forward to the same pod fails alike; so does kubectl logs where the way to the node is broken.',
        ],
      },
  ),
} satisfies Definitions<'port-forward-failed'>;
