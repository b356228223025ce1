// The computed way out as steps: smallest first, with numbers that hold for this very list.
import type { WayOut } from '../../predict/way-out.js';
import { isNamed, type Pair, type Upgrades } from '../../predict/upgrades.js';
import type { Page } from '../../predict/page-sequence.js';
import { plural } from '../../util/bytes.js';
import { describeRelease, someNames, someOf } from './words.js';

/** Sentences; empty where the list passes. */
export function wayOutSteps(way: WayOut): string[] {
  if (way.passes) return [];
  return [...upgradeSteps(way.upgrades), ...pageSteps(way)];
}

function upgradeSteps({ swift, tiller, both, documented: named }: Upgrades): string[] {
  const steps: string[] = [];
  const documented = (pair: Pair) =>
    isNamed(pair) ? ', a documented pair' : ', a pair that the table does not name';
  if (swift) {
    steps.push(
      `Computed for this list: it passes with Swift ${swift.swift.version} in front of the present Tiller ${swift.tiller.version}${documented(swift)}.`,
    );
  }
  if (tiller) {
    steps.push(
      `Computed for this list: it passes with Tiller ${tiller.tiller.version} behind the present Swift ${tiller.swift.version}${documented(tiller)}.`,
    );
  }
  if (both) {
    steps.push(
      `Computed for this list: it passes with Swift ${both.swift.version} and Tiller ${both.tiller.version} together${documented(both)}.`,
    );
  }
  if (named) {
    steps.push(
      `The nearest pair of Swift's own table with which it passes: Swift ${named.swift.version} and Tiller ${named.tiller.version}.`,
    );
  }
  if (steps.length === 0) {
    steps.push('Computed for this list: no newer release of Swift or Tiller makes it pass.');
  }
  return steps;
}

function pageSteps({ pages: { pages, unreachable } }: WayOut): string[] {
  const alone = unreachable.map(({ release }) => describeRelease(release));
  const lost =
    alone.length === 0
      ? ''
      : ` ${plural(alone.length, 'stored revision')} ${alone.length === 1 ? 'fits' : 'fit'} on no page: ${someNames(alone)}.`;
  if (pages.length === 0) return [`In pages through the present Swift nothing passes.${lost}`];
  const queries = pages.map(pageQuery);
  const repeats = pages.some(({ repeated }) => repeated.length > 0)
    ? ' A part that begins at a name with several revisions repeats one of them.'
    : '';
  return [
    `Until then through the present Swift in ${plural(pages.length, 'call')}: ${someOf(queries, 3)}.${repeats}${lost}`,
  ];
}

function pageQuery({ request }: Page): string {
  const parts = [
    request.all ? 'all=true' : '',
    ...(request.statusCodes ?? []).map((status) => `status_codes=${status}`),
    request.namespace ? `namespace=${encodeURIComponent(request.namespace)}` : '',
    'sort_by=NAME',
    request.limit ? `limit=${request.limit}` : '',
    request.offset ? `offset=${encodeURIComponent(request.offset)}` : '',
  ];
  return `?${parts.filter((part) => part !== '').join('&')}`;
}
