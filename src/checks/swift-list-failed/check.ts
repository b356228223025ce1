// Whether Swift sends its list. Errors with a finding of their own are left to that finding.
import { isSilence, swiftFailure } from '../../analysis/swift-failure.js';
import type { Failure } from '../../evidence/observation.js';
import { isEmptyStreamError } from '../../knowledge/swift-errors.js';
import { ANSWER_UNREADABLE } from '../answer-unreadable/findings.js';
import { CLIENT_ERROR } from '../client-error/findings.js';
import { defineCheck } from '../define.js';
import { LIST_OVER_CEILING } from '../list-over-ceiling/findings.js';
import { OUT_OF_TIME } from '../out-of-time/findings.js';
import { PORT_FORWARD_FAILED } from '../port-forward-failed/findings.js';
import { connectionCode, factsOf, refusedCertificate } from '../shared/endpoint-facts.js';
import { failureFacts } from '../shared/failure-facts.js';
import { AT_SWIFT } from '../shared/link-groups.js';
import { knownHop, SERVICE_PROXY, SWIFT_LIST } from '../shared/known-cause.js';
import { TLS_FINDINGS } from '../tls/findings.js';
import { FORBIDDEN_BY_RBAC, UNAUTHORIZED } from '../unauthorized/findings.js';
import { SWIFT_LIST_FINDINGS, type SwiftListFailedFacts } from './findings.js';

export const swiftListFailed = defineCheck({
  group: 'lists',
  after: 'tiller-list-failed',
  code: 'swift-list-failed',
  findings: {
    ...SWIFT_LIST_FINDINGS,
    ...OUT_OF_TIME,
    ...ANSWER_UNREADABLE,
    ...CLIENT_ERROR,
    ...LIST_OVER_CEILING,
    ...UNAUTHORIZED,
    ...FORBIDDEN_BY_RBAC,
    ...TLS_FINDINGS,
    ...PORT_FORWARD_FAILED,
  },
  needs: {},
  run: ({ evidence, sizeError, otherTiller }, { raise, pass, skip, unknown }) => {
    const { swift } = evidence;
    const { list } = swift;
    if (!list) return skip('This command does not list the releases.');
    if (list.ok) return pass({}, AT_SWIFT);
    const { failure } = list;
    const facts: SwiftListFailedFacts = {
      ...failureFacts(failure),
      ...(otherTiller !== null && { otherTiller }),
      ...(otherTiller === null && evidence.tiller.list?.ok && { listedDirectly: true }),
    };
    const endpointFacts = factsOf('Swift', swift.target.url, failure);
    const atApiServer = failure.hop === 'swiftcheck->api-server';
    const refused = refusal(failure);
    if (refused !== null) {
      const { credentials } = swift.target;
      return raise(refused, { ...endpointFacts, credentials, acceptedBefore: true }, AT_SWIFT);
    }
    switch (failure.kind) {
      case 'not-attempted':
        // After Tiller's version the run also asks Swift for the list, unless the run has ended.
        return swift.tillerVersion.ok
          ? raise('out-of-time', { ...endpointFacts, untried: 'list' }, AT_SWIFT)
          : unknown(failure.message, "Swift's answer");
      case 'timeout':
      case 'no-answer':
        return raise('swift-slow', { ...failureFacts(failure), end: 'silence' }, AT_SWIFT);
      case 'deadline':
      case 'interrupted':
        return raise('swift-slow', { ...failureFacts(failure), end: 'run-over' }, AT_SWIFT);
      case 'closed':
        if (atApiServer)
          return raise('swift-list-failed', { ...facts, apiServer: true }, failure.hop);
        return isSilence(list)
          ? raise('swift-slow', { ...failureFacts(failure), end: 'closed' }, AT_SWIFT)
          : raise('swift-list-failed', { ...facts, broke: true }, AT_SWIFT);
      case 'unreadable':
        return raise('answer-unreadable', endpointFacts, AT_SWIFT);
      case 'client-error':
        return raise('client-error', endpointFacts, AT_SWIFT);
      case 'over-ceiling':
        return raise('list-over-ceiling', facts, AT_SWIFT);
      case 'not-json':
      case 'wrong-answer':
      case 'http-status':
      case 'redirected':
      case 'other-protocol':
        return raise('swift-list-failed', { ...facts, noList: true }, AT_SWIFT);
      case 'kubernetes-status': {
        const hop = knownHop(SERVICE_PROXY, failure) ?? AT_SWIFT;
        return raise('swift-list-failed', { ...facts, noList: true, byApiServer: true }, hop);
      }
      default:
        break;
    }
    if (sizeError)
      return skip('The list failed because of its size; another check reports the size.');
    if (isEmptyStreamError(failure)) return skip('The answer means an empty list.');
    if (swiftFailure(swift)) return unknown('Swift was not reached.', "Swift's answer");
    const transport = connectionCode(failure.kind);
    if (transport !== null) {
      const more = refusedCertificate(failure, swift);
      return raise(transport, { ...endpointFacts, ...more }, failure.hop);
    }
    const lost = lostConnection(failure);
    if (lost) return raise('swift-list-failed', { ...facts, ...lost }, failure.hop);
    // Swift's gateway answers with what it met at Swift, or Swift at Tiller.
    return raise('swift-list-failed', facts, knownHop(SWIFT_LIST, failure) ?? 'swift->tiller');
  },
});

/** Why no connection could be made, after an earlier call of the run had one. */
function lostConnection({
  kind,
  hop,
}: Failure): Pick<SwiftListFailedFacts, 'unresolved' | 'apiServer' | 'gone'> | null {
  if (kind === 'unresolvable') return { unresolved: true };
  if (kind !== 'refused' && kind !== 'unreachable') return null;
  return hop === 'swiftcheck->api-server' ? { apiServer: true } : { gone: true };
}

/** A server in front of Swift that accepted the account of this run a moment before, and does not any more. */
function refusal({ kind, httpStatus }: Failure): 'unauthorized' | 'forbidden-by-rbac' | null {
  const ofApiServer = kind === 'kubernetes-status';
  if (httpStatus === 401 && (ofApiServer || kind === 'http-status')) return 'unauthorized';
  return httpStatus === 403 && ofApiServer ? 'forbidden-by-rbac' : null;
}
