// What follows from what, as a table. The more certain links of a consequence come first; the first
// one that applies is taken. No chain of links leads back to where it began.
import type { Failure } from '../evidence/types.js';
import type { Finding, FindingCode } from '../findings/catalogue.js';
import { isDocumented } from '../knowledge/pairs.js';
import type { HeadroomRow } from '../predict/headroom.js';
import type { Analysis } from '../analysis/analysis.js';
import {
  AT_SWIFT,
  AT_TILLER,
  NO_API_SERVER,
  NO_SWIFT,
  NO_TILLER,
  NO_WAY_ON,
  NOT_FOUND,
} from '../checks/shared/link-groups.js';

export type LinkCertainty = 'certain' | 'likely';

export interface Context extends Analysis {
  readonly raised: ReadonlySet<FindingCode>;
}

export interface Link {
  readonly causes: readonly FindingCode[];
  readonly consequences: readonly FindingCode[];
  readonly certainty: LinkCertainty;
  readonly when?: (cause: Finding, consequence: Finding, context: Context) => boolean;
}

const failureOf = (observation: { ok: boolean; failure?: Failure } | undefined) =>
  observation?.failure;
const swiftsCall = ({ evidence }: Context) => failureOf(evidence.swift.tillerVersion);

/** What one Tiller does tells nothing of another. */
const sameTiller = ({ raised }: Context) => !raised.has('tillers-differ');

/** What Swift says when its call to Tiller fails on the way; not when it does not find Tiller. */
function callFailed(context: Context): boolean {
  const failure = swiftsCall(context);
  return (
    failure !== undefined &&
    (failure.kind !== 'swift-error' ||
      /^(context deadline exceeded|transport is closing)$|connection refused/.test(failure.message))
  );
}

function sameText({ evidence }: Context): boolean {
  const direct = failureOf(evidence.tiller.list)?.message;
  return direct !== undefined && direct === failureOf(evidence.swift.list)?.message;
}

/** The first certificate of a tls-expires-soon, which is the one that ends first. */
function ended({ facts }: Finding, own: boolean): boolean {
  if (!('certificates' in facts) || !Array.isArray(facts.certificates)) return false;
  const [first] = facts.certificates as { whose: string; daysLeft: number }[];
  return first !== undefined && first.daysLeft < 0 && first.whose.startsWith('this client') === own;
}

export const LINKS: readonly Link[] = [
  // Who turns this client away has looked at its certificate, which has ended.
  {
    causes: ['tls-expires-soon'],
    consequences: ['tls-client-certificate-rejected'],
    certainty: 'likely',
    when: (cause, consequence) => cause.hop === consequence.hop && ended(cause, true),
  },
  // One certificate, seen twice: refused as it stands, and its dates read.
  {
    causes: ['tls-expired'],
    consequences: ['tls-expires-soon'],
    certainty: 'certain',
    when: (cause, consequence) =>
      cause.hop === consequence.hop && ended(consequence, false) && onlyOne(consequence),
  },
  // The service proxy finds nobody behind the Service, or a forwarded port nobody to lead to.
  {
    causes: ['swift-not-ready'],
    consequences: ['service-without-endpoints', 'swift-unreachable'],
    certainty: 'certain',
  },
  // Swift ends at its start, so no pod of it becomes ready.
  {
    causes: ['swift-connector-unknown', 'swift-flag-unknown'],
    consequences: ['swift-not-ready'],
    certainty: 'certain',
  },
  // Swift's own command line keeps it from what it reports to fail.
  {
    causes: ['swift-endpoint-scheme'],
    consequences: ['swift-cannot-reach-tiller'],
    certainty: 'certain',
  },
  {
    causes: ['swift-tls-mismatch'],
    consequences: ['swift-cannot-reach-tiller'],
    certainty: 'likely',
  },
  {
    causes: ['swift-listens-on-one-address'],
    consequences: ['swift-gateway-cannot-reach-itself'],
    certainty: 'certain',
  },
  // Of several images none speaks for the Service.
  {
    causes: ['swift-images-differ'],
    consequences: ['swift-version-unknown'],
    certainty: 'certain',
  },
  // Nothing is listed or tried where the endpoint itself was not reached.
  {
    causes: NO_TILLER,
    consequences: [
      'tiller-list-failed',
      'tiller-slow',
      'payload-not-tried',
      'payload-not-returned',
    ],
    certainty: 'certain',
    when: (cause, consequence) => cause.hop === AT_TILLER && consequence.hop === AT_TILLER,
  },
  {
    causes: [...NOT_FOUND, ...NO_API_SERVER],
    consequences: ['tiller-list-failed', 'payload-not-tried'],
    certainty: 'certain',
    when: (cause, consequence) =>
      consequence.hop === AT_TILLER &&
      (cause.hop === 'api-server->tiller' || cause.hop === 'swiftcheck->api-server'),
  },
  {
    causes: [...NOT_FOUND, ...NO_API_SERVER],
    consequences: ['swift-list-failed', 'payload-not-tried'],
    certainty: 'certain',
    when: (cause, consequence) =>
      consequence.hop !== AT_TILLER &&
      (cause.hop === 'api-server->swift' || cause.hop === 'swiftcheck->api-server'),
  },
  // Swift looks for the same Tiller.
  {
    causes: ['tiller-not-ready', 'tiller-missing'],
    consequences: ['swift-cannot-reach-tiller'],
    certainty: 'likely',
  },
  {
    causes: NO_SWIFT,
    consequences: ['swift-slow', 'payload-not-tried', 'payload-not-returned'],
    certainty: 'certain',
    when: (cause, consequence) => cause.hop === AT_SWIFT && consequence.hop !== AT_TILLER,
  },
  {
    causes: NO_WAY_ON,
    consequences: ['swift-list-failed', 'swift-slow', 'payload-not-tried'],
    certainty: 'likely',
    when: (_cause, consequence) => consequence.hop !== AT_TILLER,
  },
  // Swift passes Tiller's own words on.
  {
    causes: ['tiller-list-failed'],
    consequences: ['swift-list-failed'],
    certainty: 'certain',
    when: (_cause, _consequence, context) => sameTiller(context) && sameText(context),
  },
  // A client that is refused is refused for every call but GetVersion. Swift's version never is.
  {
    causes: ['client-refused'],
    consequences: ['payload-not-tried'],
    certainty: 'certain',
    when: (_cause, { hop, facts }) =>
      hop === AT_TILLER && 'message' in facts && String(facts.message).includes('incompatible'),
  },
  // Swift may look for Tiller elsewhere, so what is seen from here is likely its trouble, no more.
  // A name that is not resolved here, a wrong address and our own TLS settings are not its trouble.
  {
    causes: ['tiller-unreachable', 'tls-expired', 'tiller-slow'],
    consequences: ['swift-cannot-reach-tiller'],
    certainty: 'likely',
    when: (cause, _consequence, context) =>
      cause.hop === AT_TILLER &&
      callFailed(context) &&
      failureOf(context.evidence.tiller.version)?.kind !== 'unresolvable',
  },
  {
    causes: ['tls-expires-soon'],
    consequences: ['swift-cannot-reach-tiller'],
    certainty: 'likely',
    when: (cause, _consequence, context) =>
      cause.hop === AT_TILLER && ended(cause, false) && callFailed(context),
  },
  // With TLS switched on the gateway verifies Swift's own certificate.
  {
    causes: ['tls-expires-soon'],
    consequences: ['swift-gateway-cannot-reach-itself'],
    certainty: 'likely',
    when: (cause, _consequence, context) =>
      cause.hop === AT_SWIFT &&
      ended(cause, false) &&
      (swiftsCall(context)?.message.includes('certificate has expired') ?? false),
  },
  // Both lists make the same Tiller read the same storage.
  {
    causes: ['tiller-slow'],
    consequences: ['swift-slow'],
    certainty: 'likely',
    when: (_cause, _consequence, context) =>
      sameTiller(context) && failureOf(context.evidence.swift.list)?.kind !== 'interrupted',
  },
  // Which of several Tillers answers a call is chance: each may be another release, hold other
  // releases, and be in other trouble.
  {
    causes: ['tiller-answers-vary'],
    consequences: [
      'tillers-differ',
      'client-refused',
      'tiller-list-failed',
      'payload-not-tried',
      'probe-release-left',
    ],
    certainty: 'likely',
    when: (_cause, consequence) =>
      consequence.hop === AT_TILLER || consequence.code === 'tillers-differ',
  },
  {
    causes: ['tiller-answers-vary'],
    consequences: ['swift-cannot-reach-tiller'],
    certainty: 'likely',
    when: (_cause, _consequence, context) =>
      callFailed(context) && (context.evidence.tiller.again ?? []).some(({ ok }) => !ok),
  },
  // Swift's pair is the one with its own Tiller.
  {
    causes: ['tillers-differ'],
    consequences: ['pair-undocumented'],
    certainty: 'certain',
    when: (_cause, _consequence, { evidence, swift }) => {
      const { tillerVersion } = evidence.swift;
      return (
        tillerVersion.ok &&
        swift.releases.every((release) =>
          ['exact', 'line'].includes(isDocumented(release, tillerVersion.value.semVer)),
        )
      );
    },
  },
  // What Swift makes of a list is held against the list of another Tiller. Two Tillers can share a
  // storage, so it stays likely.
  {
    causes: ['tillers-differ', 'tiller-answers-vary'],
    consequences: ['list-differs'],
    certainty: 'likely',
  },
  {
    causes: ['tillers-differ', 'tiller-answers-vary'],
    consequences: ['empty-list-as-error'],
    certainty: 'likely',
    when: (_cause, { facts }) => 'verified' in facts && facts.verified === false,
  },
  {
    causes: ['tillers-differ'],
    consequences: ['behaviour-contradicts-knowledge'],
    certainty: 'likely',
    when: (_cause, { hop }) => hop !== AT_TILLER,
  },
  {
    causes: ['tiller-answers-vary'],
    consequences: ['behaviour-contradicts-knowledge'],
    certainty: 'likely',
  },
  // Each list is overwritten in a way of its own. A list that is cut at 512 is cut alike on both ways,
  // and what Swift drops after the first message is taken off before the lists are compared.
  {
    causes: ['list-corrupted', 'list-incomplete'],
    consequences: ['list-differs'],
    certainty: 'likely',
  },
  // What is over its limit has no headroom either.
  {
    causes: ['list-over-receive-limit', 'list-over-gateway-limit', 'content-over-limit'],
    consequences: ['headroom-too-small'],
    certainty: 'certain',
    when: (_cause, consequence) => allOver(consequence),
  },
];

/** The rows of a headroom-too-small that are exceeded already. */
function allOver({ facts }: Finding): boolean {
  if (!('rows' in facts) || !Array.isArray(facts.rows)) return false;
  return (facts.rows as HeadroomRow[]).every(({ used, limit }) => used > limit);
}

function onlyOne({ facts }: Finding): boolean {
  return (
    'certificates' in facts && Array.isArray(facts.certificates) && facts.certificates.length === 1
  );
}
