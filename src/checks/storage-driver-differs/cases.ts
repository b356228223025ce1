import type { Case } from '../../../test/judge/case.js';
import {
  holds,
  listsNothing,
  stored,
  refusedSecrets,
  THREE,
} from '../../../test/judge/storage-evidence.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores, LISTED } from '../../../test/terminal/stores.js';

export const cases: readonly [Case, ...Case[]] = [
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: stored(THREE) }, { storage: 'secret' }),
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ configmaps: stored(THREE) }, { storage: 'secret' }),
    // Left over from before.
    notBy: listsNothing({ configmaps: stored(THREE), secrets: stored(THREE) }),
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: { records: refusedSecrets } }),
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: holds({ secrets: stored(THREE) }),
  },
  {
    // The name of a driver is no name of a property.
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: stored(THREE) }, { storage: 'constructor' }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'storage-driver-differs': (stage) =>
    stores(stage, { secrets: LISTED.map((name) => storedRevision(name, 1)) }, 'empty'),
};
