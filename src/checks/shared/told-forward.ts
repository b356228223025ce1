// Texts of the kubelet, or of the API server about the kubelet, that contain the cause of a failed port-forward.
import { change, look } from '../steps.js';
import type { Told } from './told.js';

const KUBELET_LOGS = look(
  'Read the log of any pod on that node with kubectl. It fails with the same error.',
);

export const FORWARD = {
  socatMissing: {
    pattern: /socat not found|failed to find socat|"socat": executable file not found/,
    cause: 'A port-forward needs socat on the node, and this node does not have it.',
    certainty: 'certain',
    steps: [change('Install the package socat on every node.')],
  },
  nothingListens: {
    pattern:
      /socat\[\d+\] E connect\(.*Connection refused|dial tcp4? (?:127\.0\.0\.1|\[?::1\]?):\d+: connect: connection refused|failed to connect to localhost:\d+ inside namespace/,
    cause:
      'The node reached the pod, but nothing listens on that port. The program is starting, has crashed, or listens on another port.',
    certainty: 'possible',
    steps: [
      look('Wait until the pod is ready. Tiller then logs its address after `GRPC listening on`.'),
    ],
  },
  localhostUnresolvable: {
    pattern: /socat\[\d+\] E getaddrinfo\("localhost"/,
    cause: 'The node or pod cannot resolve localhost.',
    certainty: 'certain',
    steps: [change('Fix /etc/hosts of the node.')],
  },
  podUnknownToNode: {
    pattern: /pod does not exist|pod not found \("/,
    cause:
      'The API server asked a node that does not have the pod. Usually two nodes share an address, for example behind the NAT of virtual machines.',
    certainty: 'likely',
    steps: [
      look('See whether two nodes share an INTERNAL-IP.', 'kubectl get nodes -o wide'),
      change('Start each kubelet with a `--node-ip` of its own.'),
    ],
  },
  kubeletRefuses: {
    pattern:
      /^\s*Unauthorized\s*$|unable to upgrade connection: (?:Unauthorized|Forbidden)|Forbidden \(user=.*resource=nodes/,
    cause: 'The API server has no valid credentials for the kubelet of that node.',
    certainty: 'certain',
    steps: [
      KUBELET_LOGS,
      change(
        "Fix the API server's client certificate for the kubelet, or its RBAC (system:kubelet-api-admin).",
      ),
    ],
  },
  kubeletCertificate: {
    pattern: /error dialing backend: x509:/,
    cause:
      "The API server does not trust the kubelet's certificate. This does not concern the TLS of Tiller: the address is that of a node.",
    certainty: 'certain',
    steps: [
      KUBELET_LOGS,
      change("Issue the kubelet's serving certificate again, with the address of the node."),
    ],
  },
  nodeUnresolvable: {
    pattern: /dial tcp: lookup \S+/,
    cause: "The API server cannot resolve the node's name.",
    certainty: 'certain',
    steps: [
      KUBELET_LOGS,
      change('Add the node to the DNS of the masters, or let the API server prefer InternalIP.'),
    ],
  },
  noTunnels: {
    pattern: /No SSH tunnels currently open|No agent available/,
    cause:
      'The hosted control plane has no tunnel to the nodes. A firewall is in between, or SSH keys are missing.',
    certainty: 'possible',
    steps: [KUBELET_LOGS, change('Open the firewall from the control plane to the nodes.')],
  },
} as const satisfies Record<string, Told>;
