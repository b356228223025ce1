// What the rules about reaching an endpoint share.
import type { FindingCode } from '../../findings/catalogue.js';
import type { PROXY_FINDINGS } from '../../findings/proxy.js';
import type { CLUSTER_FINDINGS } from '../../findings/cluster.js';
import type { REACH_FINDINGS } from '../../findings/reach.js';
import type { TLS_FINDINGS } from '../../findings/tls.js';

/** The codes whose facts are those of an endpoint. */
export type EndpointCode = FindingCode &
  (
    | keyof typeof REACH_FINDINGS
    | keyof typeof PROXY_FINDINGS
    | keyof typeof TLS_FINDINGS
    | Exclude<keyof typeof CLUSTER_FINDINGS, 'forbidden-in-cluster'>
  );

export { factsOf, refusedCertificate, transportCode } from '../../checks/shared/endpoint-facts.js';
