// Where to look and with which credentials. Targets hold secrets, so they are never written down;
// what of them is worth keeping goes into the evidence.

import type { Failure } from '../evidence/observation.js';
import type { SwiftTarget, TillerTarget } from '../evidence/target.js';

export interface TlsSettings {
  /** PEM. Absent: the system's trust store. */
  readonly ca?: Buffer;
  /** PEM, the client's own. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** The name to expect in the server's certificate, where it is not the host's. */
  readonly servername?: string;
  /** False: any server certificate is taken. */
  readonly verify: boolean;
}

export interface TillerEndpoint {
  readonly host: string;
  readonly port: number;
  readonly source: TillerTarget['source'];
  /** `null`: plaintext. */
  readonly tls: TlsSettings | null;
  /** Present: the address is that of a port forwarded to this pod. */
  readonly forwarded?: ForwardedPort;
}

/** A port of this machine that leads to one of a pod. */
export interface ForwardedPort {
  /** `NAMESPACE/POD:PORT`. */
  readonly to: string;
  /** Why a connection through it broke, if the forwarded connection itself says so. */
  readonly failure: () => Failure | null;
}

/** An endpoint that was looked for in a cluster, and cannot be asked. */
export interface UnresolvedEndpoint<Target> {
  readonly target: Target;
  readonly unfound: Failure;
}

export interface SwiftEndpoint {
  /** Absolute, http or https, without user, query and fragment, ending in a slash. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: 'none' | 'token' | 'header' | 'client-certificate';
  /** Used for https. */
  readonly tls: TlsSettings;
  /** From `--swift-version`, or the lab's own. */
  readonly declaredVersion: string | null;
  readonly source?: SwiftTarget['source'];
  /** Present: the URL is that of a port forwarded to this pod. */
  readonly forwarded?: ForwardedPort;
  /** The proxy in front of an API server. */
  readonly proxy?: URL;
}

export interface Targets {
  readonly tiller: TillerEndpoint | UnresolvedEndpoint<TillerTarget>;
  readonly swift: SwiftEndpoint | UnresolvedEndpoint<SwiftTarget>;
}

export function isUnresolved<T extends object>(
  endpoint: T,
): endpoint is Extract<T, { readonly unfound: Failure }> {
  return 'unfound' in endpoint;
}
