// Whether Swift talks to the Tiller that is asked directly.
import type { Evidence } from '../evidence/types.js';
import { bareVersion, sameVersion } from '../knowledge/versions.js';

/** The version of Swift's own Tiller, without a leading `v`; `null` where it is the same or not known. */
export function otherTiller({
  tiller: { version },
  swift: { tillerVersion },
}: Evidence): string | null {
  if (!version.ok || !tillerVersion.ok) return null;
  const [direct, viaSwift] = [version.value.semVer, tillerVersion.value.semVer];
  return sameVersion(direct, viaSwift) ? null : bareVersion(viaSwift);
}
