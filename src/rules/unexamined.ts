// The last guard: an endpoint that was not examined is said to be so, whatever other findings come to.
import type { Failure } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import { meansUnexamined, severityOf, type Finding } from '../findings/catalogue.js';
import type { Judged } from './causes.js';
import { factsOf } from '../checks/shared/endpoint-facts.js';

/**
 * The findings with one raised for each endpoint that did not answer and that no other finding which
 * counts speaks of: one that a policy ignores does not count.
 */
export function withUnexamined(
  findings: readonly Judged[],
  { tiller, swift }: Evidence,
): readonly Finding[] {
  return findings.map((finding) => {
    if (finding.outcome !== 'could-not-tell' || isSaid(finding)) return finding;
    if (finding.code === 'tiller-unreachable' && !tiller.version.ok) {
      return unreached('Tiller', tiller.version.failure);
    }
    if (finding.code === 'swift-unreachable' && !swift.tillerVersion.ok) {
      return unreached('Swift', swift.tillerVersion.failure);
    }
    return finding;
  });
}

/** Whether the finding that tells why it could not be told leaves no verdict, or fails the run. */
function isSaid({ cause }: Judged): boolean {
  if (!cause) return false;
  const { code, standing } = cause.finding;
  return meansUnexamined(code) || standing?.counts === true;
}

/** Only where it was looked for in a cluster can it be untold why it was not reached. */
const ADDRESS = 'an address in the cluster';

function unreached(endpoint: 'Tiller' | 'Swift', failure: Failure): Finding {
  const code = endpoint === 'Tiller' ? 'tiller-unreachable' : 'swift-unreachable';
  const facts = factsOf(endpoint, ADDRESS, failure);
  return { code, outcome: severityOf(code), hop: failure.hop, facts, reason: null };
}
