// The Service of Swift does not exist. Several checks raise the code.
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { serviceOf } from '../shared/service-url.js';
import { look } from '../steps.js';

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
        ? 'The API server does not find the Service of the URL'
        : `The API server finds no Service ${address.replace(/:.*$/, '')}`;
    },
    ({ address }, shell) => {
      const service = serviceOf(address);
      return {
        cause: service
          ? 'The namespace has no Service of this name, or the Service has no Endpoints. The service proxy gives the same answer for both.'
          : 'The namespace has no Service of this name.',
        certainty: service ? 'possible' : 'certain',
        steps: [
          look(
            'List the Services of Swift. A chart can give the Service another name.',
            shell.kubectl(null, ['get', 'services', '--all-namespaces', '-l', 'app=swift']),
          ),
          ...(service
            ? [
                look(
                  'Look at this Service and at its Endpoints.',
                  shell.kubectl(service.namespace, ['get', 'services,endpoints', service.name]),
                ),
              ]
            : []),
        ],
      };
    },
  ),
} satisfies Definitions<'service-missing'>;
