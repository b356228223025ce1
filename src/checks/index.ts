// Generated from the folders beside it by `npm run generate`.
import type { Check, FindingCode } from './define.js';
import { nearLimit } from './near-limit/check.js';

/** In the order of the folders; see CHECKS in registry.ts for the order in which they are made. */
export const ALL_CHECKS: readonly Check[] = [nearLimit];

export interface Page {
  /** Relative to the package. */
  readonly path: string;
  /** The first sentence of the page. */
  readonly statement: string;
}

export const PAGES: Partial<Readonly<Record<FindingCode, Page>>> = {
  'near-limit': {
    path: 'src/checks/near-limit/near-limit.md',
    statement: 'What passes today is near a limit.',
  },
};
