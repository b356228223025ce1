// Lists that come without an error and are wrong or short all the same.
import type { DirectList, SwiftList } from '../../evidence/types.js';
import { incompleteFacts } from '../../checks/shared/list-header.js';
import { describeRelease } from '../../checks/shared/words.js';
import { isPending, measuredMessages } from '../../predict/replay.js';
import { isEmptyStreamError } from '../../knowledge/swift-errors.js';
import type { Analysis } from '../../analysis/analysis.js';
import { compareReleases, distinct, duplicates } from '../../analysis/compare.js';
import { needs, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';

interface Lists {
  readonly direct: DirectList;
  readonly swift: SwiftList;
}

/** Both lists, where both came. The needs of the rules below have seen to that. */
function bothLists({ evidence, swiftList }: Analysis): Lists {
  const direct = evidence.tiller.list;
  if (!direct?.ok || !swiftList) throw new Error('a rule was judged without its evidence');
  return { direct: direct.value, swift: swiftList };
}

function directOf({ evidence }: Analysis): DirectList {
  const direct = evidence.tiller.list;
  if (!direct?.ok) throw new Error('a rule was judged without its evidence');
  return direct.value;
}

const bothNeeded = [needs.directList, needs.swiftList] as const;

/** Whether the list is whole: as Tiller says, and as what Tiller says of the list agrees with the list. */
export const truncated: Rule = {
  code: 'list-truncated',
  needs: [needs.directList],
  judge: (assessment) => {
    const contradiction = incompleteFacts(directOf(assessment), assessment);
    if (contradiction) return raise('list-incomplete', contradiction, 'swiftcheck->tiller');
    const { count, total, next } = directOf(assessment);
    if (next === '') return pass('list-truncated', { given: count, total });
    const facts = { given: count, total, next, ...tillerPlace(assessment.evidence) };
    return raise('list-truncated', facts, 'swiftcheck->tiller');
  },
};

export const corrupted: Rule = {
  code: 'list-corrupted',
  needs: [needs.directList],
  judge: (assessment) => {
    const { releases, count } = directOf(assessment);
    const twice = duplicates(releases);
    if (twice.length === 0) return pass('list-corrupted');
    // Each entry that stands once more stands in the place of another one.
    const missing = releases.length - distinct(releases).length;
    return raise(
      'list-corrupted',
      { twice: twice.map(describeRelease), missing, count },
      'swiftcheck->tiller',
    );
  },
};

/** True where Swift shows exactly what the first of several messages holds. */
function showsFirstMessageOnly({ direct, swift }: Lists): boolean {
  const [first, ...others] = measuredMessages(direct);
  if (!first || others.every((message) => message.releases.length === 0)) return false;
  const { onlyLeft, onlyRight } = compareReleases(first.releases, swift.releases);
  return onlyLeft.length === 0 && onlyRight.length === 0;
}

export const firstMessageOnly: Rule = {
  code: 'list-first-message-only',
  needs: bothNeeded,
  judge: (assessment) => {
    const lists = bothLists(assessment);
    const { direct, swift } = lists;
    if (direct.messages.length < 2) {
      return notApplicable('list-first-message-only', 'Tiller sends the list in one message.');
    }
    if (!showsFirstMessageOnly(lists)) return pass('list-first-message-only');
    return raise(
      'list-first-message-only',
      {
        shown: swift.releases.length,
        sent: direct.releases.length,
        messages: direct.messages.length,
      },
      'swift->tiller',
    );
  },
};

/** All pending releases, where Swift shows none of them and may be a release that asks for none. */
function hiddenPending({ direct, swift }: Lists, assessment: Analysis) {
  const may = assessment.swift.releases.some((release) => !release.allIncludesPendingStatuses);
  const pending = direct.releases.filter(isPending);
  const hidden = compareReleases(pending, swift.releases).onlyLeft;
  return may && hidden.length === pending.length ? hidden : [];
}

export const pendingHidden: Rule = {
  code: 'pending-releases-hidden',
  needs: bothNeeded,
  judge: (assessment) => {
    const lists = bothLists(assessment);
    const pending = lists.direct.releases.filter(isPending);
    if (pending.length === 0) {
      return notApplicable('pending-releases-hidden', 'No release is pending.');
    }
    const hidden = hiddenPending(lists, assessment);
    if (hidden.length === 0) return pass('pending-releases-hidden');
    const names = hidden.map(describeRelease);
    return raise(
      'pending-releases-hidden',
      { names, swift: assessment.swiftWords },
      'swift->tiller',
    );
  },
};

/** Releases that a Swift which lists namespace `default` only leaves out, if this one does. */
function hiddenNamespaces({ stream, swiftList, swift }: Analysis) {
  const may = swift.releases.some((release) => release.unsetNamespaceMeans === 'default');
  const others = (stream?.list.releases ?? []).filter(({ namespace }) => namespace !== 'default');
  const inDefault = (stream?.list.releases.length ?? 0) - others.length;
  const shown = swiftList?.releases ?? [];
  const onlyDefault = shown.every(({ namespace }) => namespace === 'default');
  return may && swiftList && onlyDefault && (shown.length > 0 || inDefault === 0) ? others : [];
}

export const defaultNamespaceOnly: Rule = {
  code: 'default-namespace-only',
  needs: [needs.stream, needs.swiftList],
  judge: (assessment) => {
    const listed = assessment.stream?.list.releases ?? [];
    if (listed.every(({ namespace }) => namespace === 'default')) {
      return notApplicable('default-namespace-only', 'No other namespace holds a release.');
    }
    const hidden = hiddenNamespaces(assessment);
    if (hidden.length === 0) return pass('default-namespace-only');
    const namespaces = [...new Set(hidden.map(({ namespace }) => namespace))].sort();
    return raise(
      'default-namespace-only',
      { hidden: hidden.length, namespaces, swift: assessment.swiftWords },
      'swift->tiller',
    );
  },
};

export const emptyAsError: Rule = {
  code: 'empty-list-as-error',
  needs: [needs.swiftListAnswer],
  judge: ({ evidence, stream }) => {
    const list = evidence.swift.list;
    if (!list || list.ok || !isEmptyStreamError(list.failure)) return pass('empty-list-as-error');
    const { message, httpStatus, grpcCode } = list.failure;
    return raise(
      'empty-list-as-error',
      {
        message,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(grpcCode !== undefined && { grpcCode }),
        verified: stream?.failed === false && stream.list.releases.length === 0,
      },
      'swift->tiller',
    );
  },
};

/** Differences that no other rule explains. */
export const differs: Rule = {
  code: 'list-differs',
  needs: bothNeeded,
  judge: (assessment) => {
    const lists = bothLists(assessment);
    const { direct, swift } = lists;
    const expected = showsFirstMessageOnly(lists)
      ? (measuredMessages(direct)[0]?.releases ?? [])
      : direct.releases;
    const explained = [...hiddenPending(lists, assessment), ...hiddenNamespaces(assessment)];
    const { onlyLeft, onlyRight } = compareReleases(expected, swift.releases);
    const onlyDirect = compareReleases(onlyLeft, explained).onlyLeft;
    if (onlyDirect.length + onlyRight.length === 0) return pass('list-differs');
    return raise(
      'list-differs',
      {
        onlyDirect: onlyDirect.map(describeRelease),
        onlySwift: onlyRight.map(describeRelease),
        shownBySwift: swift.releases.length,
        shownDirectly: direct.releases.length,
      },
      'swift->tiller',
    );
  },
};
