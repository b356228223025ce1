import type { Analysis } from '../../analysis/analysis.js';
import { couldNotTell, pass, raise, type Rule } from '../rule.js';
import { factsOf } from './endpoint.js';
import { isSilence, swiftFailure } from '../../analysis/swift-failure.js';
import { whatIsSpoken } from '../../checks/shared/tiller-speaks.js';

export { whatIsSpoken };

/** The gateway's words when its call to Swift's own server fails. */
const GATEWAY_ALONE = 'all SubConns are in TransientFailure';

/** Whether a Swift that answers can talk to its Tiller. */
export const swiftToTiller: Rule = {
  code: 'swift-cannot-reach-tiller',
  needs: [],
  judge: ({ evidence: { swift, tiller }, swift: { declaredRelease, contradicted } }) => {
    if (swift.tillerVersion.ok) return pass('swift-cannot-reach-tiller', {}, 'swift->tiller');
    const { failure } = swift.tillerVersion;
    if (swiftFailure(swift)) {
      const reason = `Swift was not reached: ${failure.message}`;
      return couldNotTell('swift-cannot-reach-tiller', reason, "Swift's answer");
    }
    const facts = factsOf('Swift', swift.target.url, failure);
    const declared = declaredRelease && !contradicted && { declared: declaredRelease.version };
    return failure.message.includes(GATEWAY_ALONE) && !isSilence(failure)
      ? raise('swift-gateway-cannot-reach-itself', facts, 'gateway->swift')
      : raise(
          'swift-cannot-reach-tiller',
          { ...facts, ...whatIsSpoken(tiller), ...declared },
          'swift->tiller',
        );
  },
};

/** The way to Swift's port was open, and nothing is behind it. */
const NOTHING_LISTENS = /no endpoints available|connection refused/i;

/**
 * For a fault that Swift's arguments show: undefined, as usual, where Swift was seen to fail, too; false where
 * it was not asked. Then it may be another program, which takes them.
 */
export function seenToFail({ evidence: { swift, cluster } }: Analysis): false | undefined {
  const pods = cluster?.swift?.pods?.ok === true ? cluster.swift.pods.value : [];
  const noneReady = pods.length > 0 && pods.every(({ trouble }) => trouble !== null);
  const failure = swiftFailure(swift);
  const throughCluster = failure?.kind === 'kubernetes-status' || failure?.kind === 'port-forward';
  const seen = noneReady || !failure || (throughCluster && NOTHING_LISTENS.test(failure.message));
  return seen ? undefined : false;
}
