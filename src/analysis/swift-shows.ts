// What Swift leaves out of Tiller's list in a known manner of its releases.
import type { DirectList, ReleaseIdentity, SwiftList } from '../evidence/types.js';
import { isPending, measuredMessages } from '../predict/replay.js';
import { compareReleases } from './compare.js';
import type { SwiftIdentity } from './identify-swift.js';

/** True where Swift shows exactly what the first of several messages holds. */
export function showsFirstMessageOnly(direct: DirectList, swift: SwiftList): boolean {
  const [first, ...others] = measuredMessages(direct);
  if (!first || others.every((message) => message.releases.length === 0)) return false;
  if (first.releases.length !== swift.releases.length) return false;
  const { onlyLeft, onlyRight } = compareReleases(first.releases, swift.releases);
  return onlyLeft.length === 0 && onlyRight.length === 0;
}

/** All pending releases, where Swift shows none of them and may be a release that asks for none. */
export function hiddenPending(
  direct: DirectList,
  shown: SwiftList,
  swift: SwiftIdentity,
): readonly ReleaseIdentity[] {
  const may = swift.releases.some((release) => !release.allIncludesPendingStatuses);
  const pending = direct.releases.filter(isPending);
  const hidden = compareReleases(pending, shown.releases).onlyLeft;
  return may && hidden.length === pending.length ? hidden : [];
}

/** All releases outside of namespace `default`, where Swift shows none of them and may list that one only. */
export function hiddenNamespaces(
  direct: DirectList,
  shown: SwiftList,
  swift: SwiftIdentity,
): readonly ReleaseIdentity[] {
  const may = swift.releases.some((release) => release.unsetNamespaceMeans === 'default');
  const others = direct.releases.filter(({ namespace }) => namespace !== 'default');
  const inDefault = direct.releases.length - others.length;
  const onlyDefault = shown.releases.every(({ namespace }) => namespace === 'default');
  return may && onlyDefault && (shown.releases.length > 0 || inDefault === 0) ? others : [];
}
