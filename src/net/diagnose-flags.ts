// What a message may advise to change: Helm's flags for Tiller, curl's for Swift, the kubeconfig for a cluster.

import type { DiagnosisTarget } from './diagnose-types.js';

export interface Flags {
  /** How to change over. */
  readonly useTls: string;
  readonly usePlaintext: string;
  readonly ca: string;
  readonly identity: string;
  readonly cert: string;
  readonly takeAnyCertificate: string;
  /** How to have one of the certificate's names checked. */
  readonly useOtherName: string;
}

const FLAGS: Readonly<Record<DiagnosisTarget['protocol'], Flags>> = {
  grpc: {
    useTls: 'use --tls, or --tls-verify with --tls-ca-cert',
    usePlaintext: 'leave out --tls and --tls-verify',
    ca: '--tls-ca-cert',
    identity: '--tls-cert and --tls-key',
    cert: '--tls-cert',
    takeAnyCertificate: '--tls without --tls-verify',
    useOtherName: 'name the right one with --tls-hostname',
  },
  http: {
    useTls: 'use an https:// URL',
    usePlaintext: 'use an http:// URL',
    ca: '--cacert',
    identity: '--cert and --key',
    cert: '--cert',
    takeAnyCertificate: '--insecure',
    useOtherName: 'use the right one in the URL',
  },
};

const KUBECONFIG: Flags = {
  useTls: 'write https:// for its server in the kubeconfig',
  usePlaintext: 'write http:// for its server in the kubeconfig',
  ca: "the kubeconfig's certificate-authority",
  identity: "the kubeconfig's client-certificate and client-key",
  cert: "the kubeconfig's client-certificate",
  takeAnyCertificate: "the kubeconfig's insecure-skip-tls-verify",
  useOtherName: "name the right one with the kubeconfig's tls-server-name",
};

export function flagsFor({ hop, protocol }: DiagnosisTarget): Flags {
  return hop === 'swiftcheck->api-server' ? KUBECONFIG : FLAGS[protocol];
}
