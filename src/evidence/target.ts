// Whom a run asked.

export interface LabFacts {
  readonly swift: string;
  readonly tiller: string;
  readonly data: string;
}

export interface TillerTarget {
  /** `HOST:PORT`; `NAMESPACE/POD:PORT` or, where none was chosen, `namespace NAME` from a cluster. */
  readonly address: string;
  readonly tls: 'off' | 'unverified' | 'verified';
  /** Where the address came from. */
  readonly source: 'flag' | 'HELM_HOST' | 'lab' | 'cluster';
}

export interface SwiftTarget {
  /**
   * Without user, password, query and fragment, and without a trailing slash. That of the API server
   * where Swift was looked for in a cluster and not found.
   */
  readonly url: string;
  /** Where the URL came from; absent: `--swift`, or the lab. */
  readonly source?: 'cluster';
  readonly tls?: TillerTarget['tls'];
  readonly credentials: 'none' | 'token' | 'header' | 'client-certificate';
  /** Whether the URL is that of a Kubernetes API server's service proxy. */
  readonly viaApiServer: boolean;
  readonly declaredVersion: string | null;
}
