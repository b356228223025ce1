/// <reference types="vite/client" />
// The cases that lie beside each check, in src/checks/*/cases.ts.
import type { Case } from '../judge/case.js';
import type { Start } from '../terminal/screen.js';

interface CheckCases {
  readonly cases: readonly Case[];
  /** For each code a run over real sockets that raises it, as a user would see it. */
  readonly screens: Readonly<Record<string, Start>>;
}

/** With the folder of the check. */
export const FOLDER_CASES = Object.entries(
  import.meta.glob<CheckCases>('../../src/checks/*/cases.ts', { eager: true }),
).map(([path, { cases, screens }]) => ({
  folder: path.split('/').at(-2) ?? '',
  cases,
  screens,
}));
