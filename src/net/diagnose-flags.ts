// The flags that a message may advise: Helm's for Tiller, curl's for Swift.

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

export function flagsFor(target: DiagnosisTarget): Flags {
  return FLAGS[target.protocol];
}
