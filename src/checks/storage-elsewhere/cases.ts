import type { Case } from '../../../test/judge/case.js';
import { ok } from '../../../test/judge/evidence.js';
import { holds, listsNothing, refusedSecrets } from '../../../test/judge/storage-evidence.js';
import { dataObject } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores, LISTED } from '../../../test/terminal/stores.js';

export const cases: readonly Case[] = [
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({
      elsewhere: ok([{ namespace: 'tiller-world', kind: 'configmaps', records: 7 }]),
    }),
    notBy: listsNothing({ elsewhere: ok([]) }),
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([{ namespace: 'a', kind: 'secrets', records: 1 }]) }),
    notBy: listsNothing({ elsewhere: refusedSecrets }),
  },
  {
    // Tiller does list releases, so it finds what it stores.
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([{ namespace: 'a', kind: 'secrets', records: 1 }]) }),
    notBy: holds({ elsewhere: ok([{ namespace: 'a', kind: 'secrets', records: 1 }]) }),
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
