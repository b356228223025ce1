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

const NOT_SEEN = { records: refusedSecrets };

export const cases: readonly [Case, ...Case[]] = [
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    says: [
      'The records of releases are Secrets, and Tiller runs with --storage=configmap',
      'Namespace kube-system: 3 records of Tiller as Secrets, none as --storage=configmap',
      / -n kube-system get secrets -l OWNER=TILLER$/m,
      'Run Tiller with the argument --storage=secret,',
    ],
    is: { outcome: 'fail', hop: 'tiller->storage', certainty: 'likely' },
    notBy: listsNothing({ secrets: stored(THREE) }, { storage: 'secret' }),
    otherwise: 'pass',
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ configmaps: stored(THREE) }, { storage: 'secret' }),
    says: [
      'are ConfigMaps',
      / get configmaps /,
      'Run Tiller with the argument --storage=configmap,',
    ],
    // Left over from before.
    notBy: listsNothing({ configmaps: stored(THREE), secrets: stored(THREE) }),
    otherwise: 'pass',
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: NOT_SEEN }),
    otherwise: 'unknown: secrets is forbidden',
  },
  {
    // Its own kind is as little known.
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ configmaps: stored(THREE), secrets: NOT_SEEN }, { storage: 'secret' }),
    otherwise: 'unknown: secrets is forbidden',
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: holds({ secrets: stored(THREE) }),
    otherwise: 'pass',
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({}),
    otherwise: 'pass',
  },
  {
    // The name of a driver is no name of a property.
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: stored(THREE) }, { storage: 'constructor' }),
    otherwise: 'skipped: Tiller stores by --storage=constructor.',
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: stored(THREE) }, { readable: false }),
    otherwise: "unknown: A shell script or a variable hides the arguments of Tiller's pod.",
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: {},
    otherwise: 'skipped: What Tiller stores was not looked at.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'storage-driver-differs': (stage) =>
    stores(stage, { secrets: LISTED.map((name) => storedRevision(name, 1)) }, 'empty'),
};
