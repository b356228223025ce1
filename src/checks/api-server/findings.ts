// A kubeconfig that leads to no API server. Several checks raise these codes.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';

declare module '../define.js' {
  interface FindingFacts {
    'context-unusable': EndpointFacts;
    'credentials-unavailable': EndpointFacts;
  }
}

export const KUBECONFIG_FINDINGS = {
  'context-unusable': endpointFinding(
    'The context of the kubeconfig can be used',
    () => 'The context of the kubeconfig cannot be used',
    () => ({
      cause: 'The kubeconfig does not say where this cluster is, or as whom to ask it.',
      steps: [
        'kubectl config view shows what the contexts name; kubectl fails with this one alike.',
      ],
    }),
  ),
  'credentials-unavailable': endpointFinding(
    'The kubeconfig yields credentials',
    () => 'The kubeconfig yields no credentials for the cluster',
    () => ({
      cause: 'What the kubeconfig names for this user, a program or a file, did not yield them.',
      steps: [
        'kubectl get pods with the same context shows the message of that program, or about that file.',
      ],
    }),
  ),
} satisfies Definitions<'context-unusable' | 'credentials-unavailable'>;
