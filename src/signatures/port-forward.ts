// Texts of a port-forward, which helm opens to reach Tiller.
import { FORWARD } from '../checks/shared/told-forward.js';
import type { Signature } from './types.js';

const POD = 'kubectl -n kube-system get pods -l app=helm,name=tiller -o wide';

function portForward(
  rest: Pick<Signature, 'id' | 'pattern' | 'saidBy' | 'cause' | 'steps'> &
    Partial<Pick<Signature, 'checks'>>,
): Signature {
  return {
    hops: ['port-forward'],
    certainty: 'certain',
    findings: ['port-forward-failed', 'tiller-unreachable'],
    checks: [POD],
    ...rest,
  };
}

export const PORT_FORWARD_SIGNATURES: readonly Signature[] = [
  portForward({
    id: 'socat-missing',
    pattern: /socat not found|failed to find socat/,
    saidBy: 'the kubelet of the node',
    cause: FORWARD.socatMissing.cause,
    steps: FORWARD.socatMissing.steps,
  }),
  portForward({
    id: 'nothing-listens-in-pod',
    pattern: /socat\[\d+\] E connect\(.*Connection refused/,
    saidBy: 'the kubelet of the node',
    cause: FORWARD.nothingListens.cause,
    checks: [POD, 'kubectl -n kube-system logs deploy/tiller-deploy --tail=20'],
    steps: FORWARD.nothingListens.steps,
  }),
  portForward({
    id: 'localhost-unresolvable-in-pod',
    pattern: /socat\[\d+\] E getaddrinfo\("localhost"/,
    saidBy: 'the kubelet of the node',
    cause: FORWARD.localhostUnresolvable.cause,
    steps: FORWARD.localhostUnresolvable.steps,
  }),
  portForward({
    id: 'pod-does-not-exist',
    pattern: /unable to upgrade connection: pod does not exist/,
    saidBy: 'a kubelet',
    cause: FORWARD.podUnknownToNode.cause,
    checks: ['kubectl get nodes -o wide  (do two share an INTERNAL-IP?)'],
    steps: FORWARD.podUnknownToNode.steps,
  }),
  portForward({
    id: 'kubelet-refuses-api-server',
    pattern: /unable to upgrade connection: (?:Unauthorized|Forbidden)/,
    saidBy: 'a kubelet, to the API server',
    cause: FORWARD.kubeletRefuses.cause,
    checks: ['kubectl logs -n kube-system POD --tail=1  (fails in the same way)'],
    steps: FORWARD.kubeletRefuses.steps,
  }),
  portForward({
    id: 'node-unresolvable',
    pattern: /error upgrading connection: dial tcp: lookup (?<node>\S+)/,
    saidBy: 'the API server',
    cause: FORWARD.nodeUnresolvable.cause,
    steps: FORWARD.nodeUnresolvable.steps,
  }),
  portForward({
    id: 'no-ssh-tunnels',
    pattern: /No SSH tunnels currently open/,
    saidBy: 'the API server of a hosted cluster',
    cause: FORWARD.noTunnels.cause,
    steps: FORWARD.noTunnels.steps,
  }),
  portForward({
    id: 'no-ipv6-listener',
    pattern: /Unable to create listener: Error listen tcp6 \[::1\]/,
    saidBy: 'helm or kubectl on this machine',
    cause:
      'This machine has no IPv6. Harmless by itself; it fails where a client then dials `localhost` over IPv6.',
    steps: ['Use 127.0.0.1 in place of localhost.'],
  }),
  portForward({
    id: 'no-free-port',
    pattern: /could not find an available port/,
    saidBy: 'helm on this machine',
    cause: 'This machine has run out of ports or file descriptors.',
    checks: ['ulimit -n'],
    steps: ['End what holds them, or raise the limit.'],
  }),
  portForward({
    id: 'lost-connection-to-pod',
    pattern: /lost connection to pod/,
    saidBy: 'helm or kubectl on this machine',
    cause:
      'The forwarded connection broke: Tiller restarted, or a load balancer ended an idle connection.',
    checks: [
      POD,
      'kubectl -n kube-system describe pods -l app=helm,name=tiller  (restarts, last state)',
    ],
    steps: [
      "Raise Tiller's memory limit where it was killed; raise the idle time of the load balancer.",
    ],
  }),
];
