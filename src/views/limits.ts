// Limits of messages, as far as all versions that Swift may be agree on them.
import type { SwiftRelease } from '../knowledge/types.js';
import type { Analysis } from '../analysis/analysis.js';

/** A limit of one message: bytes, inclusive; or why none is known. */
export type Limit =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'none' }
  /** The limits differ between the versions that Swift may be, or no version fits. */
  | { readonly kind: 'unknown'; readonly why: string };

/** What each hop takes in one message; of the direct call what Tiller sends. */
export function hopLimits(analysis: Analysis): Record<'receive' | 'gateway' | 'send', Limit> {
  const { swift, tiller } = analysis;
  const known = swift.clues.length > 0 || swift.declaredRelease !== null;
  const ofSwift = (read: (release: SwiftRelease) => number | null) =>
    known
      ? commonLimit(swift.releases.map(read), false, analysis)
      : notKnown("Swift's version is not known");
  return {
    receive: ofSwift(({ tillerReceiveLimitBytes }) => tillerReceiveLimitBytes),
    gateway: ofSwift(({ gatewayReceiveLimitBytes }) => gatewayReceiveLimitBytes),
    send: tiller ? limitOf(tiller.sendLimitBytes) : notKnown("Tiller's version is not known"),
  };
}

function limitOf(bytes: number | null): Limit {
  return bytes === null ? { kind: 'none' } : { kind: 'bytes', bytes };
}

/** @param ofTiller whether Tiller's own limit is part of it */
export function commonLimit(
  limits: readonly (number | null)[],
  ofTiller: boolean,
  analysis: Analysis,
): Limit {
  const [first] = limits;
  if (analysis.otherTiller !== null) return notKnown(ANOTHER_TILLER);
  if (first === undefined) return notKnown(NO_VERSION);
  if (limits.some((limit) => limit !== first)) {
    return notKnown(dependsOn(analysis));
  }
  if (first !== null) return { kind: 'bytes', bytes: first };
  return ofTiller && !analysis.tiller
    ? notKnown("Swift has none, and Tiller's version is not known")
    : { kind: 'none' };
}

export const ANOTHER_TILLER = 'Swift talks to another Tiller';
export const NO_VERSION = "Swift's version is not known";

export function dependsOn({ swiftWords }: Analysis): string {
  return `it depends on Swift's version, which may be ${swiftWords}`;
}

export function notKnown(why: string): { readonly kind: 'unknown'; readonly why: string } {
  return { kind: 'unknown', why };
}
