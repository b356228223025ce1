// A cluster as the tests have it, until the process is ended: its argument is a folder for the kubeconfig.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { module } = await runnerImport('./test/support/cluster.ts', {
  ...{ root, configFile: false, logLevel: 'error' },
});
const { flags } = await module.startCluster(process.argv[2], {
  pair: 'swift@0.11.1,tiller@2.13.0',
});
console.log(`kubeconfig ${flags[1]}`);
