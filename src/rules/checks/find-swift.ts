import type { SwiftPodFacts, SwiftSearch, SwiftServiceFacts } from '../../evidence/cluster.js';
import type { Finding } from '../../findings/catalogue.js';
import { couldNotTell, notApplicable, pass, raise, type Rule } from '../rule.js';
import { factsOf, transportCode } from './endpoint.js';
import { forbidden } from './forbidden.js';
import { isServiceMissing } from './reach-cluster.js';
import { swiftPods, type NotSeen } from '../../checks/shared/swift-pods.js';
import { swiftFailure } from '../../analysis/swift-failure.js';

export { swiftPods };

const HOP = 'api-server->swift';
const GIVEN = "Swift's URL was given; it was not looked for.";

/** Whether a cluster has a Swift that can be asked, and the way to it. */
export const findSwift: Rule = {
  code: 'swift-missing',
  needs: [],
  judge: ({ evidence: { cluster, swift } }) => {
    const search = cluster?.swift;
    if (!search) return notApplicable('swift-missing', GIVEN);
    return (
      notChosen(search) ?? notReached(search, swift.target.url) ?? pass('swift-missing', {}, HOP)
    );
  },
};

function notChosen(search: SwiftSearch): Finding | null {
  const { asked, chosen, services, namespace, nothingIn, pods } = search;
  if (chosen !== null) return null;
  if (!services.ok) {
    const { failure } = services;
    const refused = forbidden('Swift', failure, 'discovery', HOP);
    if (refused) return refused;
    if (asked !== null && isServiceMissing(search)) {
      return raise('service-missing', factsOf('Swift', asked, failure), HOP);
    }
    return couldNotTell('swift-missing', failure.message, 'API server');
  }
  if (services.value.length > 1) {
    return raise('swifts-several', { services: services.value.map(named) }, HOP);
  }
  const podsRead = pods && !pods.ok ? pods.failure.message : (true as const);
  return raise('swift-missing', { namespace, nothingIn: nothingIn ?? null, podsRead }, HOP);
}

function named({ namespace, name, by }: SwiftServiceFacts) {
  return { namespace, name, by };
}

function notReached(search: SwiftSearch, url: string): Finding | null {
  const service = serviceOf(search);
  if (service?.port === null && search.via === 'service-proxy') {
    const [, port = null] = search.asked?.split(':') ?? [];
    const facts = { service: `${service.namespace}/${service.name}`, port, ports: service.ports };
    return raise('swift-port-unknown', facts, HOP);
  }
  const { forward, pods, via } = search;
  if (via === 'port-forward' && pods && !pods.ok) {
    return (
      forbidden('Swift', pods.failure, 'discovery', HOP) ??
      couldNotTell('swift-missing', pods.failure.message, 'API server')
    );
  }
  if (!forward || forward.ok) return null;
  const { failure } = forward;
  const refused = forbidden('Swift', failure, 'port-forward', HOP);
  if (refused) return refused;
  if (failure.hop !== HOP) return couldNotTell('swift-missing', failure.message, 'API server');
  return raise(
    transportCode(failure.kind) ?? 'port-forward-failed',
    factsOf('Swift', url, failure),
    HOP,
  );
}

/** Whether a pod stands behind Swift's Service. */
export const swiftReady: Rule = {
  code: 'swift-not-ready',
  needs: [],
  judge: ({ evidence: { cluster, swift } }) => {
    const found = swiftPods(cluster?.swift);
    if ('reason' in found) return couldNotJudge('swift-not-ready', found);
    const { service, pods } = found;
    // Endpoints can be written by hand, for a Swift that is no pod of the cluster.
    if (pods.length === 0 && swiftFailure(swift) === null) {
      return notApplicable('swift-not-ready', `Service ${service} selects no pod, yet it answers.`);
    }
    return pods.some(({ trouble }) => trouble === null)
      ? pass('swift-not-ready', {}, HOP)
      : raise(
          'swift-not-ready',
          { service, pods: pods.map(state) },
          HOP,
          // Without pods there can still be Endpoints; whether they answer, the way to Swift shows.
          pods.length > 0 ? undefined : false,
        );
  },
};

/** Whether all of them are the same build, as far as their images tell. */
export const swiftImages: Rule = {
  code: 'swift-images-differ',
  needs: [],
  judge: ({ evidence: { cluster } }) => {
    const found = swiftPods(cluster?.swift);
    if ('reason' in found) return couldNotJudge('swift-images-differ', found);
    const { service, pods } = found;
    const byImage = new Map<string, string[]>();
    for (const { image, name } of pods) byImage.set(image, [...(byImage.get(image) ?? []), name]);
    const images = [...byImage].map(([image, names]) => ({ image, pods: names }));
    return images.length > 1
      ? raise('swift-images-differ', { service, images }, null)
      : pass('swift-images-differ');
  },
};

function state({ namespace, name, image, trouble }: SwiftPodFacts) {
  return { namespace, name, image, trouble };
}

export function couldNotJudge(code: Finding['code'], { reason, asked }: NotSeen): Finding {
  return asked ? couldNotTell(code, reason) : notApplicable(code, reason);
}

function serviceOf({ services, chosen }: SwiftSearch): SwiftServiceFacts | null {
  if (!services.ok) return null;
  return services.value.find(({ namespace, name }) => `${namespace}/${name}` === chosen) ?? null;
}
