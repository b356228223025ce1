// What calls to the API server need first, and what it means where they get no answer.
import type { Failure } from '../evidence/types.js';
import { classifySocketError, diagnose } from '../gather/diagnose.js';
import { Failed, stoppedFailure } from '../gather/observe.js';
import type { Run, Stop } from '../gather/run.js';
import { shorten, visible } from '../util/safe-text.js';
import type { ClusterAccess, ClusterCredentials } from './access.js';

export const API_SERVER = 'swiftcheck->api-server';

/** The credentials of a context, or the failure to get them. @throws Failed */
export async function credentialsFor(access: ClusterAccess, run: Run): Promise<ClusterCredentials> {
  const { signal, stopped } = run.call();
  try {
    return await access.credentials(signal);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const stop = signal.aborted ? stopped() : null;
    if (stop !== null) {
      throw new Failed(stoppedFailure(run, API_SERVER, stop, 'the credentials of the kubeconfig'));
    }
    throw new Failed({
      hop: API_SERVER,
      kind: 'credentials',
      message: `The credentials of the context ${visible(access.context)} cannot be had: ${shorten(visible(error.message), 300)}`,
    });
  }
}

/** Why a call to the API server got no answer. @throws the error where it is none of the transport */
export async function transportFailure(
  error: unknown,
  stop: Stop | null,
  waitedFor: string,
  access: ClusterAccess,
  credentials: ClusterCredentials,
  run: Run,
): Promise<Failure> {
  // Through a proxy a look of our own would take another way.
  if (access.proxy === null && (stop === null || stop === 'timeout')) {
    const { hostname, protocol, port } = access.server;
    const tls = protocol === 'https:' ? credentials.tls : null;
    const found = await diagnose(
      {
        hop: API_SERVER,
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port === '' ? (tls ? 443 : 80) : Number(port),
        protocol: 'http',
        tls,
      },
      run.diagnosis,
    );
    if (found) return found;
  }
  if (stop !== null) return stoppedFailure(run, API_SERVER, stop, waitedFor);
  const { kind, transportError } = classifySocketError(error);
  return {
    hop: API_SERVER,
    kind,
    message: `The connection broke while waiting for ${waitedFor}: ${transportError}`,
    transportError,
  };
}
