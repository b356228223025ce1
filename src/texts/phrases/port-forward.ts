// Texts of a port-forward, which helm opens to reach Tiller.
import { change, describeTiller, LET_IN_BY_KUBELETS, look, tillerPods } from '../steps.js';
import type { Phrase } from '../types.js';

const KUBELET_LOGS = look(
  'See whether the nodes are ready, and which addresses they have.',
  'kubectl get nodes -o wide',
);

function portForward(
  rest: Pick<Phrase, 'id' | 'pattern' | 'saidBy' | 'cause' | 'steps'> & Partial<Phrase>,
): Phrase {
  return {
    hops: ['port-forward'],
    certainty: 'certain',
    findings: ['port-forward-failed', 'tiller-unreachable'],
    ...rest,
  };
}

export const PORT_FORWARD_PHRASES: readonly Phrase[] = [
  portForward({
    id: 'socat-missing',
    pattern:
      /(?:unable to do port forwarding: )?(?<tool>socat|nsenter) not found|failed to find (?:socat|nsenter)(?:: exec: [^\n]{0,80}?\$PATH)?|\\?"(?:socat|nsenter)\\?": executable file not found/,
    saidBy: 'the kubelet of the node',
    cause: ({ tool = 'socat' }) =>
      `Port-forwards need ${tool} on the node, and this node has none.`,
    steps: ({ tool = 'socat' }) => [
      change(
        `Install ${tool} on every node (${tool === 'nsenter' ? 'nsenter is in the package util-linux' : 'package socat'}).`,
      ),
    ],
  }),
  portForward({
    id: 'localhost-unresolvable-in-pod',
    pattern: /socat\[[\d.]+\] E getaddrinfo\("localhost"[^\n]{0,120}/,
    saidBy: 'the kubelet of the node',
    cause: 'The node or pod cannot resolve localhost.',
    steps: [change("Put localhost into the node's /etc/hosts.")],
  }),
  portForward({
    id: 'pod-replaced',
    pattern:
      /pod not found \(\\?"(?<pod>[^"\\\n]{1,253})|network namespace for sandbox \\?"[^"\\\n]{1,80}\\?" is closed|container not running|No such container: \w{1,64}/,
    saidBy: 'a kubelet',
    cause: ({ pod }) =>
      `The kubelet no longer has the pod${pod === undefined ? '' : ` ${pod}`}: the pod was replaced or deleted between the search and the port-forward, as in an upgrade of Tiller.${pod === undefined ? ' An old containerd says the same of a pod with the network of its node (hostNetwork).' : ''}`,
    certainty: 'likely',
    steps: (_groups, scene) => [
      tillerPods(scene),
      look('Run the command again when the new pod is ready.'),
    ],
  }),
  portForward({
    id: 'pod-does-not-exist',
    pattern: /pod does not exist/,
    saidBy: 'a kubelet',
    hops: ['api-server->kubelet'],
    cause:
      'The API server asked a node that does not have the pod: two nodes share an address, as with NAT of virtual machines.',
    certainty: 'likely',
    steps: [
      KUBELET_LOGS,
      change('If two nodes share an INTERNAL-IP, start each kubelet with --node-ip of its own.'),
    ],
  }),
  portForward({
    id: 'kubelet-refuses-api-server',
    pattern:
      /unable to upgrade connection: (?:Unauthorized|(?:Forbidden|Authorization error)(?: \([^)\n]{0,200}\))?)|Forbidden \(user=[^)\n]{0,160}resource=nodes[^)\n]{0,80}\)/,
    saidBy: 'a kubelet, to the API server',
    hops: ['api-server->kubelet'],
    cause: 'The API server has no valid credentials for the kubelet of this node.',
    steps: [LET_IN_BY_KUBELETS],
  }),
  portForward({
    id: 'upgrade-not-found',
    pattern:
      /(?<internal>Internal error occurred: )?unable to upgrade connection: (?:404 page not found|Not Found)/,
    saidBy: 'a kubelet, or what stands before it',
    hops: ({ internal }) =>
      internal === undefined
        ? ['api-server->kubelet', 'client->kubernetes']
        : ['api-server->kubelet'],
    decides:
      'Whether `kubectl logs` of the same pod works: logs take the same path to the node, without an upgrade.',
    cause: ({ internal }) =>
      `The request for a port-forward was answered with "not found". ${internal === undefined ? 'What answers at the port of the kubelet offers no port-forward, or a proxy before the API server does not pass the path.' : 'The API server says this of the node: what answers at the port of its kubelet offers no port-forward.'}`,
    certainty: 'likely',
    steps: [
      KUBELET_LOGS,
      look(
        'See which program is the kubelet of the node, and which version it has.',
        'kubectl get nodes -o wide',
      ),
    ],
  }),
  portForward({
    id: 'upgrade-not-passed',
    pattern:
      /Upgrade request required|unable to upgrade connection: ?(?=["'`)<.\n]|$)|HTTP \d{3} to a request with Upgrade(?:: "[^"\n]{0,120}")?/,
    saidBy: 'the Kubernetes API server, of a request that arrived without its Upgrade header',
    hops: ['client->kubernetes'],
    cause:
      'A load balancer or proxy before the API server removes the Upgrade header of the request (an HTTP balancer, such as a classic ELB in HTTP mode, Rancher or a reverse proxy). Only port-forwards, exec and attach fail; other calls of the API work.',
    certainty: 'likely',
    findings: ['port-forward-failed'],
    steps: [
      look("Let the kubeconfig name the API server's own address."),
      change(
        'Or let the balancer pass TCP, or pass Upgrade and Connection (nginx: proxy_http_version 1.1 with both headers).',
      ),
    ],
  }),
  portForward({
    id: 'port-forward-not-sent',
    pattern: /error sending request:? ?(?=["'`)<.\n]|$)/,
    saidBy: 'helm or kubectl on this machine',
    hops: ['client->kubernetes'],
    cause:
      'The request for the port-forward did not get through to the API server. What stood behind these words is the reason, and the text ends before it.',
    certainty: 'likely',
    findings: ['port-forward-failed', 'api-server-unreachable'],
    steps: [
      look(
        'Let helm say the whole error: the address of the API server and the reason stand in it.',
        'helm version --debug',
      ),
      look('Ask the API server with the same kubeconfig.', 'kubectl version --request-timeout=10s'),
    ],
  }),
  portForward({
    id: 'pod-not-running',
    pattern:
      /unable to forward port because pod is not running(?:\. Current status=(?<phase>\w+))?/,
    saidBy: 'helm or kubectl on this machine',
    hops: ['cluster'],
    cause: ({ phase }) =>
      `The pod does not run${phase === undefined ? '' : ` (${phase})`}, so that no port of the pod can be forwarded.`,
    findings: ['tiller-not-ready', 'port-forward-failed'],
    steps: (_groups, scene) => [describeTiller(scene)],
  }),
  portForward({
    id: 'no-ssh-tunnels',
    pattern: /No SSH tunnels currently open|No agent available/,
    saidBy: 'the API server of a hosted cluster',
    hops: ['api-server->kubelet'],
    cause: 'The hosted control plane has no tunnel to the nodes: a firewall or missing SSH keys.',
    steps: [KUBELET_LOGS, change('Open the firewall from the control plane to the nodes.')],
  }),
  portForward({
    id: 'node-starts-no-program',
    pattern:
      /fork\/exec (?<program>\S{1,120}): (?:resource temporarily unavailable|cannot allocate memory)|(?<helper>socat|nsenter) command returns error: (?!exit status)[^\n]{0,60}?(?<files>too many open files)/,
    saidBy: 'the kubelet of the node',
    cause: ({ helper, program = helper ?? '', files }) =>
      `The node cannot start ${program}: ${files === undefined ? 'it has no memory, or no number of a process, to spare' : 'its container runtime has as many files open as its limit allows'}. Tiller was not asked.`,
    steps: ({ files }) => [
      files === undefined
        ? look('See which nodes are short of memory or of processes.', 'kubectl describe nodes')
        : change(
            'Raise the limit of open files of the container runtime on this node (containerd: LimitNOFILE in its unit of systemd), and restart the runtime.',
          ),
      ...(files === undefined
        ? [change('End what holds them on the node of the pod, or move pods to other nodes.')]
        : []),
    ],
  }),
  portForward({
    id: 'no-ipv6-listener',
    pattern:
      /(?:Unable to create listener: )?(?:Error )?listen tcp6 \[::1\]\S{0,10}: bind: cannot assign requested address/,
    saidBy: 'helm or kubectl on this machine',
    rank: 'note',
    cause:
      'This machine has no IPv6. Harmless by itself; the port-forward fails where a client then dials `localhost` over IPv6.',
    steps: [look('Write 127.0.0.1 in place of localhost.')],
  }),
  portForward({
    id: 'no-free-port',
    pattern: /could not find an available port/,
    saidBy: 'helm on this machine',
    cause: 'This machine has run out of ports or file descriptors.',
    steps: [
      look('Read the limit of open files.', 'ulimit -n'),
      look('End the programs that hold them, or raise the limit.'),
    ],
  }),
  portForward({
    id: 'local-program-left',
    // The address is that of the listener on this machine; what leads to the pod has none.
    pattern:
      /error copying from (?:local connection to remote stream|remote stream to local connection): (?:(?:readfrom|writeto) tcp[46]? \S{1,120}: )?(?:read|write) tcp[46]? (?<address>127\.\S{1,60}|\[::1\]\S{1,60}|localhost\S{1,60}?)->\S{1,120}: (?:(?:read|write): )?(?:connection reset by peer|broken pipe|wsa(?:recv|send): An (?:existing|established) connection was [^\n"]{0,100})/,
    saidBy: 'helm or kubectl on this machine',
    rank: 'symptom',
    certainty: 'likely',
    cause:
      'The program on this machine that used the forwarded port closed its connection before all data had passed. The port-forward itself and the pod are not concerned. A program that has got its answer does so, too.',
    findings: [],
    steps: [
      look('Read what the program on this machine says: its own time-out can have ended the call.'),
    ],
  }),
  portForward({
    id: 'lost-connection-to-pod',
    pattern:
      /[Ll]ost connection to pod|(?:error forwarding port (?<port_pod>\d{1,5})[^\n]{0,300}?)?[Tt]imed out waiting for (?:data stream|streams)|error creating (?:error|forwarding) stream for port \d{1,5} -> (?<port>\d{1,5}): (?:Timeout occurr?ed|EOF)/,
    saidBy: 'helm or kubectl on this machine',
    rank: 'symptom',
    certainty: 'likely',
    cause: ({ port = '44134' }) =>
      `The forwarded connection broke: ${port === '44134' ? 'Tiller restarted' : `the program on port ${port} of the pod, which is not that of Tiller, restarted`}, or a load balancer ended an idle connection.`,
    steps: (_groups, scene) => [
      tillerPods(scene),
      describeTiller(scene),
      change(
        "If the last state is OOMKilled, raise Tiller's memory limit. Otherwise raise the idle time of the load balancer.",
      ),
    ],
  }),
];
