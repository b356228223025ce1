// Where the TLS files of a connection come from: Helm's flags for Tiller, curl's for Swift, the kubeconfig for a cluster.

import type { DiagnosisTarget } from './diagnose-types.js';

export interface Flags {
  readonly ca: string;
  readonly identity: string;
  readonly cert: string;
}

const FLAGS: Readonly<Record<DiagnosisTarget['protocol'], Flags>> = {
  grpc: {
    ca: '--tls-ca-cert',
    identity: '--tls-cert and --tls-key',
    cert: '--tls-cert',
  },
  http: {
    ca: '--cacert',
    identity: '--cert and --key',
    cert: '--cert',
  },
};

const KUBECONFIG: Flags = {
  ca: "the kubeconfig's certificate-authority",
  identity: "the kubeconfig's client-certificate and client-key",
  cert: "the kubeconfig's client-certificate",
};

export function flagsFor({ ofKubeconfig, protocol }: DiagnosisTarget): Flags {
  return ofKubeconfig ? KUBECONFIG : FLAGS[protocol];
}
