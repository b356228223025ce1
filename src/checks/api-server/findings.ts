// A kubeconfig without a usable API server. Several checks raise these codes.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { look } from '../steps.js';

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
    (_facts, shell) => ({
      cause: 'The kubeconfig has no usable cluster or user for this context.',
      certainty: 'certain',
      steps: [
        look(
          'Look at the clusters, users and contexts of the kubeconfig.',
          shell.kubectl(null, ['config', 'view']),
        ),
      ],
    }),
  ),
  'credentials-unavailable': endpointFinding(
    'The kubeconfig has credentials for the cluster',
    () => 'The kubeconfig returned no usable credentials for the cluster',
    (_facts, shell) => ({
      cause: 'The exec plugin, a file or a certificate of the kubeconfig for this context failed.',
      certainty: 'certain',
      steps: [
        look(
          'Run kubectl with the same context. It prints the error of the plugin, the file or the certificate.',
          shell.kubectl(null, ['get', 'pods']),
        ),
      ],
    }),
  ),
} satisfies Definitions<'context-unusable' | 'credentials-unavailable'>;
