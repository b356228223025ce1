// Troubles with the same outcome.
import type { Trouble } from './tails.js';

export type TroubleClass =
  | 'trust'
  | 'name'
  | 'date'
  | 'use'
  | 'scheme'
  | 'client-certificate'
  | 'alert'
  | 'proxy'
  | 'refused'
  | 'silent'
  | 'dns'
  | 'broken'
  | 'credentials'
  | 'protocol'
  | 'address'
  | 'notation';

const CLASSES: Readonly<Record<Trouble, TroubleClass>> = {
  'unknown-authority': 'trust',
  'certificate-unusable': 'trust',
  'certificate-for-other-name': 'name',
  'certificate-without-ip': 'name',
  'certificate-out-of-date': 'date',
  'certificate-for-other-use': 'use',
  'tls-to-plaintext': 'scheme',
  'http2-for-http1': 'scheme',
  'plaintext-to-tls': 'scheme',
  'bad-certificate': 'client-certificate',
  'client-sent-no-certificate': 'client-certificate',
  'client-certificate-untrusted': 'client-certificate',
  'tls-alert': 'alert',
  'tls-failed': 'alert',
  'tls-versions-differ': 'alert',
  'proxy-unreachable': 'proxy',
  refused: 'refused',
  'not-connected': 'silent',
  'tls-handshake-timeout': 'silent',
  'no-answer': 'silent',
  'no-route': 'silent',
  'no-own-address': 'silent',
  'not-permitted': 'silent',
  'dial-cut-off': 'silent',
  deadline: 'silent',
  'name-unknown': 'dns',
  'name-unresolved': 'dns',
  'dns-unreachable': 'dns',
  'connection-broken': 'broken',
  unauthorized: 'credentials',
  'http-for-grpc': 'protocol',
  'no-greeting': 'silent',
  'no-address': 'address',
  'not-an-address': 'notation',
};

export function classOf(trouble: Trouble): TroubleClass {
  return CLASSES[trouble];
}

/** Whether the server's certificate is at fault, or what the client knows of it. */
export function isAboutCertificate(trouble: Trouble): boolean {
  return ['trust', 'name', 'date', 'use'].includes(classOf(trouble));
}

export function isAboutTls(trouble: Trouble): boolean {
  return (
    isAboutCertificate(trouble) ||
    ['scheme', 'client-certificate', 'alert'].includes(classOf(trouble))
  );
}
