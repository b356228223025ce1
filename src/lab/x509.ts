// Writes one X.509 certificate: the fields by a library, keys and signatures by Node.

import { createHash, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_clientAuth,
  id_kp_serverAuth,
} from '@peculiar/asn1-x509';

const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** What a certificate may be used for. */
export type Usage = 'ca' | 'server' | 'client';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface CertificateFields {
  readonly commonName: string;
  readonly usage: Usage;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Subject alternative names: DNS names, IP addresses and URIs. `DNS:` before an address makes it a DNS name. */
  readonly names?: readonly string[];
  readonly publicKey: KeyObject;
  /** Whose signature it gets. */
  readonly issuer: { readonly commonName: string } & KeyPair;
}

/** A new key pair on the curve P-256. */
export function makeKeyPair(): Promise<KeyPair> {
  return promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
}

/** The certificate, as PEM. */
export function makeCertificate(fields: CertificateFields): string {
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm(),
    issuer: distinguishedName(fields.issuer.commonName),
    validity: new Validity({ notBefore: fields.validFrom, notAfter: fields.validTo }),
    subject: distinguishedName(fields.commonName),
    subjectPublicKeyInfo: AsnConvert.parse(encodedKey(fields.publicKey), SubjectPublicKeyInfo),
    extensions: extensions(fields),
  });
  const signatureValue = sign(
    'sha256',
    new Uint8Array(AsnConvert.serialize(tbsCertificate)),
    fields.issuer.privateKey,
  );
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: signatureAlgorithm(),
    signatureValue: arrayBuffer(signatureValue),
  });
  return pem(AsnConvert.serialize(certificate));
}

function extensions(fields: CertificateFields): Extensions {
  const isCa = fields.usage === 'ca';
  // The CA may sign handshakes too, so that it can stand for a self-signed server certificate.
  const keyUsage = KeyUsageFlags.digitalSignature | (isCa ? KeyUsageFlags.keyCertSign : 0);
  const list = [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: isCa }), true),
    extension(id_ce_keyUsage, new KeyUsage(keyUsage), true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyHash(fields.publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({
        keyIdentifier: new KeyIdentifier(keyHash(fields.issuer.publicKey)),
      }),
    ),
  ];
  if (!isCa) {
    const purpose = fields.usage === 'server' ? id_kp_serverAuth : id_kp_clientAuth;
    list.push(extension(id_ce_extKeyUsage, new ExtendedKeyUsage([purpose])));
  }
  if (fields.names !== undefined && fields.names.length > 0) {
    const names = fields.names.map((name) => new GeneralName(generalName(name)));
    list.push(extension(id_ce_subjectAltName, new SubjectAlternativeName(names)));
  }
  return new Extensions(list);
}

function generalName(name: string): Partial<GeneralName> {
  if (name.includes('://')) return { uniformResourceIdentifier: name };
  if (name.startsWith('DNS:')) return { dNSName: name.slice('DNS:'.length) };
  return isIP(name) === 0 ? { dNSName: name } : { iPAddress: name };
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({
    extnID,
    critical,
    extnValue: new OctetString(AsnConvert.serialize(value)),
  });
}

// ECDSA names its hash in the algorithm, so its parameters are left out (RFC 5758).
function signatureAlgorithm(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
}

function distinguishedName(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })]),
  ]);
}

// Positive, never zero, and in the shortest form: the first byte is 0x40 to 0x7f.
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return arrayBuffer(bytes);
}

function encodedKey(key: KeyObject): ArrayBuffer {
  return arrayBuffer(key.export({ type: 'spki', format: 'der' }));
}

function keyHash(key: KeyObject): ArrayBuffer {
  return arrayBuffer(
    createHash('sha256')
      .update(new Uint8Array(encodedKey(key)))
      .digest()
      .subarray(0, 20),
  );
}

// The library takes whole ArrayBuffers, and a Buffer may be a window on a larger one.
function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function pem(der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
