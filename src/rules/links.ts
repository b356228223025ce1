// What follows from what, as a table. The more certain links of a consequence come first; the first
// one that applies is taken. No chain of links leads back to where it began.
import type { Failure, Hop } from '../evidence/types.js';
import type { Finding, FindingCode } from '../findings/catalogue.js';
import type { Lacking } from '../findings/types.js';
import { isDocumented } from '../knowledge/pairs.js';
import type { Assessment } from './assess.js';

export type LinkCertainty = 'certain' | 'likely';

export interface Context extends Assessment {
  readonly raised: ReadonlySet<FindingCode>;
}

export interface Link {
  readonly causes: readonly FindingCode[];
  readonly consequences: readonly FindingCode[];
  readonly certainty: LinkCertainty;
  readonly when?: (cause: Finding, consequence: Finding, context: Context) => boolean;
}

/** An endpoint was not reached, or is not what it should be. At either endpoint; the hop tells. */
const TLS = [
  'tls-required',
  'tls-not-spoken',
  'tls-untrusted',
  'tls-name-mismatch',
  'tls-expired',
  'tls-client-certificate-rejected',
  'tls-failed',
] as const satisfies FindingCode[];
const NO_TILLER = ['tiller-unreachable', 'not-a-tiller', 'out-of-time', ...TLS] as const;
const NO_SWIFT = [
  'swift-unreachable',
  'not-a-swift',
  'out-of-time',
  'unauthorized',
  'forbidden-by-rbac',
  'service-missing',
  'service-without-endpoints',
  'service-wrong-scheme',
  ...TLS,
] as const;
/** Swift answers, but not with what only Tiller knows. */
const NO_WAY_ON = ['swift-cannot-reach-tiller', 'swift-gateway-cannot-reach-itself'] as const;

const AT_TILLER: Hop = 'swiftcheck->tiller';
const AT_SWIFT: Hop = 'swiftcheck->swift';

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
  // Nothing is listed or tried where the endpoint itself was not reached.
  {
    causes: NO_TILLER,
    consequences: ['tiller-list-failed', 'tiller-slow', 'payload-not-tried'],
    certainty: 'certain',
    when: (cause, consequence) => cause.hop === AT_TILLER && consequence.hop === AT_TILLER,
  },
  {
    causes: NO_SWIFT,
    consequences: ['swift-slow', 'payload-not-tried'],
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
  { causes: ['list-corrupted'], consequences: ['list-differs'], certainty: 'likely' },
];

function onlyOne({ facts }: Finding): boolean {
  return (
    'certificates' in facts && Array.isArray(facts.certificates) && facts.certificates.length === 1
  );
}

interface Why {
  readonly causes: readonly FindingCode[];
  readonly hop?: Hop;
}

const NO_CONNECTION_TO_TILLER: readonly Why[] = [{ causes: NO_TILLER, hop: AT_TILLER }];
const NO_TILLER_VERSION: readonly Why[] = [
  ...NO_CONNECTION_TO_TILLER,
  { causes: ['tiller-slow'], hop: AT_TILLER },
];
const NO_DIRECT_LIST: readonly Why[] = [
  ...NO_TILLER_VERSION,
  { causes: ['client-refused', 'tiller-list-failed', 'list-over-ceiling'], hop: AT_TILLER },
  { causes: ['list-over-send-limit'], hop: AT_TILLER },
];
const NO_ANSWER_OF_SWIFT: readonly Why[] = [
  { causes: NO_SWIFT, hop: AT_SWIFT },
  { causes: NO_WAY_ON },
];

/** Which findings tell why evidence is missing. Each is raised only where it is. */
export const UNTOLD: Record<Lacking, readonly Why[]> = {
  'connection to Tiller': NO_CONNECTION_TO_TILLER,
  "Tiller's version": NO_TILLER_VERSION,
  "Tiller's release": [{ causes: ['tiller-version-unknown', 'tiller-fork'] }, ...NO_TILLER_VERSION],
  'direct list': NO_DIRECT_LIST,
  'every release': [...NO_DIRECT_LIST, { causes: ['list-truncated', 'list-corrupted'] }],
  'connection to Swift': [{ causes: ['swift-unreachable', 'out-of-time', ...TLS], hop: AT_SWIFT }],
  "Swift's answer": NO_ANSWER_OF_SWIFT,
  "Swift's release": [
    { causes: ['swift-version-unknown', 'swift-version-contradicted'] },
    ...NO_ANSWER_OF_SWIFT,
  ],
  'list through Swift': [
    ...NO_ANSWER_OF_SWIFT,
    { causes: ['swift-list-failed', 'swift-slow'] },
    { causes: ['list-over-ceiling'], hop: AT_SWIFT },
    {
      causes: [
        'list-over-receive-limit',
        'list-over-gateway-limit',
        'list-over-unknown-limit',
        'list-over-send-limit',
      ],
    },
  ],
  hop: [{ causes: ['list-over-unknown-limit'] }],
};
