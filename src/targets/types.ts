// Where to look and with which credentials. Targets hold secrets, so they are never written down;
// what of them is worth keeping goes into the evidence.

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
  readonly source: 'flag' | 'HELM_HOST' | 'lab';
  /** `null`: plaintext. */
  readonly tls: TlsSettings | null;
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
}

export interface Targets {
  readonly tiller: TillerEndpoint;
  readonly swift: SwiftEndpoint;
}
