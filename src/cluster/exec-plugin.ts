// Credentials from a program that the kubeconfig names (client.authentication.k8s.io).
import { spawn, type ChildProcess } from 'node:child_process';
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import { readNamedFile } from '../targets/files.js';
import { fileProblem } from '../util/file-words.js';
import { readText } from '../net/body.js';
import { counted, OverCeiling } from '../util/counted.js';
import {
  isObject,
  objectIn,
  objectsIn,
  parseJson,
  textIn,
  textsIn,
  type JsonObject,
} from '../util/json.js';

export interface PluginCredential {
  readonly token: string | null;
  /** PEM. */
  readonly cert: string | null;
  readonly key: string | null;
  /** When it expires, in milliseconds since 1970; `null`: it does not say. */
  readonly expiresAt: number | null;
}

/** A plugin that failed. What it left on stderr is no part of it: that may be a secret that only it knows. */
export class PluginError extends Error {}

/**
 * Runs the plugin, and passes it the cluster if its settings ask for that; `signal` kills the plugin.
 * @throws PluginError
 */
export async function runExecPlugin(
  exec: JsonObject,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<PluginCredential> {
  const command = textIn(exec, 'command');
  if (command === '') throw new PluginError('the exec plugin of the kubeconfig has no command');
  const apiVersion = textIn(exec, 'apiVersion');
  const own = objectsIn(exec, 'env').map((entry) => [
    textIn(entry, 'name'),
    textIn(entry, 'value'),
  ]);
  const spec = {
    interactive: false,
    ...(exec['provideClusterInfo'] === true && { cluster: clusterInfo(cluster) }),
  };
  let output: string, end: Ending;
  try {
    const child = spawn(command, textsIn(exec, 'args'), {
      env: {
        ...process.env,
        ...(Object.fromEntries(own) as Record<string, string>),
        KUBERNETES_EXEC_INFO: JSON.stringify({ apiVersion, kind: 'ExecCredential', spec }),
      },
      stdio: ['ignore', 'pipe', 'ignore'],
      // The leader of a group of its own, so that what it starts can be killed with it.
      detached: process.platform !== 'win32',
    });
    const stop = () => {
      kill(child);
      // What left the group may still hold it open.
      child.stdout.destroy();
    };
    const ended = new Promise<Ending>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, killedBy) => resolve({ code, killedBy }));
    });
    try {
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      const stdout = readText(counted(child.stdout, MOST_OUTPUT_BYTES, () => undefined));
      stdout.catch(stop);
      [output, end] = await Promise.all([stdout, ended]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof OverCeiling) {
      throw new PluginError(`${command} printed more than 64 KiB, too much for a credential`);
    }
    // The time is that of the call that started the plugin; others may wait for the same plugin.
    if (signal.aborted) {
      throw new PluginError(
        `${command} was stopped, because it did not end within the time of a call`,
      );
    }
    throw new PluginError(`${command}: ${startProblem(error)}`, { cause: error });
  }
  if (end.code !== 0) {
    const how = end.killedBy === null ? `exit code ${end.code ?? '?'}` : `signal ${end.killedBy}`;
    throw new PluginError(
      `${command} ended with ${how}. Its output may hold a secret, so no report shows the output. Run the exec plugin of the kubeconfig by hand`,
    );
  }
  return credential(command, output);
}

/** With all that it started: a process that does not mind SIGTERM would outlive the run. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch (error) {
    // All of them have ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** More than any credential, and as much as is kept of a text. */
const MOST_OUTPUT_BYTES = 64 * 1024;

interface Ending {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
}

/** In words that hold none of the arguments: Node quotes those that it does not take. */
function startProblem(error: Error): string {
  // The system says so, too, of a script whose first line names what is not there.
  if ('code' in error && error.code === 'ENOENT') {
    return 'there is no such program, or its interpreter is missing';
  }
  if ('syscall' in error) return fileProblem(error);
  if ('code' in error && error.code === 'ERR_INVALID_ARG_VALUE') {
    return 'its command, arguments or environment hold a character that cannot be passed to a program';
  }
  return 'it cannot be run with the command of the kubeconfig';
}

/** As kubectl passes it on, but for what an extension of the kubeconfig adds. */
function clusterInfo(cluster: Cluster): object {
  const { server, tlsServerName, skipTLSVerify, caFile, proxyUrl } = cluster;
  const ca =
    cluster.caData ?? (caFile && readNamedFile('certificate-authority', caFile).toString('base64'));
  return {
    server,
    ...(tlsServerName && { 'tls-server-name': tlsServerName }),
    ...(skipTLSVerify && { 'insecure-skip-tls-verify': true }),
    ...(ca && { 'certificate-authority-data': ca }),
    ...(proxyUrl && { 'proxy-url': proxyUrl }),
  };
}

/** Its output is never quoted: it is made of credentials. */
function credential(command: string, output: string): PluginCredential {
  const parsed = parseJson(output);
  const status = isObject(parsed) ? objectIn(parsed, 'status') : {};
  const read = (field: string) => textIn(status, field) || null;
  const expiresAt = Date.parse(textIn(status, 'expirationTimestamp'));
  const found = {
    expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
    token: read('token'),
    cert: read('clientCertificateData'),
    key: read('clientKeyData'),
  };
  if (found.token === null && (found.cert === null || found.key === null)) {
    throw new PluginError(`${command} gave no ExecCredential with a token or a certificate`);
  }
  if ((found.cert === null) !== (found.key === null)) {
    throw new PluginError(`${command} gave only one of certificate and key`);
  }
  return found;
}
