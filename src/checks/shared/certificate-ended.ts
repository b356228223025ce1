import type { RaisedFinding } from '../define.js';

/** Whether the certificate that ends first is one of this client, or of a server, and has ended. */
export function certificateEnded(finding: RaisedFinding, whose: 'client' | 'server'): boolean {
  if (finding.code !== 'tls-expires-soon') return false;
  const [first] = finding.facts.certificates;
  if (first === undefined || first.daysLeft >= 0) return false;
  return first.whose.startsWith('this client') === (whose === 'client');
}
