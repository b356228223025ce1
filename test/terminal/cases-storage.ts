// What Tiller stores, beside the three small releases of its list.
import {
  dataObject,
  storedRevision,
  swiftPod,
  tillerPod,
  type KubeObjects,
} from '../support/kube/objects.js';
import type { TerminalCase } from './cases.js';
import type { Stage } from './start.js';

/** The three that the lab's data set small holds. */
const LISTED = ['alpha', 'beta', 'gamma'];

async function stores(stage: Stage, objects: KubeObjects, data = 'small'): Promise<string[]> {
  const { flags } = await stage.cluster({
    ...{ pair: 'swift@0.11.1,tiller@2.13.0', data },
    objects: {
      pods: [
        tillerPod({ image: 'ghcr.io/helm/tiller:v2.13.0' }),
        swiftPod({ image: 'appscode/swift:0.11.1' }),
      ],
      ...objects,
    },
  });
  return ['probe', ...flags];
}

export const STORAGE_CASES: TerminalCase[] = [
  {
    code: 'storage-driver-differs',
    start: (stage) =>
      stores(stage, { secrets: LISTED.map((name) => storedRevision(name, 1)) }, 'empty'),
  },
  {
    code: 'storage-elsewhere',
    start: (stage) =>
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
  },
  {
    code: 'storage-near-limit',
    start: (stage) =>
      stores(stage, {
        configmaps: [
          storedRevision('alpha', 1, 1_000_000),
          storedRevision('beta', 1),
          storedRevision('gamma', 1, 838_861),
        ],
      }),
  },
  {
    code: 'history-unbounded',
    start: (stage) =>
      stores(stage, {
        configmaps: Array.from({ length: 60 }, (_, index) => storedRevision('alpha', index + 1)),
      }),
  },
  {
    code: 'record-unreadable',
    start: (stage) =>
      stores(stage, {
        configmaps: [...LISTED, 'edited'].map((name) => storedRevision(name, 1)),
      }),
  },
];
