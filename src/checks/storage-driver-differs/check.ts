// Whether Tiller looks for its records where the records are.
import type { StorageKind } from '../../evidence/cluster.js';
import { plural } from '../../util/bytes.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import { KIND, STORAGE_HOP, listsSome, ownStorage } from '../shared/storage.js';
import { kindOf } from '../shared/tiller-place.js';

declare module '../define.js' {
  interface FindingFacts {
    'storage-driver-differs': DriverFacts;
  }
}

interface DriverFacts {
  readonly namespace: string;
  /** `--storage`. */
  readonly driver: string;
  /** What the records are. */
  readonly kind: StorageKind;
  readonly records: number;
}

export const storageDriverDiffers = defineCheck({
  group: 'storage',
  after: null,
  code: 'storage-driver-differs',
  findings: {
    'storage-driver-differs': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: "Tiller's storage driver matches its records",
      failTitle: ({ kind, driver }) =>
        `The records of releases are ${KIND[kind]}, and Tiller runs with --storage=${visible(driver)}`,
      describe: ({ namespace, kind, driver, records }, shell) => ({
        seen: [
          `Namespace ${namespace}: ${plural(records, 'record')} of Tiller as ${KIND[kind]}, none as --storage=${visible(driver)} would keep them.`,
        ],
        certainty: 'likely',
        cause:
          'Tiller was installed or started with another storage than before. Tiller lists no release, though the applications run, and an install under an old name fails or creates the objects twice.',
        steps: [
          look('See the records.', shell.kubectl(namespace, ['get', kind, '-l', 'OWNER=TILLER'])),
          change(
            `Run Tiller with the argument --storage=${kind === 'secrets' ? 'secret' : 'configmap'}, under which these records were stored.`,
          ),
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence }, verdicts) => {
    const { raise, pass, skip, unknown } = verdicts;
    const own = ownStorage(evidence, verdicts);
    if ('outcome' in own) return own;
    const { storage, driver } = own;
    const kind = kindOf(driver);
    if (kind === undefined) return skip(`Tiller stores by --storage=${driver}.`);
    if (listsSome(evidence)) return pass({}, STORAGE_HOP);
    const other: StorageKind = kind === 'secrets' ? 'configmaps' : 'secrets';
    const [mine, theirs] = [storage[kind].records, storage[other].records];
    if (!mine.ok) return unknown(mine.failure.message);
    if (!theirs.ok) return unknown(theirs.failure.message);
    if (mine.value.length > 0 || theirs.value.length === 0) return pass({}, STORAGE_HOP);
    const { namespace } = storage;
    const facts = { namespace, driver, kind: other, records: theirs.value.length };
    return raise('storage-driver-differs', facts, STORAGE_HOP);
  },
});
