// Whether Tiller lists every revision that is stored.
import type { StorageKind } from '../../evidence/cluster.js';
import type { ReleaseIdentity } from '../../evidence/types.js';
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import { tillerLog } from '../shared/tiller-commands.js';
import { needs } from '../needs.js';
import { KIND, STORAGE_HOP, ownRecords, storedRevisions } from '../shared/storage.js';
import { describeRelease, someOf } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'record-unreadable': UnreadableFacts;
  }
}

interface UnreadableFacts {
  readonly kind: StorageKind;
  /** Stored, and not in the direct list. */
  readonly records: readonly Pick<ReleaseIdentity, 'name' | 'revision'>[];
}

export const recordUnreadable = defineCheck({
  group: 'storage',
  after: 'history-unbounded',
  code: 'record-unreadable',
  findings: {
    'record-unreadable': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Tiller lists every revision that is stored',
      failTitle: ({ records }) =>
        `${storedRevisions(records.length)} missing from Tiller's own list`,
      describe: ({ records, kind }, shell) => ({
        seen: [`Stored as ${KIND[kind]}, not listed: ${someOf(records.map(describeRelease))}.`],
        certainty: 'likely',
        cause:
          'Tiller leaves a record that it cannot decode out of its list, and reports it only in its log: `failed to decode release`. A release that was stored or deleted between the two looks appears the same.',
        steps: [
          tillerLog('Look into the log of Tiller for `failed to decode release`.', shell),
          look(
            'Run swiftcheck again. If the difference persists, the record cannot be decoded.',
            shell.swiftcheck(['probe']),
          ),
          change('Restore a record that cannot be decoded from a backup.'),
        ],
      }),
      measures: ({ records }) =>
        Object.fromEntries(records.map(({ name, revision }) => [key(name, revision), 1])),
    },
  },
  needs: { stored: needs.stored },
  run: ({ evidence }, verdicts, { stored: listed }) => {
    const { raise, pass, unknown } = verdicts;
    const own = ownRecords(evidence, verdicts);
    if ('outcome' in own) return own;
    if (!own.records.ok) return unknown(own.records.failure.message);
    if (!listed.whole) return unknown('The direct list is not complete.', 'every release');
    const keys = new Set(listed.releases.map(({ name, revision }) => key(name, revision)));
    const records = own.records.value
      // The release of --install came and went in between.
      .filter(
        ({ release, revision }) =>
          release !== evidence.payload?.releaseName && !keys.has(key(release, revision)),
      )
      .map(({ release, revision }) => ({ name: release, revision }));
    return records.length > 0
      ? raise('record-unreadable', { kind: own.kind, records }, STORAGE_HOP)
      : pass({}, STORAGE_HOP);
  },
});

function key(name: string, revision: number): string {
  return `${name}.v${revision}`;
}
