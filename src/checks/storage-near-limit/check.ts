// Whether a record is near what one object of Kubernetes may hold.
import type { RecordSize, StorageKind, StoredRecord } from '../../evidence/cluster.js';
import { OBJECT_LIMIT } from '../../knowledge/limits.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import { KIND, STORAGE_HOP, ownRecords, storedRevisions } from '../shared/storage.js';
import { describeRelease } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'storage-near-limit': NearStorageFacts;
  }
}

interface NearStorageFacts {
  readonly kind: StorageKind;
  readonly limitBytes: number;
  /** The largest first. */
  readonly records: readonly RecordSize[];
}

/** Their sizes are not asked for. */
const OLD: readonly string[] = ['SUPERSEDED', 'DELETED'];
/** Above this share of the limit the next upgrade may well be over the limit. */
const NEAR = 0.8;

export const storageNearLimit = defineCheck({
  group: 'storage',
  after: 'storage-elsewhere',
  code: 'storage-near-limit',
  findings: {
    'storage-near-limit': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Every stored revision is below 80 % of what Kubernetes stores in one object',
      failTitle: ({ records, limitBytes }) =>
        `${storedRevisions(records.length)} near the ${formatExactSize(limitBytes)} that one object may hold`,
      describe: ({ records, kind }) => ({
        seen: records
          .slice(0, 5)
          .map(
            ({ release, revision, bytes }) =>
              `${describeRelease({ name: release, revision })}: ${formatExactSize(bytes)}.`,
          ),
        certainty: 'certain',
        cause: `Tiller stores a revision, compressed, as one of its ${KIND[kind]}. An upgrade whose record exceeds the limit fails with \`data: Too long: must have at most 1048576\`.`,
        steps: [
          change(
            'Take unneeded files out of the chart (.helmignore), archives first, and upgrade the release: archives do not compress.',
          ),
          look('Or split the chart.'),
        ],
      }),
      measures: ({ records }) =>
        Object.fromEntries(
          records.map(({ release, revision, bytes }) => [`${release}.v${revision}`, bytes]),
        ),
    },
  },
  needs: {},
  run: ({ evidence }, verdicts) => {
    const { raise, pass, skip, unknown } = verdicts;
    const own = ownRecords(evidence, verdicts);
    if ('outcome' in own) return own;
    const { kind, records, sizes } = own;
    if (!records.ok) return unknown(records.failure.message);
    if (!sizes) return skip(`No ${KIND[kind]} of Tiller are in its namespace.`);
    if (!sizes.ok) return unknown(sizes.failure.message);
    const near = sizes.value
      .filter(({ bytes }) => bytes >= NEAR * OBJECT_LIMIT)
      .sort((a, b) => b.bytes - a.bytes);
    const facts = { kind, limitBytes: OBJECT_LIMIT, records: near };
    if (near.length > 0) return raise('storage-near-limit', facts, STORAGE_HOP);
    const lost = withoutSize(records.value, sizes.value);
    return lost > 0
      ? unknown(`The list of sizes lacks ${plural(lost, 'revision')} of the list of names.`)
      : pass(facts, STORAGE_HOP);
  },
});

/** How many of the records whose sizes were asked for have none: the two lists are made one after the other. */
function withoutSize(records: readonly StoredRecord[], sizes: readonly RecordSize[]): number {
  const key = ({ release, revision }: Pick<RecordSize, 'release' | 'revision'>) =>
    `${release}.v${revision}`;
  const known = new Set(sizes.map(key));
  return records.filter((record) => !OLD.includes(record.status) && !known.has(key(record))).length;
}
