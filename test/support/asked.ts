// What a policy asks for: of evidence without endpoints, and of the pair that fixes the incident.
import type { Policy } from '../../src/evidence/policy.js';
import type { Overrides } from '../judge/evidence.js';
import type { Start } from '../terminal/screen.js';

/** A preflight of the healthy pair (Swift 0.11.1, Tiller 2.13.0) under a policy. */
export function asked(policy: Partial<Policy>, rest: Overrides = {}): Overrides {
  return { command: 'preflight', policy: { failOn: 'fail', ...policy }, ...rest };
}

export function preflight(...policy: string[]): Start {
  const args = ['preflight', '--lab', 'swift@0.11.1,tiller@2.13.0', ...policy];
  return () => Promise.resolve(args);
}
