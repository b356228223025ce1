// The Service of Swift is not there. Several checks raise the code.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { serviceOf } from '../shared/service-url.js';

declare module '../define.js' {
  interface FindingFacts {
    'service-missing': EndpointFacts;
  }
}

export const SERVICE_MISSING = {
  'service-missing': endpointFinding(
    'The Service of the URL exists',
    ({ address }) => {
      const service = serviceOf(address);
      if (service) {
        return `The API server finds no Service ${service.name} in namespace ${service.namespace}`;
      }
      // The address of --swift-service is NAMESPACE/NAME[:PORT].
      return address.includes('://')
        ? 'There is no such Service'
        : `There is no Service ${address.replace(/:.*$/, '')}`;
    },
    ({ address }) => {
      const service = serviceOf(address);
      return {
        cause: service
          ? 'There is no Service of that name in that namespace, or one without Endpoints: its service proxy answers both alike.'
          : 'The Kubernetes API server knows no Service of that name in that namespace.',
        steps: [
          'kubectl get svc --all-namespaces -l app=swift',
          ...(service ? [`kubectl -n ${service.namespace} get svc,endpoints ${service.name}`] : []),
        ],
      };
    },
  ),
} satisfies Definitions<'service-missing'>;
