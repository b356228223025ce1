// Fields of a kubeconfig that exclude each other, as client-go has it (tools/clientcmd/validation.go, and transport).
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import { isObject } from '../util/json.js';
import type { KubeconfigUser } from './kubeconfig-file.js';

type Pair = readonly [one: string, isOneThere: unknown, other: string, isOtherThere: unknown];

/** Two fields of a user of which only one can be meant; `null`: there are none. */
export function contradictionInUser(user: KubeconfigUser): string | null {
  const { token, tokenFile, username, password, certFile, certData, keyFile, keyData } = user;
  const exec: unknown = user.exec;
  const provider: unknown = user.authProvider;
  return firstOf([
    ['token', token, 'username', username],
    ['token', token, 'password', password],
    ['tokenFile', tokenFile, 'username', username],
    ['client-certificate', certFile, 'client-certificate-data', certData],
    // Without a certificate no key is used.
    ['client-key', isThere(certFile, certData) && keyFile, 'client-key-data', keyData],
    ['exec', isObject(exec), 'auth-provider', isObject(provider)],
  ]);
}

/** The same of a cluster. */
export function contradictionInCluster({ caFile, caData, skipTLSVerify }: Cluster): string | null {
  return firstOf([
    ['certificate-authority', caFile, 'certificate-authority-data', caData],
    ['certificate-authority', caFile, 'insecure-skip-tls-verify', skipTLSVerify],
    ['certificate-authority-data', caData, 'insecure-skip-tls-verify', skipTLSVerify],
  ]);
}

function firstOf(pairs: readonly Pair[]): string | null {
  const found = pairs.find(([, isOneThere, , isOtherThere]) => isOneThere && isOtherThere);
  return found ? `${found[0]} and ${found[2]}` : null;
}

/** Whether a user has credentials of its own, so that client-go asks no exec plugin (UpdateTransportConfig). */
export function needsNoPlugin(user: KubeconfigUser): boolean {
  const { token, tokenFile, username, certFile, certData, keyFile, keyData } = user;
  const isPair = isThere(certFile, certData) && isThere(keyFile, keyData);
  return isThere(token, tokenFile, username) || isPair;
}

/** An empty field is none, as in Go. */
function isThere(...fields: readonly (string | undefined)[]): boolean {
  return fields.some(Boolean);
}
