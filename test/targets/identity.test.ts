import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { readIdentity } from '../../src/targets/identity.js';

const FLAGS = { ca: '--cacert', cert: '--cert', key: '--key' };
const BROKEN = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

describe('certificates and keys from files', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'swiftcheck-identity-'));
    const one = await makeCertificates();
    const other = await makeCertificates();
    writeFileSync(path('ca.pem'), one.ca.cert + other.ca.cert);
    writeFileSync(path('half.pem'), one.ca.cert + BROKEN);
    writeFileSync(path('cert.pem'), one.client.cert);
    writeFileSync(path('key.pem'), one.client.key);
    writeFileSync(path('other-key.pem'), other.client.key);
    writeFileSync(path('broken.pem'), BROKEN);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (ca: string | null, cert: string | null, key: string | null) =>
    readIdentity(FLAGS, {
      ca: ca === null ? undefined : path(ca),
      cert: cert === null ? undefined : path(cert),
      key: key === null ? undefined : path(key),
    });

  it('are taken as they are where they can be used', () => {
    expect(Object.keys(read('ca.pem', 'cert.pem', 'key.pem'))).toEqual(['ca', 'cert', 'key']);
    expect(read(null, null, null)).toEqual({});
  });

  it.each([
    ['half of a pair', null, 'cert.pem', null, /--cert and --key go together/],
    [
      'a broken certificate',
      null,
      'broken.pem',
      'key.pem',
      /--cert: the file holds no usable certificate/,
    ],
    [
      'a certificate as key',
      null,
      'cert.pem',
      'cert.pem',
      /--key: the file holds no usable private key/,
    ],
    ['keys of two pairs', null, 'cert.pem', 'other-key.pem', /not that of the certificate/],
    [
      'a broken authority',
      'half.pem',
      null,
      null,
      /--cacert: the file holds no usable certificate/,
    ],
    [
      'a file that is not there',
      'none.pem',
      null,
      null,
      /--cacert: .*none\.pem: there is no such file\.$/,
    ],
  ])('%s is a mistake of the command line', (_name, ca, cert, key, says) => {
    expect(() => read(ca, cert, key)).toThrow(says);
  });
});
