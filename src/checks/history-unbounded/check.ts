// Whether the history of releases grows without end.
import type { StoredRecord } from '../../evidence/cluster.js';
import { formatCount } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { STORAGE_HOP, ownRecords } from '../shared/storage.js';
import { limitHistory } from '../shared/tiller-commands.js';
import { shownName, someOf } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'history-unbounded': HistoryFacts;
  }
}

interface HistoryFacts {
  /** All stored revisions. */
  readonly revisions: number;
  /** Those with the longest history first. */
  readonly releases: readonly { readonly release: string; readonly revisions: number }[];
}

/** Revisions of one release from which on an unbounded history is worth a finding. */
const LONG = 50;

export const historyUnbounded = defineCheck({
  group: 'storage',
  after: 'storage-near-limit',
  code: 'history-unbounded',
  findings: {
    'history-unbounded': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Tiller limits the history of releases, or the history is short',
      failTitle: ({ revisions }) =>
        `Tiller keeps all revisions: it stores ${formatCount(revisions)} of them`,
      describe: ({ releases }, shell) => ({
        seen: [
          `The longest: ${someOf(releases.map(({ release, revisions }) => `${shownName(release)} with ${formatCount(revisions)}`))}.`,
          'Tiller runs without --history-max, or with 0, and without TILLER_HISTORY_MAX.',
        ],
        certainty: 'certain',
        cause:
          'For every list, Tiller fetches and decodes every stored revision. Each upgrade makes lists slower, and Tiller needs more memory.',
        steps: limitHistory(shell),
      }),
      measures: ({ revisions }) => ({ revisions }),
    },
  },
  needs: {},
  run: ({ evidence }, verdicts) => {
    const { raise, pass, unknown } = verdicts;
    const own = ownRecords(evidence, verdicts);
    if ('outcome' in own) return own;
    if (own.historyMax > 0) return pass({}, STORAGE_HOP);
    const { records } = own;
    if (!records.ok) return unknown(records.failure.message);
    const releases = byRelease(records.value);
    if (releases.every(({ revisions }) => revisions < LONG)) return pass({}, STORAGE_HOP);
    const facts = {
      revisions: records.value.length,
      releases: releases.slice(0, 10),
    };
    return raise('history-unbounded', facts, STORAGE_HOP);
  },
});

function byRelease(records: readonly StoredRecord[]): HistoryFacts['releases'] {
  const counts = new Map<string, number>();
  for (const { release } of records) counts.set(release, (counts.get(release) ?? 0) + 1);
  return [...counts]
    .map(([release, revisions]) => ({ release, revisions }))
    .sort((a, b) => b.revisions - a.revisions);
}
