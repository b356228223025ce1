// A connection to a pod through a forwarded port fails. Several checks raise the code.
import { TILLER_PORT } from '../../knowledge/ports.js';
import { visible } from '../../util/safe-text.js';
import type { Definitions, Description } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { forwardToTiller } from '../shared/tiller-steps.js';
import { listenOnDefault } from '../shared/tiller-commands.js';
import type { Shell } from '../shell.js';
import { forwardToSwift } from '../shared/swift-steps.js';
import { FORWARD, knownCause } from '../shared/known-cause.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'port-forward-failed': EndpointFacts;
  }
}

/** The API server about a pod that it listed a moment before. */
const GONE = /^pods "[^"]+" not found$/;

export const PORT_FORWARD_FAILED = {
  'port-forward-failed': endpointFinding(
    'A port can be forwarded to the pod',
    ({ endpoint: name }) => `The forwarded port to ${name}'s pod does not connect`,
    ({ endpoint: name, message }, shell) =>
      (GONE.test(message) ? podGone(shell) : null) ??
      (name === 'Tiller' ? otherPort(message, shell) : null) ??
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

type Why = Omit<Description, 'seen'>;

function podGone(shell: Shell): Why {
  return {
    cause:
      'The pod was deleted after the run had found it, as an update or a restart does. Its Deployment makes another one.',
    certainty: 'likely',
    steps: [look('Run it again.', shell.again([]))],
  };
}

/** If nothing listens on the port, and the command line of Tiller names another one. */
function otherPort(message: string, shell: Shell): Why | null {
  const { listen } = shell.tiller ?? {};
  const port = /:(\d+)$/.exec(listen ?? '')?.[1];
  if (listen === undefined || port === undefined || Number(port) === TILLER_PORT) return null;
  if (!/connection refused/i.test(message)) return null;
  return {
    cause: `Tiller runs with \`--listen=${visible(listen)}\`, and swiftcheck forwards port ${TILLER_PORT}.`,
    certainty: 'likely',
    steps: [listenOnDefault(shell), forwardToTiller(shell, undefined, port)],
  };
}
