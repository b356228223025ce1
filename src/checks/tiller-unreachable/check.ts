// Whether Tiller itself answers, and if not, why.
import type { TillerSearch } from '../../evidence/cluster.js';
import type { Failure } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import { GrpcCode } from '../../knowledge/grpc-text.js';
import { defineCheck } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import {
  factsOf,
  refusedCertificate,
  transportCode,
  type TransportCode,
} from '../shared/endpoint-facts.js';
import { failureFacts } from '../shared/failure-facts.js';
import { AT_TILLER } from '../shared/link-groups.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { TILLER_SLOW } from '../tiller-slow/findings.js';

declare module '../define.js' {
  interface FindingFacts {
    'tiller-unreachable': EndpointFacts;
    'not-a-tiller': EndpointFacts;
  }
}

const FORWARD_A_PORT = 'kubectl -n kube-system port-forward deploy/tiller-deploy 44134:44134';

export const tillerUnreachable = defineCheck({
  group: 'versions',
  after: null,
  code: 'tiller-unreachable',
  findings: {
    'tiller-unreachable': endpointFinding(
      'Tiller answers',
      ({ address }) => `Tiller cannot be reached at ${address}`,
      () => ({
        cause: 'The call failed on its way, before any question of versions or sizes.',
        steps: [
          `Tiller listens inside the cluster: ${FORWARD_A_PORT}`,
          'kubectl -n kube-system get pods -l app=helm,name=tiller',
        ],
      }),
    ),
    'not-a-tiller': endpointFinding(
      'What answers is a Tiller',
      ({ address }) => `What answers at ${address} is not a Tiller`,
      () => ({
        cause: 'The port is open but does not speak the gRPC service of Tiller.',
        steps: [
          "Tiller's gRPC port is 44134 (44135 is HTTP for probes and metrics).",
          FORWARD_A_PORT,
        ],
      }),
    ),
    ...TILLER_SLOW,
    ...TRANSPORT_FINDINGS,
  },
  needs: {},
  run: ({ evidence }, { raise, pass, inconclusive }) => {
    const { tiller } = evidence;
    if (tiller.version.ok) return pass({}, AT_TILLER);
    const { failure } = tiller.version;
    if (!wasFound(evidence.cluster?.tiller)) {
      return inconclusive(failure.message, 'connection to Tiller');
    }
    if (failure.kind === 'no-answer') {
      return raise('tiller-slow', failureFacts(failure), AT_TILLER);
    }
    const ahead = failure.kind === 'tls-expired' ? clockAhead(evidence) : null;
    const facts = factsOf('Tiller', tiller.target.address, failure, {
      ...refusedCertificate(failure, tiller),
      ...(ahead !== null && { clockAheadSeconds: ahead }),
    });
    // A failure on the way to the pod has its own hop.
    return raise(codeFor(failure), facts, failure.hop);
  },
});

/** A Tiller that was given counts as found. */
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
    // every other error comes from something on the way.
    return grpcCode === GrpcCode.UNIMPLEMENTED ? 'not-a-tiller' : 'tiller-unreachable';
  }
  return transportCode(kind) ?? 'tiller-unreachable';
}

/** Clocks that differ by less judge a certificate alike, but for its last minutes. */
const CLOCK_SECONDS = 5 * 60;

/** By how much the clock of the server that answers for Swift is ahead; `null`: hardly, or not known. */
function clockAhead({ startedAt, swift }: Evidence): number | null {
  const date = swift.liveness.http?.date ?? swift.tillerVersion.http?.date;
  if (date === undefined) return null;
  const seconds = Math.round((Date.parse(date) - Date.parse(startedAt)) / 1000);
  return Math.abs(seconds) > CLOCK_SECONDS ? seconds : null;
}
