// What the configuration file says of endpoints and does not stand beside a flag that is given.
import { namesOf, type Role } from './option.js';
import { TABLE, type OptionName } from './table.js';

const withRole = (role: Role) => namesOf(TABLE).filter((name) => TABLE[name].role === role);

/** Which cluster the endpoints are looked for in. */
export const CLUSTER_CHOICE = withRole('cluster');
/** How Swift is looked for there. */
export const SWIFT_SEARCH = withRole('swift-search');
/** How a Swift with an address is asked. */
export const SWIFT_ACCESS = withRole('swift-access');

interface Override {
  readonly settings: readonly OptionName[];
  /** Each of these flags takes their place. */
  readonly by: readonly OptionName[];
  /** Only where the file says this, too: then they are about that one. */
  readonly where?: 'tiller' | 'swift';
}

/** Beside `insteadOf` of the table. */
export const OVERRIDES: readonly Override[] = [
  // An address replaces a search, and a search an address.
  { settings: SWIFT_SEARCH, by: ['swift'] },
  { settings: ['swift'], by: [...SWIFT_SEARCH, ...CLUSTER_CHOICE] },
  { settings: ['tiller'], by: CLUSTER_CHOICE },
  // What the file says of its own endpoint is not meant for another: no token goes there.
  {
    settings: [...SWIFT_ACCESS, 'swiftVersion'],
    by: ['swift', ...SWIFT_SEARCH, ...CLUSTER_CHOICE],
    where: 'swift',
  },
  {
    settings: withRole('tiller-access'),
    by: ['tiller', ...CLUSTER_CHOICE],
    where: 'tiller',
  },
];
