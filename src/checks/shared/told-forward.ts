// Texts in which a forwarded port names its own cause: of the kubelet, or of the API server about it.
import type { Told } from './told.js';

const KUBELET_LOGS = 'kubectl logs of any pod on that node fails alike.';

export const FORWARD = {
  socatMissing: {
    pattern: /socat not found|failed to find socat|"socat": executable file not found/,
    cause: 'Port-forwards need socat on the node, and this node has none.',
    certainty: 'certain',
    steps: ['Install socat on every node (package socat).'],
  },
  nothingListens: {
    pattern:
      /socat\[\d+\] E connect\(.*Connection refused|dial tcp4? (?:127\.0\.0\.1|\[?::1\]?):\d+: connect: connection refused|failed to connect to localhost:\d+ inside namespace/,
    cause:
      'The pod was reached, but nothing listens on that port in it: the program is starting, has crashed, or listens elsewhere.',
    certainty: 'certain',
    steps: ['Wait until the pod is ready; Tiller logs `GRPC listening on` with its address.'],
  },
  localhostUnresolvable: {
    pattern: /socat\[\d+\] E getaddrinfo\("localhost"/,
    cause: 'The node or pod cannot resolve localhost.',
    certainty: 'certain',
    steps: ["Mend the node's /etc/hosts."],
  },
  podUnknownToNode: {
    pattern: /pod does not exist|pod not found \("/,
    cause:
      'The API server asked a node that does not have the pod: two nodes share an address, as with NAT of virtual machines.',
    certainty: 'likely',
    steps: [
      'kubectl get nodes -o wide: do two share an INTERNAL-IP? Start each kubelet with --node-ip of its own.',
    ],
  },
  kubeletRefuses: {
    pattern:
      /^\s*Unauthorized\s*$|unable to upgrade connection: (?:Unauthorized|Forbidden)|Forbidden \(user=.*resource=nodes/,
    cause: 'The API server has no valid credentials for the kubelet of that node.',
    certainty: 'certain',
    steps: [
      KUBELET_LOGS,
      "Mend the API server's kubelet client certificate, or its RBAC (system:kubelet-api-admin).",
    ],
  },
  kubeletCertificate: {
    pattern: /error dialing backend: x509:/,
    cause:
      "The API server does not trust the kubelet's certificate. It is no matter of Tiller's TLS: the address is that of a node.",
    certainty: 'certain',
    steps: [KUBELET_LOGS, "Issue the kubelet's serving certificate with the node's address in it."],
  },
  nodeUnresolvable: {
    pattern: /dial tcp: lookup \S+/,
    cause: "The API server cannot resolve the node's name.",
    certainty: 'certain',
    steps: [
      KUBELET_LOGS,
      "Put the node into the masters' DNS, or let the API server prefer InternalIP.",
    ],
  },
  noTunnels: {
    pattern: /No SSH tunnels currently open|No agent available/,
    cause: 'The hosted control plane has no tunnel to the nodes: a firewall or missing SSH keys.',
    certainty: 'certain',
    steps: [KUBELET_LOGS, 'Open the firewall from the control plane to the nodes.'],
  },
} as const satisfies Record<string, Told>;
