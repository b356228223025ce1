// The last guard: the report says so if an endpoint was not examined, whatever the other findings say.
import type { Failure } from '../evidence/observation.js';
import type { Analysis } from '../analysis/analysis.js';
import type { Finding } from '../checks/define.js';
import { meansUnexamined } from '../checks/registry.js';
import { swiftUnreachable } from '../checks/swift-unreachable/check.js';
import { tillerUnreachable } from '../checks/tiller-unreachable/check.js';
import type { JudgedFinding } from './causes.js';
import { factsOf } from '../checks/shared/endpoint-facts.js';

/**
 * The findings, with one raised for each endpoint that did not answer and is not covered by another finding
 * that counts. A finding that a policy ignores does not count.
 */
export function withUnexamined(
  findings: readonly JudgedFinding[],
  analysis: Analysis,
): readonly Finding[] {
  const { tiller, swift } = analysis.evidence;
  return findings.map((finding) => {
    if (finding.outcome !== 'unknown' || isSaid(finding)) return finding;
    if (finding.code === 'tiller-unreachable' && !tiller.version.ok) {
      return unreached(analysis, 'Tiller', tiller.version.failure);
    }
    if (finding.code === 'swift-unreachable' && !swift.tillerVersion.ok) {
      return unreached(analysis, 'Swift', swift.tillerVersion.failure);
    }
    return finding;
  });
}

/** Whether the finding that explains the missing evidence leaves the verdict open, or fails the run. */
function isSaid({ cause }: JudgedFinding): boolean {
  if (!cause) return false;
  const { code, standing } = cause.finding;
  return meansUnexamined(code) || standing?.counts === true;
}

/** Only a search in a cluster can leave open why the endpoint was not reached. */
const ADDRESS = 'an address in the cluster';

function unreached(analysis: Analysis, endpoint: 'Tiller' | 'Swift', failure: Failure): Finding {
  const facts = factsOf(endpoint, ADDRESS, failure);
  return endpoint === 'Tiller'
    ? tillerUnreachable.raise(analysis, 'tiller-unreachable', facts, failure.hop)
    : swiftUnreachable.raise(analysis, 'swift-unreachable', facts, failure.hop);
}
