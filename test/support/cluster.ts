// A cluster as the incident's: the lab's pair in its network, behind a fake API server, and a kubeconfig.
import { join } from 'node:path';
import { labPair } from '../../src/cli/parse.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.js';
import { contextOf, writeKubeconfig } from './kube/kubeconfig.js';
import { swiftPod, swiftService, tillerPod, type KubeObjects } from './kube/objects.js';
import { startKube, type KubeOptions, type KubeServer } from './kube/server.js';

export interface ClusterOptions extends Omit<KubeOptions, 'objects' | 'network'> {
  /** As for `--lab`; default: the incident's. */
  readonly pair?: string;
  /** Default: seed. */
  readonly data?: string;
  readonly lab?: Partial<LabOptions>;
  /** What differs from a pod of Tiller, a pod of Swift, and the Service helm-api. */
  readonly objects?: KubeObjects;
  /** Name of the kubeconfig; default: kubeconfig. */
  readonly file?: string;
  /** More of the network of pods. */
  readonly network?: KubeOptions['network'];
}

export interface Cluster {
  readonly kube: KubeServer;
  readonly lab: Lab;
  /** Flags that name the kubeconfig, as an admin. */
  readonly flags: readonly string[];
  close(): Promise<void>;
}

/** @param folder for the kubeconfig */
export async function startCluster(folder: string, options: ClusterOptions = {}): Promise<Cluster> {
  const { pair = '', data = 'seed', lab: labOptions, objects, network, ...rest } = options;
  const known = labPair(pair);
  const lab = await startLab({ ...known, data: dataSet(data), ...labOptions });
  const kube = await startKube({
    objects: {
      pods: [
        tillerPod({ image: `gcr.io/kubernetes-helm/tiller:v${known.tiller.version}` }),
        swiftPod({ image: `appscode/swift:${known.swift.version}` }),
      ],
      services: [swiftService()],
      ...objects,
    },
    network: { ...networkOf(lab), ...network },
    ...rest,
  });
  const file = writeKubeconfig(join(folder, options.file ?? 'kubeconfig'), [contextOf(kube)]);
  return {
    kube,
    lab,
    flags: ['--kubeconfig', file],
    close: async () => {
      await kube.close();
      await lab.close();
    },
  };
}

/** The addresses of the pods in test/support/kube/objects.ts. */
function networkOf({ tillerAddress, swiftUrl }: Lab): Record<string, number> {
  return {
    '10.1.0.7:44134': Number(tillerAddress.split(':')[1]),
    '10.1.0.8:9855': Number(new URL(swiftUrl).port),
  };
}
