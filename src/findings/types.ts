// The words of a finding, and what a check comes to.
export type { EvidenceKey as Lacking } from '../analysis/missing.js';
export type { Certainty, Explanation, Outcome } from '../checks/define.js';
