// The access of the tool to a fake API server, through a kubeconfig file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterAccess } from '../../../src/cluster/access.js';
import { loadKubeconfig } from '../../../src/cluster/kubeconfig.js';
import { writeKubeconfig, type ContextOptions } from './kubeconfig.js';

export function clusterAccess(context: ContextOptions): ClusterAccess {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-access-'));
  try {
    const kubeconfig = writeKubeconfig(join(folder, 'config'), [context]);
    return loadKubeconfig({ kubeconfig, env: {} }).access();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
