// How bad a finding is, in numbers that a later run is compared with.
import { DEFINITIONS } from '../checks/registry.js';
import type { Measures } from '../evidence/policy.js';
import type { Finding } from './catalogue.js';

/** What of a raised finding is compared with a baseline, beside its code. */
export function measuresOf({ code, facts }: Finding): Measures {
  // A code's facts are of the shape that it declares.
  return DEFINITIONS.get(code)?.measures?.(facts as never) ?? {};
}
