// Whether the records of releases are in another namespace only.
import type { StoredElsewhere } from '../../evidence/cluster.js';
import { plural } from '../../util/bytes.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import { KIND, NOT_LOOKED_AT, STORAGE_HOP, listsSome } from '../shared/storage.js';
import { someOf } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'storage-elsewhere': StoredElsewhereFacts;
  }
}

interface StoredElsewhereFacts {
  /** Tiller's own. */
  readonly namespace: string;
  readonly elsewhere: readonly StoredElsewhere[];
}

export const storageElsewhere = defineCheck({
  group: 'storage',
  after: 'storage-driver-differs',
  code: 'storage-elsewhere',
  findings: {
    'storage-elsewhere': {
      severity: 'warn',
      onHop: 'none',
      passTitle: "Tiller's records are in its own namespace",
      failTitle: ({ namespace, elsewhere }) =>
        `Namespace ${namespace} holds no record of Tiller, but ${someOf(namespaces(elsewhere))} does`,
      describe: ({ elsewhere }, shell) => ({
        seen: elsewhere
          .slice(0, 10)
          .map(
            ({ namespace, kind, records }) =>
              `Namespace ${visible(namespace)}: ${plural(records, 'record')} as ${KIND[kind]}.`,
          ),
        certainty: 'possible',
        cause:
          'The records belong to another Tiller, which may be removed by now, or this Tiller was moved to another namespace (TILLER_NAMESPACE) without its records. This Tiller lists none of these records.',
        steps: [
          look(
            'See which Tillers the cluster has.',
            shell.kubectl(null, ['get', 'pods', '--all-namespaces', '-l', 'app=helm,name=tiller']),
          ),
          change(
            'If these records are the missing releases, run Tiller with TILLER_NAMESPACE set to their namespace. Tiller needs rights on the records in that namespace.',
          ),
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence }, { raise, pass, skip, unknown }) => {
    const storage = evidence.cluster?.storage;
    if (!storage) return skip(NOT_LOOKED_AT);
    if (listsSome(evidence)) return pass();
    const { configmaps, secrets, elsewhere, namespace } = storage;
    if (!elsewhere) {
      // The search looks at other namespaces only where Tiller's own was read, and holds no record.
      if (!configmaps.records.ok) return unknown(configmaps.records.failure.message);
      if (!secrets.records.ok) return unknown(secrets.records.failure.message);
      return pass();
    }
    if (!elsewhere.ok) return unknown(elsewhere.failure.message);
    return elsewhere.value.length > 0
      ? raise('storage-elsewhere', { namespace, elsewhere: elsewhere.value }, STORAGE_HOP)
      : pass();
  },
});

function namespaces(elsewhere: readonly StoredElsewhere[]): string[] {
  return [...new Set(elsewhere.map(({ namespace }) => visible(namespace)))];
}
