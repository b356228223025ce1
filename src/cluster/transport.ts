// What calls to the API server need first, and what it means where they get no answer.
import { createSecureContext } from 'node:tls';
import type { Failure } from '../evidence/observation.js';
import { classifySocketError } from '../net/diagnose.js';
import { httpFault } from '../net/http-faults.js';
import {
  diagnoseConnection,
  NO_DIAGNOSIS,
  type ConnectionDiagnosis,
} from '../net/connection-diagnosis.js';
import { ObservationFailed, stoppedFailure } from '../net/observe.js';
import type { Run, StopReason } from '../net/run.js';
import { until } from '../net/until.js';
import { certificatesIn } from '../targets/identity.js';
import { isTakenInPlaintext } from '../targets/swift.js';
import type { TlsSettings } from '../targets/types.js';
import { formatDuration } from '../util/bytes.js';
import { isHeaderValue } from '../util/header-value.js';
import { fileProblem } from '../util/file-words.js';
import { shorten, visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { PluginError } from './exec-plugin.js';
import type { ClusterAccess } from './access.js';
import type { ClusterCredentials } from './credentials.js';

export const API_SERVER = 'swiftcheck->api-server';

/** The credentials of a context, or the failure to get them. @throws ObservationFailed */
export async function credentialsFor(access: ClusterAccess, run: Run): Promise<ClusterCredentials> {
  const credentials = await loadedCredentials(access, run);
  if (!run.options.allowPlaintextToken && isTakenInPlaintext(access.server, credentials.headers)) {
    const why = `they would go to ${access.server.host} in plaintext. Write https:// for its server in the kubeconfig, or allow plaintext with --allow-plaintext-token`;
    throw unavailable(access, why);
  }
  for (const [name, value] of Object.entries(credentials.headers)) {
    if (isHeaderValue(value)) continue;
    throw unavailable(access, `the header ${name} holds a character that HTTP does not send`);
  }
  const unusable = access.server.protocol === 'https:' ? unusableIn(credentials.tls) : null;
  if (unusable !== null) throw unavailable(access, unusable);
  return credentials;
}

/** What is wrong with the certificates of a kubeconfig, before a handshake fails for it; `null`: nothing. */
function unusableIn({ ca, cert, key, verify }: TlsSettings): string | null {
  // Node takes what is no certificate for a CA that has issued none.
  if (ca && verify && certificatesIn(ca).length === 0) {
    return 'the certificate-authority holds no certificate in PEM';
  }
  const context = (files: object): string | null => {
    try {
      createSecureContext(files);
      return null;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return error.message;
    }
  };
  const ofCa = ca && verify ? context({ ca }) : null;
  if (ofCa !== null) return `the certificate-authority cannot be used (${ofCa})`;
  // kubectl refuses it, too; Node would leave the certificate out.
  if (cert && !key) return 'the user has a client-certificate without a client-key';
  const own = context({ ...(cert && { cert }), ...(key && { key }) });
  return own === null
    ? null
    : `the client-certificate and client-key cannot be used, or are not a pair (${own})`;
}

async function loadedCredentials(access: ClusterAccess, run: Run): Promise<ClusterCredentials> {
  const { signal, stopped } = run.call();
  access.addTo(run.secrets);
  try {
    // Whatever gets them: a program, or what the kubeconfig's library asks for itself.
    const credentials = await until(signal, access.credentials(signal));
    run.secrets.addHeaders(credentials.headers);
    run.secrets.addKey(credentials.tls);
    return credentials;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const stop = signal.aborted ? stopped() : null;
    // The API server was not asked yet.
    if (stop === 'timeout') {
      const time = formatDuration(run.options.timeoutMs);
      const why = `the exec plugin or auth-provider did not end within ${time} (--timeout). It may wait for a login`;
      throw unavailable(access, why);
    }
    if (stop !== null) {
      throw new ObservationFailed(
        stoppedFailure(run, API_SERVER, stop, 'the credentials of the kubeconfig'),
      );
    }
    throw unavailable(access, whyNot(error));
  }
}

function unavailable({ context }: ClusterAccess, why: string): ObservationFailed {
  const words = shorten(visible(why), 300);
  const message = `Context ${visible(context)} gives no usable credentials: ${words.replace(/\.?$/, '.')}`;
  return new ObservationFailed({ hop: API_SERVER, kind: 'credentials', message });
}

/** The words of others are not shown: they may hold what a program printed, and that may be a token. */
function whyNot(error: Error): string {
  if (error instanceof PluginError || error instanceof UsageError) return error.message;
  if ('syscall' in error) return fileProblem(error);
  return 'the auth-provider of the kubeconfig failed. Run kubectl with this context: it prints the reason';
}

/** Why a call to the API server got no answer. @throws the error where it is none of the transport */
export async function transportFailed(
  error: unknown,
  stop: StopReason | null,
  waitedFor: string,
  access: ClusterAccess,
  credentials: ClusterCredentials,
  run: Run,
): Promise<ObservationFailed> {
  const fault = stop === null ? httpFault(error, waitedFor, access.proxy) : null;
  // An answer came, over a connection that works.
  if (fault?.kind === 'unreadable') return new ObservationFailed({ hop: API_SERVER, ...fault });
  // Through a proxy a look of our own would take another path.
  const unanswered = access.proxy === null && (stop === null || stop === 'timeout');
  const diagnosis = unanswered ? await diagnoseServer(access, credentials, run) : NO_DIAGNOSIS;
  const failure =
    diagnosis.found ??
    (fault ? { hop: API_SERVER, ...fault } : brokenFailure(error, stop, waitedFor, run));
  return new ObservationFailed(failure, undefined, undefined, diagnosis.ms);
}

function diagnoseServer(
  { server: { hostname, protocol, port } }: ClusterAccess,
  credentials: ClusterCredentials,
  run: Run,
): Promise<ConnectionDiagnosis> {
  const tls = protocol === 'https:' ? credentials.tls : null;
  const target = {
    ...({ hop: API_SERVER, protocol: 'http', tls, ofKubeconfig: true } as const),
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (tls ? 443 : 80) : Number(port),
  };
  return diagnoseConnection(target, run);
}

function brokenFailure(
  error: unknown,
  stop: StopReason | null,
  waitedFor: string,
  run: Run,
): Failure {
  if (stop !== null) return stoppedFailure(run, API_SERVER, stop, waitedFor);
  const { kind, transportError } = classifySocketError(error);
  return {
    hop: API_SERVER,
    kind,
    message: `The connection broke while waiting for ${waitedFor}: ${transportError}`,
    transportError,
  };
}
