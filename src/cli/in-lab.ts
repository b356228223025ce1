// What a run asks where it asks the lab.
import type { LabFacts } from '../evidence/target.js';
import type { Lab } from '../lab/lab.js';
import type { Targets } from '../targets/types.js';

/** @param data the name of what the lab's Tiller stores */
export function inLab(
  { tillerAddress, swiftUrl, swift, tiller }: Lab,
  data: string,
): { readonly targets: Targets; readonly lab: LabFacts } {
  const [host = '', port = ''] = tillerAddress.split(':');
  return {
    targets: {
      tiller: { host, port: Number(port), source: 'lab', tls: null },
      swift: {
        url: new URL(swiftUrl),
        headers: {},
        credentials: 'none',
        tls: { verify: true },
        declaredVersion: swift.version,
      },
    },
    lab: { swift: swift.version, tiller: tiller.version, data },
  };
}
