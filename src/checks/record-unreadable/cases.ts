import type { Case } from '../../../test/judge/case.js';
import { cutList } from '../../../test/judge/evidence.js';
import { holds, stored, record, THREE } from '../../../test/judge/storage-evidence.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores, LISTED } from '../../../test/terminal/stores.js';

export const cases: readonly Case[] = [
  {
    code: 'record-unreadable',
    raisedBy: holds({ configmaps: stored([...THREE, record('broken')]) }),
    worse: holds({ configmaps: stored([...THREE, record('torn')]) }),
    notBy: holds({ configmaps: stored(THREE) }),
  },
  {
    // A list that is cut, or belongs to the release of --install, proves nothing.
    code: 'record-unreadable',
    raisedBy: holds({ configmaps: stored([...THREE, record('alpha', 2)]) }),
    notBy: holds({ configmaps: stored([...THREE, record('broken')]) }, {}, cutList(513, 'broken')),
  },
  {
    code: 'record-unreadable',
    raisedBy: holds({ secrets: stored([...THREE, record('broken')]) }, { storage: 'secret' }),
    notBy: holds({ configmaps: stored([...THREE, record('broken')]) }, { readable: false }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'record-unreadable': (stage) =>
    stores(stage, {
      configmaps: [...LISTED, 'edited'].map((name) => storedRevision(name, 1)),
    }),
};
