// Whether a cluster has a Tiller to ask, and a forwarded port leads to Tiller.
import { defineCheck } from '../define.js';
import { FORBIDDEN_IN_CLUSTER, forbiddenFacts } from '../forbidden-in-cluster/findings.js';
import { refusedList } from '../shared/grant.js';
import { factsOf, transportCode } from '../shared/endpoint-facts.js';
import { TILLER_GIVEN, podStates } from '../shared/tiller-search.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { NO_TILLER_FOUND } from './findings.js';

const HOP = 'api-server->tiller';

export const tillerMissing = defineCheck({
  group: 'cluster',
  after: 'api-server-unreachable',
  code: 'tiller-missing',
  findings: { ...NO_TILLER_FOUND, ...FORBIDDEN_IN_CLUSTER, ...TRANSPORT_FINDINGS },
  needs: {},
  run: ({ evidence: { cluster, swift } }, { raise, pass, skip, unknown }) => {
    const search = cluster?.tiller;
    if (!search) return skip(TILLER_GIVEN);
    const { namespace, pods, elsewhere, chosen, forward } = search;
    if (!pods.ok) {
      const refused = forbiddenFacts('Tiller', pods.failure, 'discovery');
      return refused
        ? raise('forbidden-in-cluster', refused, HOP)
        : unknown(pods.failure.message, 'API server');
    }
    const { tillerVersion } = swift;
    const viaSwift = tillerVersion.ok ? { viaSwift: tillerVersion.value.semVer } : {};
    if (pods.value.length === 0) {
      const others = elsewhere?.ok ? elsewhere.value : [];
      const looked = elsewhere && !elsewhere.ok ? elsewhere.failure.message : (true as const);
      const refused = refusedList(elsewhere);
      const facts = {
        ...{ namespace, pods: podStates(others), elsewhere: looked },
        ...(refused && { refused }),
        ...viaSwift,
      };
      return raise(others.length > 0 ? 'tiller-elsewhere' : 'tiller-missing', facts, HOP);
    }
    if (chosen === null) {
      const states = podStates(pods.value);
      const facts = { namespace, pods: states, elsewhere: true as const, ...viaSwift };
      // The state of the pods proves that Tiller fails.
      return raise('tiller-not-ready', facts, HOP, true);
    }
    if (!forward || forward.ok) return pass({}, HOP);
    const { failure } = forward;
    const refused = forbiddenFacts('Tiller', failure, 'port-forward');
    if (refused) return raise('forbidden-in-cluster', refused, HOP);
    if (failure.hop !== HOP) return unknown(failure.message, 'API server');
    const facts = factsOf('Tiller', `${namespace}/${chosen}`, failure);
    return raise(transportCode(failure.kind) ?? 'port-forward-failed', facts, HOP);
  },
});
