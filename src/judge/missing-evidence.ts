// Why evidence is missing: the findings that explain it.
import type { Hop } from '../evidence/observation.js';
import type { FindingCode } from '../checks/define.js';
import type { EvidenceKey } from '../analysis/missing.js';
import {
  AT_SWIFT,
  AT_TILLER,
  NO_API_SERVER,
  NO_SWIFT,
  NO_TILLER,
  NO_WAY_ON,
  NOT_FOUND,
  ON_WAY_TO_SWIFT,
  TLS,
} from '../checks/shared/link-groups.js';

interface Why {
  readonly causes: readonly FindingCode[];
  /** Where the finding has to stand; absent: anywhere. */
  readonly hops?: readonly Hop[];
}

const API_SERVER_SILENT: Why = { causes: NO_API_SERVER, hops: ['swiftcheck->api-server'] };
const NO_CONNECTION_TO_TILLER: readonly Why[] = [
  { causes: NOT_FOUND, hops: ['api-server->tiller'] },
  API_SERVER_SILENT,
  { causes: NO_TILLER, hops: [AT_TILLER] },
];
const NO_CONNECTION_TO_SWIFT: readonly Why[] = [
  // A Service without a ready pod is found, but does not answer.
  { causes: [...NOT_FOUND, 'swift-not-ready'], hops: ['api-server->swift'] },
  API_SERVER_SILENT,
];
const NO_TILLER_VERSION: readonly Why[] = [
  ...NO_CONNECTION_TO_TILLER,
  { causes: ['tiller-slow'], hops: [AT_TILLER] },
];
const NO_DIRECT_LIST: readonly Why[] = [
  ...NO_TILLER_VERSION,
  // Behind Tiller the list fails as well: at what it stores.
  { causes: ['tiller-list-failed'] },
  { causes: ['client-refused', 'list-over-ceiling'], hops: [AT_TILLER] },
  { causes: ['list-over-send-limit'], hops: [AT_TILLER] },
];
const NO_ANSWER_OF_SWIFT: readonly Why[] = [
  ...NO_CONNECTION_TO_SWIFT,
  { causes: NO_SWIFT, hops: ON_WAY_TO_SWIFT },
  { causes: NO_WAY_ON },
];

/** The findings that explain missing evidence. Each is raised only if the evidence is missing. */
export const WHY_MISSING: Record<EvidenceKey, readonly Why[]> = {
  'connection to Tiller': NO_CONNECTION_TO_TILLER,
  "Tiller's version": NO_TILLER_VERSION,
  "Tiller's release": [{ causes: ['tiller-version-unknown', 'tiller-fork'] }, ...NO_TILLER_VERSION],
  'direct list': NO_DIRECT_LIST,
  'every release': [
    ...NO_DIRECT_LIST,
    { causes: ['list-incomplete', 'list-truncated', 'list-corrupted'] },
  ],
  'API server': [API_SERVER_SILENT],
  'connection to Swift': [
    ...NO_CONNECTION_TO_SWIFT,
    {
      causes: ['swift-unreachable', 'answer-unreadable', 'client-error', 'out-of-time', ...TLS],
      hops: ON_WAY_TO_SWIFT,
    },
  ],
  "Swift's answer": NO_ANSWER_OF_SWIFT,
  "Swift's release": [
    { causes: ['swift-version-unknown', 'swift-version-contradicted'] },
    ...NO_ANSWER_OF_SWIFT,
  ],
  'list through Swift': [
    ...NO_ANSWER_OF_SWIFT,
    { causes: ['swift-list-failed', 'swift-slow'] },
    { causes: ['list-over-ceiling'], hops: [AT_SWIFT] },
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
