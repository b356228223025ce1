// Whether Tiller itself answers, and if not, why.
import type { TillerSearch } from '../../evidence/cluster.js';
import type { Failure } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { GrpcCode } from '../../knowledge/grpc-text.js';
import { defineCheck } from '../define.js';
import { endpointFinding, isForwarded, type EndpointFacts } from '../shared/endpoint.js';
import {
  factsOf,
  refusedCertificate,
  transportCode,
  type TransportCode,
} from '../shared/endpoint-facts.js';
import { failureFacts } from '../shared/failure-facts.js';
import { AT_TILLER } from '../shared/link-groups.js';
import { forwardToTiller, tillerLog, tillerPods } from '../shared/tiller-steps.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { look } from '../steps.js';
import { TILLER_SLOW } from '../tiller-slow/findings.js';

declare module '../define.js' {
  interface FindingFacts {
    'tiller-unreachable': EndpointFacts;
    'not-a-tiller': EndpointFacts;
  }
}

export const tillerUnreachable = defineCheck({
  group: 'versions',
  after: null,
  code: 'tiller-unreachable',
  findings: {
    'tiller-unreachable': endpointFinding(
      'Tiller answers',
      ({ address }) => `Tiller cannot be reached at ${address}`,
      (facts, shell) => ({
        ...(facts.grpcCode === undefined
          ? {
              cause: 'The connection failed before Tiller could answer.',
              certainty: 'certain',
            }
          : {
              cause: `${isForwarded(facts, shell) ? 'A program in the pod' : 'A gRPC server or proxy on the path'} answered with this status. Tiller itself gives its version without conditions.`,
              certainty: 'likely',
            }),
        steps: [
          ...(shell.tiller ? [tillerLog(shell)] : [forwardToTiller(shell)]),
          tillerPods('Look at the pods of Tiller.', shell),
        ],
      }),
    ),
    'not-a-tiller': endpointFinding(
      'What answers is a Tiller',
      ({ address }) => `What answers at ${address} is not a Tiller`,
      (_facts, shell) => ({
        cause: "The port is open, but does not serve Tiller's gRPC API.",
        certainty: 'certain',
        steps: [
          look(
            "Use Tiller's gRPC port, which is 44134. Port 44135 is HTTP, for probes and metrics.",
          ),
          ...(shell.tiller ? [] : [forwardToTiller(shell)]),
        ],
      }),
    ),
    ...TILLER_SLOW,
    ...TRANSPORT_FINDINGS,
  },
  needs: {},
  run: ({ evidence }, { raise, pass, unknown }) => {
    const { tiller } = evidence;
    if (tiller.version.ok) return pass({}, AT_TILLER);
    const { failure } = tiller.version;
    if (!wasFound(evidence.cluster?.tiller)) {
      return unknown(failure.message, 'connection to Tiller');
    }
    if (failure.kind === 'no-answer') {
      return raise('tiller-slow', failureFacts(failure), AT_TILLER);
    }
    const ahead = failure.kind === 'tls-expired' ? clockAhead(evidence) : null;
    const facts = factsOf('Tiller', tiller.target.address, failure, {
      ...refusedCertificate(failure, tiller),
      ...(ahead !== null && { clockAheadSeconds: ahead }),
    });
    // A failure between the API server and the pod has its own hop.
    return raise(codeFor(failure), facts, failure.hop);
  },
});

/** A given Tiller counts as found. */
function wasFound(search: TillerSearch | undefined): boolean {
  return !search || (search.chosen !== null && search.forward?.ok === true);
}

function codeFor({
  kind,
  grpcCode,
}: Failure): 'tiller-unreachable' | 'not-a-tiller' | TransportCode {
  if (kind === 'other-protocol') return 'not-a-tiller';
  if (kind === 'grpc-status') {
    // A server of gRPC that does not know the call is another. Tiller answers it without conditions, so
    // every other error comes from something on the path.
    return grpcCode === GrpcCode.UNIMPLEMENTED ? 'not-a-tiller' : 'tiller-unreachable';
  }
  return transportCode(kind) ?? 'tiller-unreachable';
}

/** Clocks that differ by less judge a certificate equally, except in its last minutes. */
const CLOCK_SECONDS = 5 * 60;

/** By how much the clock of the server that answers for Swift is ahead; `null`: hardly, or unknown. */
function clockAhead({ startedAt, swift }: Evidence): number | null {
  const date = swift.liveness.http?.date ?? swift.tillerVersion.http?.date;
  if (date === undefined) return null;
  const seconds = Math.round((Date.parse(date) - Date.parse(startedAt)) / 1000);
  return Math.abs(seconds) > CLOCK_SECONDS ? seconds : null;
}
