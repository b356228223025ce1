import type { RaisedFinding } from '../define.js';

/** Whether the certificate with the earliest end belongs to that side, and has expired. */
export function certificateEnded(finding: RaisedFinding, whose: 'client' | 'server'): boolean {
  if (finding.code !== 'tls-expires-soon') return false;
  const [first] = finding.facts.certificates;
  if (first === undefined || first.daysLeft >= 0) return false;
  return first.whose.startsWith('this client') === (whose === 'client');
}
