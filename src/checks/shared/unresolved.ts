// A name that resolved for an earlier call of the run, and does not resolve for the list.
import type { Description } from '../define.js';
import { look } from '../steps.js';

export const UNRESOLVED: Omit<Description, 'seen'> = {
  certainty: 'certain',
  cause: 'An earlier call of this run found the address of that name, and the list did not.',
  steps: [look('Ask the DNS server several times for the name, and compare its answers.')],
};
