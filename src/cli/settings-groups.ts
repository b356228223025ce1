// Settings that belong together, and what of a file does not stand beside a flag that is given.
import type { PreflightFlags } from './flags.js';

type Flag = keyof PreflightFlags;

/** Which cluster the endpoints are looked for in. */
export const CLUSTER_CHOICE = ['kubeconfig', 'kubeContext', 'allContexts'] as const;
/** How Swift is looked for there. */
export const SWIFT_SEARCH = ['swiftService', 'swiftVia'] as const;
/** How a Swift with an address is asked. */
export const SWIFT_ACCESS = ['tokenFile', 'cacert', 'cert', 'key', 'insecure'] as const;
const TILLER_ACCESS = [
  ...(['tls', 'tlsVerify', 'tlsCaCert', 'tlsCert', 'tlsKey', 'tlsHostname'] as const),
];

interface Superseded {
  readonly settings: readonly Flag[];
  /** Each of these flags takes their place. */
  readonly by: readonly Flag[];
  /** Only where the file says this, too: then they are about that one. */
  readonly where?: 'tiller' | 'swift';
}

export const SUPERSEDED: readonly Superseded[] = [
  // The same in two ways.
  { settings: ['tokenFile'], by: ['token'] },
  { settings: ['kubeContext'], by: ['allContexts'] },
  { settings: ['allContexts'], by: ['kubeContext'] },
  { settings: ['tls'], by: ['tlsVerify'] },
  { settings: ['tlsVerify'], by: ['tls'] },
  // An address takes the place of a search, and the other way round.
  { settings: SWIFT_SEARCH, by: ['swift'] },
  { settings: ['swift'], by: [...SWIFT_SEARCH, ...CLUSTER_CHOICE] },
  { settings: ['tiller'], by: CLUSTER_CHOICE },
  // What the file says of its own endpoint is not meant for another: no token goes there.
  {
    settings: [...SWIFT_ACCESS, 'swiftVersion'],
    by: ['swift', ...SWIFT_SEARCH, ...CLUSTER_CHOICE],
    where: 'swift',
  },
  { settings: TILLER_ACCESS, by: ['tiller', ...CLUSTER_CHOICE], where: 'tiller' },
];
