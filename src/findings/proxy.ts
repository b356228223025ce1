// Findings about what stands in front of Swift: above all the service proxy of a Kubernetes API server.
import { endpoint } from './endpoint.js';
import type { Entry } from './types.js';

export const PROXY_FINDINGS = {
  unauthorized: endpoint(
    'The credentials are accepted',
    ({ address }) => `The credentials are not accepted at ${address}`,
    () => ({
      cause:
        'The server in front of Swift (usually the Kubernetes API server) wants to know who asks.',
      next: [
        'Pass --token or --token-file, or --cert and --key, of an account that is valid there.',
      ],
    }),
  ),
  'forbidden-by-rbac': endpoint(
    'RBAC lets the account through to Swift',
    () => 'The Kubernetes API server forbids the way to Swift',
    () => ({
      cause:
        "This is a Kubernetes Status object: RBAC refused it. Swift's own 403 for size looks alike but has a gRPC code.",
      next: [
        'Grant the account `get` (and for --size `create`) on services/proxy of that Service.',
      ],
    }),
  ),
  'service-missing': endpoint(
    'The Service of the URL exists',
    () => 'There is no such Service',
    () => ({
      cause: 'The Kubernetes API server knows no Service of that name in that namespace.',
      next: ['kubectl get svc --all-namespaces -l app=swift'],
    }),
  ),
  'service-without-endpoints': endpoint(
    'The Service has an endpoint that is ready',
    () => "Swift's Service has no endpoint that is ready",
    () => ({
      cause:
        'No pod behind the Service is ready, or the URL names no port although the port has a name.',
      next: [
        'kubectl get endpoints --all-namespaces -l app=swift',
        'Write the port into the URL: …/services/NAME:PORT/proxy',
      ],
    }),
  ),
  'service-wrong-scheme': endpoint(
    'The API server speaks the scheme that Swift speaks',
    () => "The API server cannot talk to Swift's port",
    () => ({
      cause:
        'With `https:` before the name of the Service the API server speaks TLS to it; without, plaintext.',
      next: ['Add or remove that `https:` in …/services/[https:]NAME:PORT/proxy.'],
    }),
  ),
} satisfies Record<string, Entry<never>>;
