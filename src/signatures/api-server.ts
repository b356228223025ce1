// Answers of a Kubernetes API server in front of Swift: objects of kind Status, not Swift's errors.
import type { Signature } from './types.js';

const THROUGH =
  'swiftcheck versions --tiller HOST:44134 --swift URL --token-file FILE --cacert FILE';

export const API_SERVER_SIGNATURES: readonly Signature[] = [
  {
    id: 'no-endpoints',
    pattern: /no endpoints available for service \\?"(?<service>[^"\\]+)/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      "No pod behind the Service is ready, or the URL names no port although the Service's port has a name.",
    certainty: 'certain',
    findings: ['service-without-endpoints'],
    checks: [THROUGH, 'kubectl -n kube-system get endpoints helm-api'],
    steps: [
      'Write the port into the URL (/services/NAME:PORT/proxy), and look why the pod is not ready.',
    ],
  },
  {
    id: 'service-not-found',
    pattern: /services \\?"(?<service>[^"\\]+)\\?" not found/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      'There is no Service of that name in that namespace, or one without Endpoints: the service proxy answers both alike.',
    certainty: 'certain',
    findings: ['service-missing'],
    checks: ['kubectl get svc,endpoints --all-namespaces | grep -i -e swift -e helm', THROUGH],
    steps: [
      'Correct name or namespace in the URL. A Service without a selector needs Endpoints that are written by hand.',
    ],
  },
  {
    id: 'unauthorized-by-api-server',
    pattern:
      /"kind":\s*"Status".*"reason":\s*"Unauthorized"|"reason":\s*"Unauthorized".*"kind":\s*"Status"/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause: 'The token or client certificate is not valid there, or none was sent.',
    certainty: 'certain',
    findings: ['unauthorized'],
    checks: [THROUGH, 'kubectl auth can-i get services/proxy -n kube-system'],
    steps: ['Use the token of an account that is valid now.'],
  },
];
