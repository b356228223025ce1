// Flags of Swift that not every release has. Read from the project's changes: --tiller-timeout came with
// 0.7.1, --analytics became --enable-analytics with 0.8.1, and --tiller-cacert-file became
// --tiller-ca-file with 0.7.2 or 0.7.3, so nothing is said of 0.7.2.
import { SWIFT_RELEASES } from './swift-releases.js';
import type { SwiftRelease } from './types.js';

interface FlagFacts {
  /** The last release that surely missing it, where it came later. */
  readonly lackingUpTo?: string;
  /** The first release that surely has it no more. */
  readonly goneSince?: string;
  /** What the other releases have in its place. */
  readonly instead: string | null;
}

export const SWIFT_FLAGS = {
  'tiller-timeout': { lackingUpTo: '0.7.0', instead: null },
  'tiller-ca-file': { lackingUpTo: '0.7.1', instead: 'tiller-cacert-file' },
  'tiller-cacert-file': { goneSince: '0.7.3', instead: 'tiller-ca-file' },
  'enable-analytics': { lackingUpTo: '0.8.0', instead: 'analytics' },
  analytics: { goneSince: '0.8.1', instead: 'enable-analytics' },
} as const satisfies Record<string, FlagFacts>;

export type VaryingFlag = keyof typeof SWIFT_FLAGS;

/** Whether that release surely ends at once with `unknown flag`. */
export function lacksFlag(release: SwiftRelease, flag: VaryingFlag): boolean {
  const { lackingUpTo, goneSince }: FlagFacts = SWIFT_FLAGS[flag];
  const at = (version: string) => SWIFT_RELEASES.findIndex((each) => each.version === version);
  const index = SWIFT_RELEASES.indexOf(release);
  return (
    (lackingUpTo !== undefined && index <= at(lackingUpTo)) ||
    (goneSince !== undefined && index >= at(goneSince))
  );
}

/** The connectors that Swift is built with. A fourth, `appscode`, is advertised and is not there. */
export const SWIFT_CONNECTORS: readonly string[] = ['incluster', 'direct', 'kubeconfig'];
