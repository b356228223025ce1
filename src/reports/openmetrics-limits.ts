// How much of each limit is used, as metrics.
import type { Judgement } from '../judge/judge.js';
import { headroomOf, type Headroom } from '../views/headroom.js';
import type { Family, Sample } from './openmetrics-text.js';

const USED_BYTES: Family = {
  name: 'swiftcheck_limit_used_bytes',
  unit: 'bytes',
  help: 'The bytes of the largest message that has to pass the limit.',
};
const LIMIT_BYTES: Family = {
  name: 'swiftcheck_limit_bytes',
  unit: 'bytes',
  help: 'The largest message that the hop lets pass, with the versions of this run.',
};
const LISTED: Family = {
  name: 'swiftcheck_limit_used_revisions',
  help: 'The number of stored revisions that a list has to hold.',
};
const LIST_LIMIT: Family = {
  name: 'swiftcheck_limit_revisions',
  help: 'The number of stored revisions at which Tiller ends a list.',
};
const RATIO: Family = {
  name: 'swiftcheck_limit_used_ratio',
  unit: 'ratio',
  help: 'The used part of a limit. Above 1 the limit is exceeded.',
};

export function limitSamples({ analysis }: Judgement): Sample[] {
  const rows = headroomOf(analysis);
  const of = (family: Family, some: readonly Headroom[], value: (row: Headroom) => number) =>
    some.map((row) => ({
      family,
      labels: { hop: row.hop, what: row.what },
      value: value(row),
    }));
  const counted = rows.filter(({ what }) => what === 'list length');
  const sized = rows.filter(({ what }) => what !== 'list length');
  return [
    ...of(LIMIT_BYTES, sized, ({ limit }) => limit),
    ...of(USED_BYTES, sized, ({ used }) => used),
    ...of(LIST_LIMIT, counted, ({ limit }) => limit),
    ...of(LISTED, counted, ({ used }) => used),
    ...of(RATIO, rows, (row) => row.share),
  ];
}
