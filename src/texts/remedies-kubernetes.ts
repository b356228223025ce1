// What to do where the Kubernetes API or a kubelet is asked.
import { classOf } from './classes.js';
import {
  API_SERVER_STATE,
  change,
  describeTiller,
  LET_IN_BY_KUBELETS,
  look,
  ofTiller,
  restartTiller,
  setTillerAccount,
  tillerPods,
} from './steps.js';
import type { Step } from './step.js';
import type { Trouble } from './tails.js';
import type { Groups, Scene } from './types.js';

const CONTEXT = look(
  'Ask the API server with the same kubeconfig.',
  'kubectl version --request-timeout=10s',
);
const RENEW_KUBECONFIG = look(
  'Fetch the kubeconfig of the cluster again, so that it holds the present authority and address of the API server.',
);
const NO_PROXY =
  'A proxy from HTTPS_PROXY can stand in between. NO_PROXY names the hosts that are asked directly.';

/** helm or kubectl on this machine asks the API server. */
export function clientAsksKubernetes(trouble: Trouble): Step[] {
  switch (classOf(trouble)) {
    case 'trust':
    case 'date':
    case 'use':
      return [CONTEXT, RENEW_KUBECONFIG];
    case 'name':
      return [
        CONTEXT,
        change(
          'Let the kubeconfig name an address that the certificate of the API server holds, or add the address to this certificate.',
        ),
      ];
    case 'credentials':
    case 'client-certificate':
      return [
        look(
          'See which account the API server takes this machine for.',
          'kubectl auth can-i --list',
        ),
        look('Log in again, or renew the token or client certificate of the kubeconfig.'),
      ];
    case 'address':
      return [
        look('See which contexts the kubeconfig has.', 'kubectl config get-contexts'),
        look('Set KUBECONFIG or --kube-context.'),
      ];
    case 'proxy':
      return [
        look('See which proxy this machine uses.', 'env | grep -i proxy'),
        look(
          'Correct the URL of the proxy in HTTPS_PROXY; most proxies are asked over http://. If the API server is reached directly, add its host to NO_PROXY.',
        ),
      ];
    default:
      return [
        CONTEXT,
        look(
          `Compare the address in the kubeconfig with that of the cluster, and look for a firewall or a VPN. ${NO_PROXY}`,
          'kubectl config view --minify',
        ),
      ];
  }
}

/** Tiller asks the API server from its pod. */
export function tillerAsksKubernetes(trouble: Trouble, _groups: Groups, scene: Scene): Step[] {
  switch (classOf(trouble)) {
    case 'trust':
    case 'date':
    case 'use':
      return [
        look(
          "Look for the Secret that holds the authority and the token of Tiller's service account.",
          ofTiller(scene, 'get', 'serviceaccounts,secrets'),
        ),
        change(
          "After a change of the cluster's authority the token Secret holds the old one: delete the Secret of Tiller's service account, so that Kubernetes makes another.",
        ),
        restartTiller(scene, "Restart Tiller's pod, so that it mounts the new authority."),
      ];
    case 'name':
      return [
        look(
          'Read the address that pods use for the API server.',
          'kubectl -n default get service kubernetes',
        ),
        change(
          'Add this address (the ClusterIP) to the certificate of the API server: kubeadm and other installers take extra names.',
        ),
      ];
    case 'credentials':
    case 'client-certificate':
      return [
        look(
          "Look whether the token Secret of Tiller's service account is still there.",
          ofTiller(scene, 'get', 'serviceaccounts,secrets'),
        ),
        restartTiller(
          scene,
          "The token that Tiller's pod mounted was replaced or deleted. Restart the pod, so that it mounts the present one.",
        ),
      ];
    case 'address':
      return [
        look(
          'See whether the Deployment mounts a token, and which account it names.',
          ofTiller(scene, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
        ),
        setTillerAccount(scene),
        change(
          'If helm 2.9.0 made the Deployment, let it mount the token. Tiller restarts.',
          ofTiller(
            scene,
            ...['patch', 'deployment/tiller-deploy', '-p'],
            '{"spec":{"template":{"spec":{"automountServiceAccountToken":true}}}}',
          ),
        ),
      ];
    case 'proxy':
      return [
        look(
          'Look for HTTPS_PROXY and NO_PROXY in the environment of Tiller.',
          ofTiller(scene, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
        ),
        change("Add the address of the API server to NO_PROXY in Tiller's Deployment."),
      ];
    case 'refused':
      return [
        look(
          'See whether the API server has endpoints, and whether pods reach them.',
          'kubectl -n default get endpoints kubernetes',
        ),
        tillerPods(scene),
      ];
    default:
      return [
        tillerPods(scene),
        look(
          "Look at the network of the node: the pods of the network plugin and of kube-proxy, and NetworkPolicies of Tiller's namespace. A load balancer can also drop an idle connection.",
          'kubectl -n kube-system get pods -o wide',
        ),
        restartTiller(scene, 'Restart Tiller, so that it connects again.'),
      ];
  }
}

const NAME_TILLER = change(
  'Swift needs no search where it is given the address: HOST is the name of the Service of Tiller. Set the arguments --connector=direct and --tiller-endpoint=HOST:44134.',
);

/** Swift asks the API server where Tiller is. */
export function swiftAsksKubernetes(trouble: Trouble): Step[] {
  switch (classOf(trouble)) {
    case 'trust':
    case 'date':
    case 'use':
      return [
        change(
          "Delete the token Secret of Swift's service account after a change of the cluster's authority, and restart Swift's pod.",
        ),
        NAME_TILLER,
      ];
    case 'name':
      return [
        look(
          'Read the address that pods use for the API server.',
          'kubectl -n default get service kubernetes',
        ),
        change('Add this address (the ClusterIP) to the certificate of the API server.'),
        NAME_TILLER,
      ];
    case 'credentials':
    case 'client-certificate':
      return [
        change(
          "The token that Swift's pod mounted was replaced or deleted. Restart Swift's pod, so that it mounts the present one.",
        ),
      ];
    default:
      return [
        look(
          "Look at the network and the DNS of the node of Swift's pod.",
          'kubectl get pods --all-namespaces -l app=swift -o wide',
        ),
        NAME_TILLER,
      ];
  }
}

const KUBELET_LOGS = look(
  'See which pods run on NODE, the node of the pod. `kubectl logs` of each fails, too: it uses the same connection.',
  'kubectl get pods --all-namespaces --field-selector=spec.nodeName=NODE',
);

/** The API server asks the kubelet of the node: a port-forward, logs and exec. */
export function apiServerAsksKubelet(trouble: Trouble, { alert }: Groups): Step[] {
  if (alert === 'internal error') {
    return [
      look('Look for certificate signing requests that wait.', 'kubectl get csr'),
      change(
        'Approve the request of the node, if the request is right. CSR is its name.',
        'kubectl certificate approve CSR',
      ),
    ];
  }
  switch (classOf(trouble)) {
    case 'trust':
    case 'name':
    case 'date':
    case 'use':
      return [
        KUBELET_LOGS,
        change("Issue the kubelet's serving certificate with the address of the node in it."),
      ];
    case 'credentials':
    case 'client-certificate':
      return [KUBELET_LOGS, LET_IN_BY_KUBELETS];
    case 'dns':
      return [
        KUBELET_LOGS,
        change(
          'Put the name of the node into the DNS of the API server, or start the API server with --kubelet-preferred-address-types=InternalIP.',
        ),
      ];
    case 'scheme':
      return [
        look(
          'Port 10250 of a kubelet speaks TLS. In a URL of the API server for a node, write https: before its name: /api/v1/nodes/https:NODE:10250/proxy/.',
        ),
      ];
    case 'refused':
      return [
        look('See whether the node is ready.', 'kubectl get nodes -o wide'),
        change('Start the kubelet of this node: nothing listens on its port 10250.'),
      ];
    default:
      return [
        look(
          'See whether the node is ready, and which address it has.',
          'kubectl get nodes -o wide',
        ),
        change(
          'Open the firewall from the API server to port 10250 of the nodes. The address ranges of nodes, pods and other networks must not overlap.',
        ),
      ];
  }
}

/** The API server asks its database. */
export function apiServerAsksEtcd(): Step[] {
  return [
    API_SERVER_STATE,
    look('See whether etcd runs.', 'kubectl -n kube-system get pods -l component=etcd -o wide'),
  ];
}

/** The kubelet calls Tiller's checks. */
export function kubeletAsksTiller(_trouble: Trouble, _groups: Groups, scene: Scene): Step[] {
  return [
    describeTiller(scene),
    look(
      'A Tiller that lists many revisions answers its checks late: compare its memory and CPU limits with its use.',
      ofTiller(scene, 'top', 'pods', '-l', 'app=helm,name=tiller'),
    ),
    look(
      "If other pods of the node fail their checks too, look at the node's firewall and network plugin.",
      'kubectl get pods --all-namespaces -o wide',
    ),
  ];
}
