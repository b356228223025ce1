import type { Failure, Hop } from '../../evidence/types.js';
import type { Finding } from '../../findings/catalogue.js';
import type { ForbiddenFacts } from '../../findings/cluster.js';
import { raise } from '../rule.js';

/** The finding of what RBAC refused; `null` where it is another failure. */
export function forbidden(
  endpoint: ForbiddenFacts['endpoint'],
  { forbidden: asked, message, httpStatus = 403 }: Failure,
  feature: string,
  hop: Hop,
): Finding | null {
  return asked
    ? raise('forbidden-in-cluster', { endpoint, asked, httpStatus, message, feature }, hop)
    : null;
}
