import type { Case } from '../../../test/judge/case.js';
import { failed, ok } from '../../../test/judge/evidence.js';
import { holds, listsNothing, refusedSecrets } from '../../../test/judge/storage-evidence.js';
import { dataObject } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores, LISTED } from '../../../test/terminal/stores.js';

const ONE = { namespace: 'a', kind: 'secrets', records: 1 } as const;

export const cases: readonly Case[] = [
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({
      elsewhere: ok([{ namespace: 'tiller-world', kind: 'configmaps', records: 7 }]),
    }),
    says: [
      'Namespace kube-system holds no record of Tiller, but tiller-world does',
      'Namespace tiller-world: 7 records as ConfigMaps.',
    ],
    is: { outcome: 'warn', hop: 'tiller->storage', certainty: 'possible' },
    notBy: listsNothing({ elsewhere: ok([]) }),
    otherwise: 'pass',
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([ONE, { ...ONE, kind: 'configmaps' }]) }),
    says: ['but a does', 'Namespace a: 1 record as Secrets.'],
    notBy: listsNothing({ elsewhere: refusedSecrets }),
    otherwise: 'unknown: secrets is forbidden',
  },
  {
    // Tiller does list releases, so it finds what it stores. A line each of the first ten namespaces.
    code: 'storage-elsewhere',
    raisedBy: listsNothing({
      elsewhere: ok(Array.from({ length: 11 }, (_, index) => ({ ...ONE, namespace: `n${index}` }))),
    }),
    says: ['Namespace n9:'],
    silentOn: ['Namespace n10:'],
    notBy: holds({ elsewhere: ok([ONE]) }),
    otherwise: 'pass',
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([ONE]) }),
    notBy: listsNothing({ secrets: { records: refusedSecrets } }),
    otherwise: 'unknown: secrets is forbidden',
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([ONE]) }),
    notBy: listsNothing({ configmaps: { records: failed('timeout') } }),
    otherwise: 'unknown: timeout.',
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([ONE]) }),
    notBy: listsNothing({}),
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'storage-elsewhere': (stage) =>
    stores(
      stage,
      {
        configmaps: LISTED.map((name) =>
          dataObject({
            ...{ name: `${name}.v1`, namespace: 'tiller-world' },
            labels: { OWNER: 'TILLER', NAME: name, VERSION: '1', STATUS: 'DEPLOYED' },
          }),
        ),
      },
      'empty',
    ),
};
