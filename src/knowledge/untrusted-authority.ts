// How OpenSSL says that a chain of certificates ends at no authority that this client trusts, as code or in words. Its other
// errors are about the certificates themselves.

const LACKS_AUTHORITY =
  /self[-_ ]signed|issuer[_ ]cert|local[_ ]issuer|unable[_ ]to[_ ]verify|signature[_ ]failure|(?:cert|not)[_ ](?:un)?trusted/i;

export function lacksAuthority(error: string): boolean {
  return LACKS_AUTHORITY.test(error);
}
