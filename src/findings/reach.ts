// Findings about endpoints that cannot be reached, or are not what they should be.
import { endpoint } from '../checks/shared/endpoint.js';
import { told } from '../checks/shared/told.js';
import { FORWARD } from '../checks/shared/told-forward.js';
import type { Entry } from './types.js';

const TILLER_ADDRESS = 'kubectl -n kube-system port-forward deploy/tiller-deploy 44134:44134';

export const REACH_FINDINGS = {
  'tiller-unreachable': endpoint(
    'Tiller answers',
    ({ address }) => `Tiller cannot be reached at ${address}`,
    () => ({
      cause: 'The call failed on its way, before any question of versions or sizes.',
      next: [
        `Tiller listens inside the cluster: ${TILLER_ADDRESS}`,
        'kubectl -n kube-system get pods -l app=helm,name=tiller',
      ],
    }),
  ),
  'not-a-tiller': endpoint(
    'What answers is a Tiller',
    ({ address }) => `What answers at ${address} is not a Tiller`,
    () => ({
      cause: 'The port is open but does not speak the gRPC service of Tiller.',
      next: ["Tiller's gRPC port is 44134 (44135 is HTTP for probes and metrics).", TILLER_ADDRESS],
    }),
  ),
  'swift-unreachable': endpoint(
    'Swift answers',
    ({ address }) => `Swift cannot be reached at ${address}`,
    () => ({
      cause: 'The call failed on its way, before Swift or Tiller could say anything.',
      next: [
        'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod; its Service uses those or 80 and 443.',
        'kubectl get svc,endpoints --all-namespaces -l app=swift',
      ],
    }),
  ),
  'not-a-swift': endpoint(
    'What answers is a Swift',
    ({ address }) => `What answers at ${address} is not a Swift`,
    () => ({
      cause: "The answer is not in Swift's form, so another server or a proxy gave it.",
      next: [
        'Give --swift the URL before /tiller/v2/…, for an API server up to and including /proxy.',
      ],
    }),
  ),
  'answer-unreadable': endpoint(
    'Every answer can be read',
    ({ endpoint: name }) => `${name} was asked, and its answer cannot be read`,
    () => ({
      cause:
        'The answer breaks a rule of its protocol, or is more than this client takes. The endpoint gave it, or a proxy on the way.',
      next: [
        'Ask without the proxies on the way, through a forwarded port, to see whether one of them makes the answer.',
        'curl --silent --show-error --include URL shows the headers of an answer over HTTP.',
      ],
    }),
  ),
  'client-error': endpoint(
    'No call ended with an error of swiftcheck itself',
    ({ endpoint: name }) => `A call to ${name} ended with an error of swiftcheck itself`,
    () => ({
      cause:
        'The error is one that swiftcheck does not expect. The answer to the call is not known.',
      next: ['Run it again with -v, which prints where the error was thrown, and report both.'],
    }),
  ),
  'port-forward-failed': endpoint(
    'A port can be forwarded to the pod',
    ({ endpoint: name }) => `No connection to ${name}'s pod through a forwarded port`,
    ({ message }) =>
      told(FORWARD, message) ?? {
        cause: 'The API server or the node of the pod did not carry the connection.',
        next: [
          'kubectl port-forward to the same pod fails alike; so does kubectl logs where the way to the node is broken.',
        ],
      },
  ),
  'out-of-time': endpoint(
    'The run had time for every endpoint',
    ({ endpoint: name, untried }) =>
      untried === undefined
        ? `The run was over before ${name} answered`
        : `The run was over before ${name} was asked for its ${untried}`,
    () => ({
      cause: 'The run as a whole is bounded (--max-time), and was over or was interrupted.',
      next: ['Run it again with a longer --max-time.'],
    }),
  ),
} satisfies Record<string, Entry<never>>;
