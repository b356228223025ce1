import type { TillerSearch, TillerPodFacts } from '../../evidence/cluster.js';
import { sameVersion } from '../../knowledge/versions.js';
import type { Finding } from '../../findings/catalogue.js';
import type { PodState } from '../../checks/shared/pods.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';
import { factsOf, transportCode } from './endpoint.js';
import { forbidden } from './forbidden.js';

const HOP = 'api-server->tiller';
const GIVEN = "Tiller's address was given; it was not looked for.";

/** Whether a cluster has a Tiller that can be asked, and the port that leads to it. */
export const findTiller: Rule = {
  code: 'tiller-missing',
  needs: [],
  judge: ({ evidence: { cluster } }) => {
    const search = cluster?.tiller;
    if (!search) return notApplicable('tiller-missing', GIVEN);
    const { namespace, pods, elsewhere, chosen, forward } = search;
    if (!pods.ok) {
      return (
        forbidden('Tiller', pods.failure, 'discovery', HOP) ??
        couldNotTell('tiller-missing', pods.failure.message, 'API server')
      );
    }
    if (pods.value.length === 0) return nowhere(namespace, elsewhere);
    if (chosen === null) {
      const facts = { namespace, pods: states(pods.value), elsewhere: true as const };
      return raise('tiller-not-ready', facts, HOP);
    }
    if (forward && !forward.ok) {
      const { failure } = forward;
      const refused = forbidden('Tiller', failure, 'port-forward', HOP);
      if (refused) return refused;
      if (failure.hop !== HOP) return couldNotTell('tiller-missing', failure.message, 'API server');
      const facts = factsOf('Tiller', `${namespace}/${chosen}`, failure);
      return raise(transportCode(failure.kind) ?? 'port-forward-failed', facts, HOP);
    }
    return pass('tiller-missing', {}, HOP);
  },
};

function nowhere(namespace: string, elsewhere: TillerSearch['elsewhere']): Finding {
  const others = elsewhere?.ok ? elsewhere.value : [];
  const known = elsewhere && !elsewhere.ok ? elsewhere.failure.message : (true as const);
  const facts = { namespace, pods: states(others), elsewhere: known };
  return raise(others.length > 0 ? 'tiller-elsewhere' : 'tiller-missing', facts, HOP);
}

/** Whether more than one could have been asked. */
export const oneTiller: Rule = {
  code: 'tillers-several',
  needs: [],
  judge: ({ evidence: { cluster } }) => {
    const search = cluster?.tiller;
    if (!search) return notApplicable('tillers-several', GIVEN);
    if (!search.pods.ok) {
      return couldNotTell('tillers-several', search.pods.failure.message, 'API server');
    }
    const ready = search.pods.value.filter(({ trouble }) => trouble === null);
    if (ready.length === 0) return notApplicable('tillers-several', 'No pod of Tiller is ready.');
    return ready.length > 1
      ? raise(
          'tillers-several',
          { namespace: search.namespace, pods: states(ready), elsewhere: true },
          null,
        )
      : pass('tillers-several');
  },
};

/** Whether Tiller is what its image's tag says. */
export const tillerImage: Rule = {
  code: 'tiller-image-differs',
  needs: [],
  judge: (assessment) => {
    const { cluster, tiller } = assessment.evidence;
    const search = cluster?.tiller;
    if (!search) return notApplicable('tiller-image-differs', GIVEN);
    const pod = search.pods.ok
      ? search.pods.value.find(({ name }) => name === search.chosen)
      : undefined;
    if (!pod) return notApplicable('tiller-image-differs', 'No pod of Tiller was asked.');
    const { image, claimedVersion: claimed } = pod;
    if (claimed === null) {
      return notApplicable('tiller-image-differs', `The image ${image} names no version.`);
    }
    if (!tiller.version.ok) {
      const why = needs.tillerVersion.missing(assessment) ?? '';
      return couldNotTell('tiller-image-differs', why, "Tiller's version");
    }
    const version = tiller.version.value.semVer;
    const facts = { pod: pod.name, image, claimed, version };
    return sameVersion(claimed, version)
      ? pass('tiller-image-differs', facts)
      : raise('tiller-image-differs', facts, null);
  },
};

function states(pods: readonly TillerPodFacts[]): PodState[] {
  return pods.map(({ namespace, name, image, trouble }) => ({ namespace, name, image, trouble }));
}
