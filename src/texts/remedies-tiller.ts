// What to do where Tiller, Swift or a chart repository is asked.
import { classOf } from './classes.js';
import {
  ASK_PORT_OF_TILLER,
  change,
  CLIENT_CERTIFICATE,
  describeTiller,
  look,
  ofTiller,
  PODS_OF_SWIFT,
  tillerLog,
  tillerPods,
  VERSIONS,
} from './steps.js';
import type { Step } from './step.js';
import type { Trouble } from './tails.js';
import type { Groups, Scene } from './types.js';

const HANDSHAKE = look(
  'Read the certificate that the port shows. HOST is its address.',
  'openssl s_client -connect HOST:44134 -showcerts </dev/null',
);
const VERIFY = look(
  'Check the certificate against an authority. HOST, URL and FILE are yours.',
  'swiftcheck versions --tiller HOST:44134 --tls-verify --tls-ca-cert FILE --swift URL',
);
const RENEW = change(
  "Renew Tiller's certificate in its Secret (tiller-secret by default), and restart Tiller, which reads it at its start. If the certificate is valid, set the clock of the other side.",
);
const PASS_GRPC = [
  ASK_PORT_OF_TILLER,
  change(
    'If a proxy or an ingress has to stand in between, let it pass gRPC (HTTP/2) to Tiller; in the ingress of nginx the annotation backend-protocol: GRPC.',
  ),
];
const TILLERS_AUTHORITY =
  "issued by the authority that Tiller's Secret holds (tiller-secret by default)";

function openPortForward(scene: Scene, why: string): Step {
  return look(
    `Open a port-forward to Tiller, and leave it open: ${why}.`,
    ofTiller(scene, 'port-forward', 'deployment/tiller-deploy', '44134'),
  );
}

/** helm, or another client, asks Tiller. */
export function clientAsksTiller(trouble: Trouble, { address }: Groups, scene: Scene): Step[] {
  switch (classOf(trouble)) {
    case 'trust':
      return [look('Give helm the authority of the certificate with --tls-ca-cert FILE.'), VERIFY];
    case 'name':
      return [
        HANDSHAKE,
        change(
          'helm 2.10.0 and newer: name one of the names of the certificate with --tls-hostname NAME. Or issue the certificate with the address 127.0.0.1, the end of a port-forward, too.',
        ),
      ];
    case 'date':
      return [HANDSHAKE, RENEW];
    case 'use':
      return [HANDSHAKE, change("Issue Tiller's certificate for server authentication.")];
    case 'scheme':
      return [VERSIONS, change('Leave out --tls, or switch TLS on in Tiller.')];
    case 'client-certificate':
      return [
        look(`Give helm --tls-cert and --tls-key with a certificate ${TILLERS_AUTHORITY}.`),
        CLIENT_CERTIFICATE,
      ];
    case 'refused':
      return /^(?:127\.|localhost|\[?::1)/.test(address ?? '')
        ? [openPortForward(scene, 'without it nothing listens at this address'), tillerPods(scene)]
        : [
            tillerPods(scene),
            look(
              "Compare the address with Tiller's Service. From outside the cluster a port-forward is needed.",
              ofTiller(scene, 'get', 'service,endpoints', '-l', 'app=helm,name=tiller'),
            ),
          ];
    case 'dns':
      return [
        look(
          'Compare the name with that of the Service of Tiller. Outside the cluster such names do not resolve.',
          ofTiller(scene, 'get', 'service', '-l', 'app=helm,name=tiller'),
        ),
      ];
    case 'protocol':
      return [VERSIONS, ...PASS_GRPC];
    case 'broken':
      return [describeTiller(scene), VERSIONS];
    case 'notation':
      return [
        change(
          'Write HOST:44134 as the address of Tiller, without http:// and without a path; helm: HELM_HOST or --host.',
        ),
      ];
    default:
      return [
        ...(trouble === 'not-connected'
          ? [openPortForward(scene, 'outside of the cluster Tiller is not reached without it')]
          : []),
        look(
          'See which host and which proxy the client uses.',
          'env | grep -i -E "helm_host|proxy"',
        ),
        VERSIONS,
        tillerPods(scene),
        look(
          'Write HOST:44134 in HELM_HOST, with the port; write 127.0.0.1 in place of localhost; add the host to NO_PROXY.',
        ),
      ];
  }
}

/** Swift asks Tiller. */
export function swiftAsksTiller(trouble: Trouble, _groups: Groups, scene: Scene): Step[] {
  switch (classOf(trouble)) {
    case 'notation':
      return [change('Write --tiller-endpoint=HOST:44134, without http://.')];
    case 'trust':
      return [VERIFY, change('Give Swift the authority of the certificate with --tiller-ca-file.')];
    case 'name':
      return [
        HANDSHAKE,
        change(
          'Issue the certificate for tiller-deploy, tiller-deploy.NAMESPACE and tiller-deploy.NAMESPACE.svc: Swift dials the Service by name.',
        ),
      ];
    case 'date':
      return [HANDSHAKE, RENEW];
    case 'use':
      return [HANDSHAKE, change("Issue Tiller's certificate for server authentication.")];
    case 'scheme':
      return [
        VERSIONS,
        change('Set --tiller-insecure-skip-verify on Swift, or switch TLS on in Tiller.'),
      ];
    case 'client-certificate':
      return [
        change(
          `Give Swift --tiller-client-cert-file and --tiller-client-private-key-file with a certificate ${TILLERS_AUTHORITY}.`,
        ),
      ];
    case 'refused':
      return [
        tillerPods(scene),
        look(
          'See whether the Service of Tiller has endpoints, and whether Tiller listens on all addresses (--listen).',
          ofTiller(scene, 'get', 'service,endpoints', '-l', 'app=helm,name=tiller'),
        ),
        tillerLog(scene),
      ];
    case 'protocol':
      return PASS_GRPC;
    case 'dns':
      return [
        look(
          'Compare the name that Swift dials with the Service of Tiller.',
          'kubectl get service --all-namespaces -l app=helm,name=tiller',
        ),
        look(
          "If the name is right, look at the cluster's DNS and at the network of Swift's node.",
          'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide',
        ),
      ];
    default:
      return [
        tillerPods(scene),
        look(
          'See whether the Service of Tiller has endpoints, and whether a NetworkPolicy closes port 44134.',
          ofTiller(scene, 'get', 'service,endpoints,networkpolicies'),
        ),
      ];
  }
}

const SWIFT_LOG = look(
  "Read Swift's log. SWIFT is the pod of Swift.",
  'kubectl -n kube-system logs SWIFT --tail=100',
);

/** Swift's gateway asks Swift's own server, in the same pod. */
export function gatewayAsksSwift(trouble: Trouble): Step[] {
  if (trouble === 'no-greeting') return [SWIFT_LOG];
  switch (classOf(trouble)) {
    case 'trust':
    case 'name':
    case 'date':
    case 'use':
      return [
        change(
          'Run Swift with SSL_CERT_FILE=FILE in its environment, the authority of its own certificate, and with --api-domain=NAME, a name of this certificate.',
        ),
        change('Or end TLS in front of Swift, and serve Swift in plaintext behind that.'),
      ];
    default:
      return [
        change('Let --plaintext-addr name a port only (":9855"), and restart Swift.'),
        change(
          'With TLS: run Swift with SSL_CERT_FILE=FILE and --api-domain=NAME, or end TLS in front of Swift.',
        ),
      ];
  }
}

/** A caller asks Swift's HTTP port. */
export function clientAsksSwift(trouble: Trouble): Step[] {
  switch (classOf(trouble)) {
    case 'trust':
      return [change('Give the caller the authority of the certificate; curl: --cacert FILE.')];
    case 'name':
      return [change('Use a name that the certificate holds.')];
    case 'date':
    case 'use':
      return [change("Renew Swift's certificate, and restart Swift; or set the caller's clock.")];
    case 'scheme':
      return [change('Write http:// for the plaintext port (9855), https:// for the TLS port.')];
    case 'proxy':
      return [
        look('See which proxy this machine uses.', 'env | grep -i proxy'),
        change('Correct HTTPS_PROXY, or add the host of Swift to NO_PROXY.'),
      ];
    default:
      return [PODS_OF_SWIFT];
  }
}

/** The service proxy of the API server asks Swift's pod. */
export function apiServerAsksSwift(trouble: Trouble): Step[] {
  switch (trouble) {
    case 'http2-for-http1':
      return [
        PODS_OF_SWIFT,
        change(
          "Let the Service's targetPort name Swift's HTTP port (9855): these bytes are HTTP/2, so the port speaks gRPC, as Tiller's 44134 does.",
        ),
      ];
    case 'plaintext-to-tls':
      return [change("Write https: before the Service's name: /services/https:NAME:PORT/proxy.")];
    case 'tls-to-plaintext':
      return [look("Leave out https: before the Service's name: /services/NAME:PORT/proxy.")];
    case 'refused':
      return [
        PODS_OF_SWIFT,
        change(
          "Let the Service's targetPort name the port on which Swift listens. If the port is right, Swift's program has ended: read its log.",
        ),
      ];
    default:
      return [
        PODS_OF_SWIFT,
        look(
          'Look for a NetworkPolicy, a firewall or a broken pod network between the API server and the node of Swift.',
          'kubectl get networkpolicies --all-namespaces',
        ),
      ];
  }
}

/** helm forwards a port of Tiller's pod. */
export function forwardAsksPod(trouble: Trouble, _groups: Groups, scene: Scene): Step[] {
  if (trouble === 'not-permitted') {
    return [
      tillerPods(scene),
      change("Let the policy of the pod's node allow socat to connect to ports of pods."),
    ];
  }
  return [
    describeTiller(scene),
    look(
      'Wait until the pod is ready. Tiller logs `GRPC listening on` with its address.',
      ofTiller(scene, 'logs', 'deployment/tiller-deploy', '--tail=50'),
    ),
  ];
}

/** A chart is fetched. */
export function fetchesChart(trouble: Trouble): Step[] {
  switch (classOf(trouble)) {
    case 'trust':
      return [
        change(
          'Let the program that fetches the chart trust the authority of the repository. helm: --ca-file FILE. Swift: an image whose system authorities include it.',
        ),
      ];
    default:
      return [
        look(
          'Fetch the index of the repository from the same place. URL is the repository.',
          'curl -sSI URL/index.yaml',
        ),
      ];
  }
}
