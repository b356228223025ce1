// Whether a cluster has a Swift that can be asked, and a connection to Swift.
import { isServiceMissing } from '../../analysis/api-server-failure.js';
import type { SwiftSearch, SwiftServiceFacts } from '../../evidence/cluster.js';
import type { Observation } from '../../evidence/observation.js';
import { defineCheck, type RaisedFinding, type UnraisedFinding, type Verdicts } from '../define.js';
import { FORBIDDEN_IN_CLUSTER, forbiddenFacts } from '../forbidden-in-cluster/findings.js';
import { SERVICE_MISSING } from '../service-missing/findings.js';
import { refusedList } from '../shared/grant.js';
import { factsOf, transportCode } from '../shared/endpoint-facts.js';
import { chosenService, SWIFT_GIVEN } from '../shared/swift-pods.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { NO_SWIFT_FOUND } from './findings.js';

const HOP = 'api-server->swift';

const FINDINGS = {
  ...NO_SWIFT_FOUND,
  ...SERVICE_MISSING,
  ...FORBIDDEN_IN_CLUSTER,
  ...TRANSPORT_FINDINGS,
};

type Code = keyof typeof FINDINGS;
type Ends = Verdicts<'swift-missing', Code>;
type Result = RaisedFinding<Code> | UnraisedFinding<'swift-missing'>;

export const swiftMissing = defineCheck({
  group: 'cluster',
  after: 'tillers-several',
  code: 'swift-missing',
  findings: FINDINGS,
  needs: {},
  run: ({ evidence: { cluster, swift } }, verdicts) => {
    const search = cluster?.swift;
    if (!search) return verdicts.skip(SWIFT_GIVEN);
    return search.chosen === null
      ? notChosen(search, verdicts)
      : (notReached(search, swift.target.url, verdicts) ?? verdicts.pass({}, HOP));
  },
});

function notChosen(search: SwiftSearch, { raise, unknown }: Ends): Result {
  const { asked, services, namespace, nothingIn, elsewhere, pods } = search;
  if (!services.ok) {
    const { failure } = services;
    const everywhere = failure.forbidden?.namespace === null;
    const refused = forbiddenFacts(
      'Swift',
      failure,
      everywhere ? 'discovery-everywhere' : 'discovery',
    );
    if (refused) return raise('forbidden-in-cluster', refused, HOP);
    return asked !== null && isServiceMissing(search)
      ? raise('service-missing', factsOf('Swift', asked, failure), HOP)
      : unknown(failure.message, 'API server');
  }
  if (services.value.length > 1) {
    return raise('swifts-several', { services: services.value.map(named) }, HOP);
  }
  const facts = {
    ...{ namespace, nothingIn: nothingIn ?? null, podsRead: whyFailed(pods) ?? (true as const) },
    ...{ elsewhere: whyFailed(elsewhere), refused: refusedList(elsewhere) ?? refusedList(pods) },
  };
  return raise('swift-missing', facts, HOP);
}

function whyFailed(answer: Observation<unknown> | undefined): string | null {
  return answer && !answer.ok ? answer.failure.message : null;
}

function named({ namespace, name, by }: SwiftServiceFacts) {
  return { namespace, name, by };
}

/** Why the chosen Service is not reached; `null`: it is reached. */
function notReached(search: SwiftSearch, url: string, { raise, unknown }: Ends): Result | null {
  const { forward, pods, via, asked } = search;
  const service = chosenService(search);
  if (service?.port === null && via === 'service-proxy') {
    const [, port = null] = asked?.split(':') ?? [];
    const { ports, externalName = null } = service;
    const facts = { service: `${service.namespace}/${service.name}`, port, ports, externalName };
    return raise('swift-port-unknown', facts, HOP);
  }
  if (via === 'port-forward' && pods && !pods.ok) {
    const refused = forbiddenFacts('Swift', pods.failure, 'discovery');
    return refused
      ? raise('forbidden-in-cluster', refused, HOP)
      : unknown(pods.failure.message, 'API server');
  }
  if (!forward || forward.ok) return null;
  const { failure } = forward;
  const refused = forbiddenFacts('Swift', failure, 'swift-port-forward');
  if (refused) return raise('forbidden-in-cluster', refused, HOP);
  if (failure.hop !== HOP) return unknown(failure.message, 'API server');
  const code = transportCode(failure.kind) ?? 'port-forward-failed';
  return raise(code, factsOf('Swift', url, failure), HOP);
}
