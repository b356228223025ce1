// The groups of checks, in the order in which a cause comes before its consequences.
import { clientErrors } from '../analysis/client-errors.js';
import type { Evidence } from '../evidence/types.js';

interface Group {
  /** As the index of the pages has it. */
  readonly title: string;
  /** Whether the checks of the group are made of such evidence. */
  readonly applies: (evidence: Evidence) => boolean;
}

export const GROUPS = {
  cluster: {
    title: 'Cluster',
    applies: ({ cluster }) => cluster !== undefined,
  },
  versions: { title: 'Endpoints and versions', applies: () => true },
  lists: { title: 'Lists', applies: ({ command }) => command !== 'versions' },
  storage: {
    title: "Tiller's storage",
    applies: ({ cluster, command }) => cluster !== undefined && command !== 'versions',
  },
  policy: { title: 'Policy', applies: ({ policy }) => policy !== undefined },
  // The last: they explain nothing of what failed.
  access: { title: 'Access', applies: () => true },
  errors: {
    title: 'swiftcheck itself',
    applies: (evidence) => clientErrors(evidence).length > 0,
  },
} as const satisfies Record<string, Group>;

export type CheckGroup = keyof typeof GROUPS;
