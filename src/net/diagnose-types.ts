import type { Failure, FailureKind, Hop } from '../evidence/observation.js';
import type { TlsSettings } from '../targets/types.js';

/** The connection that failed, as it was meant to be. */
export interface DiagnosisTarget {
  readonly hop: Hop;
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'grpc' | 'http';
  /** `null`: plaintext. */
  readonly tls: TlsSettings | null;
  /** The kubeconfig names the TLS files; absent: flags do. */
  readonly ofKubeconfig?: true;
}

/** An error of the transport, recognised. */
export interface TransportFault {
  readonly kind: FailureKind;
  readonly transportError: string;
}

/** A failure before it is known to which hop it belongs. */
export type Fault = Pick<Failure, 'kind' | 'message' | 'transportError' | 'mesh'>;
