// Why a call failed, by the end of its text. Wordings of Go's net, crypto/tls, crypto/x509, net/http and
// context, of grpc-go, and of what curl, Python and Java say of the same.

export type Trouble =
  | 'unknown-authority'
  | 'certificate-for-other-name'
  | 'certificate-without-ip'
  | 'certificate-out-of-date'
  | 'certificate-for-other-use'
  | 'certificate-unusable'
  | 'tls-to-plaintext'
  | 'http2-for-http1'
  | 'plaintext-to-tls'
  | 'bad-certificate'
  | 'tls-alert'
  | 'tls-versions-differ'
  | 'client-sent-no-certificate'
  | 'client-certificate-untrusted'
  | 'tls-handshake-timeout'
  | 'proxy-unreachable'
  | 'refused'
  | 'no-answer'
  | 'no-route'
  | 'name-unknown'
  | 'dns-unreachable'
  | 'dial-cut-off'
  | 'connection-broken'
  | 'deadline'
  | 'unauthorized';

export interface Tail {
  readonly trouble: Trouble;
  readonly pattern: RegExp;
}

const DIAL = String.raw`dial (?:tcp[46]?|udp)(?: (?:\S{1,80}->)?(?<address>[\w.:[\]-]{1,120}))?:(?: connect| getsockopt)?:? ?`;

/** The more telling come first; where two match at one place, the longer counts. */
export const TAILS: readonly Tail[] = [
  // The server's log names the client's certificate, the client's log the server's.
  {
    trouble: 'client-certificate-untrusted',
    pattern:
      /(?:tls: )?failed to verify client(?:'s)? certificate: (?:x509: )?(?<reason>[^"\n]{1,160})/,
  },
  { trouble: 'client-sent-no-certificate', pattern: /tls: client didn't provide a certificate/ },
  {
    trouble: 'unknown-authority',
    pattern:
      /(?:tls: failed to verify certificate: )?x509: certificate signed by unknown authority(?: \(possibly because of [^\n]{1,300}?\)(?!"))?|certificate verify failed: (?:unable to get (?:local )?issuer certificate|self[- ]signed certificate[\w ]{0,30})|SSL certificate problem: (?:unable to get (?:local )?issuer certificate|self[- ]signed certificate[\w ]{0,30})|PKIX path building failed/,
  },
  {
    trouble: 'certificate-without-ip',
    pattern:
      /x509: cannot validate certificate for (?<host>\S{1,120}) because it doesn't contain any IP SANs/,
  },
  {
    trouble: 'certificate-for-other-name',
    pattern:
      /x509: certificate is (?:valid for (?<names>.{1,400}?), not (?<host>[\w.:*-]{1,200})|not valid for any names, but wanted to match (?<only>[\w.:*-]{1,200}))|x509: certificate relies on legacy Common Name field|Hostname mismatch, certificate is not valid for|no alternative certificate subject name matches target host name|certificate subject name .{1,200} does not match target host name|No subject alternative (?:DNS )?name/,
  },
  {
    trouble: 'certificate-out-of-date',
    pattern:
      /x509: certificate has expired or is not yet valid(?:: current time \S{1,40} is (?:after|before) \S{1,40})?|certificate has expired(?! or)|certificate is not yet valid/,
  },
  {
    trouble: 'certificate-for-other-use',
    pattern: /x509: certificate specifies an incompatible key usage/,
  },
  {
    trouble: 'certificate-unusable',
    pattern: /x509: (?<reason>[a-z][^"\n]{3,120})/,
  },
  {
    trouble: 'tls-to-plaintext',
    pattern:
      /tls: first record does not look like a TLS handshake|tls: oversized record received with length \d+|server gave HTTP response to HTTPS client|SSL routines[^\n]{0,60}wrong version number|Unsupported or unrecognized SSL message/,
  },
  {
    trouble: 'http2-for-http1',
    pattern:
      /malformed HTTP (?:response|status code|version) \\{0,3}"\\{1,3}x00\\{1,3}x00[^"\n]{0,200}/,
  },
  {
    trouble: 'plaintext-to-tls',
    pattern:
      /malformed HTTP (?:response|status code|version) \\{0,3}"\\{1,3}x15\\{1,3}x0[1-4][^"\n]{0,200}|Client sent an HTTP request to an HTTPS server/,
  },
  {
    trouble: 'bad-certificate',
    pattern:
      /remote error: tls: (?<alert>bad certificate|certificate required|unknown certificate authority|unsupported certificate|expired certificate|revoked certificate|unknown certificate)|alert (?<other>bad certificate|certificate required|unknown ca|certificate expired)/,
  },
  {
    trouble: 'tls-alert',
    pattern:
      /remote error: (?:tls: )?(?<alert>handshake failure|protocol version not supported|no application protocol|unrecognized name|internal error|access denied|[a-z][a-z ]{2,40})/,
  },
  {
    trouble: 'tls-versions-differ',
    pattern:
      /tls: (?:client offered (?:an )?(?:only )?unsupported(?:, maximum protocol version of \w+| versions?[^"\n]{0,60})|server selected unsupported protocol version \w+|no cipher suite supported by both client and server|no supported versions[^"\n]{0,60})/,
  },
  { trouble: 'tls-handshake-timeout', pattern: /(?:net\/http: )?TLS handshake timeout/ },
  {
    trouble: 'proxy-unreachable',
    pattern:
      /proxyconnect tcp: (?<reason>[^"\n]{1,160})|Could not resolve proxy: (?<proxy>\S{1,120})|Received HTTP code (?<status>\d{3}) from proxy after CONNECT/,
  },
  {
    trouble: 'dns-unreachable',
    pattern:
      /(?:dial \w{3,4}: )?lookup (?<name>\S{1,200})(?: on (?<server>\S{1,80}))?: (?:(?:dial|read) udp [^"\n]{1,160}?: (?:i\/o timeout|connection refused|no route to host|network is unreachable)|server misbehaving|i\/o timeout|connection refused|Temporary failure in name resolution|Try again)|Temporary failure in name resolution/,
  },
  {
    trouble: 'name-unknown',
    pattern:
      /(?:dial \w{3,4}: )?lookup (?<name>\S{1,200})(?: on (?<server>\S{1,80}))?: (?:no such host|Name or service not known)|Could not resolve host: (?<host>\S{1,120})|(?:java\.net\.)?UnknownHostException: (?<java>[\w.-]{1,120})|DNS resolution failed for (?<python>[\w.-]{1,120})|Name or service not known/,
  },
  {
    trouble: 'refused',
    pattern: new RegExp(
      String.raw`${DIAL}(?:connection refused|connectex: No connection could be made because the target machine actively refused it)|Failed to connect to (?<curl>\S{1,120}) port (?<port>\d{1,5})[^\n]{0,40}?: Connection refused|socat\[[\d.]+\] E connect\([^\n]{0,80}?: Connection refused|failed to connect to all addresses|Connection refused: (?:no further information: )?\S{0,60}?/?(?<java>[\w.-]{1,80}:\d{1,5})|failed to connect to localhost:\d{1,5} inside namespace [^\n]{0,160}?refused`,
    ),
  },
  {
    trouble: 'no-answer',
    pattern: new RegExp(
      String.raw`${DIAL}(?:i/o timeout|connection timed out|operation timed out)|Failed to connect to (?<curl>\S{1,120}) port (?<port>\d{1,5})[^\n]{0,40}?: (?:Connection timed out|Operation timed out|Timed out)|request canceled while waiting for connection[^"\n]{0,80}|Connection timed out after \d+ milliseconds`,
    ),
  },
  {
    trouble: 'no-route',
    pattern: new RegExp(
      String.raw`${DIAL}(?:no route to host|network is unreachable|host is down)|: No route to host|: Network is unreachable`,
    ),
  },
  { trouble: 'dial-cut-off', pattern: new RegExp(String.raw`${DIAL}operation was canceled`) },
  {
    trouble: 'connection-broken',
    pattern:
      /(?:read|write) tcp \S{1,160}: (?:(?:read|write): )?(?:connection reset by peer|broken pipe|i\/o timeout|use of closed network connection)|connection reset by peer|Connection reset by peer|(?<=: '?)(?:unexpected )?EOF(?=["'\s\\]|$)|http2: server sent GOAWAY[^"\n]{0,120}|http2: no cached connection was available/,
  },
  {
    trouble: 'deadline',
    pattern:
      /context deadline exceeded(?: \(Client\.Timeout[^)\n]{0,60}\))?|context\.deadlineExceededError\{\}|net\/http: request canceled[^"\n]{0,80}|net\/http: timeout awaiting response headers|Operation timed out after \d+ milliseconds|Client\.Timeout exceeded while awaiting headers|Deadline Exceeded|deadline exceeded after|DEADLINE_EXCEEDED/,
  },
  {
    trouble: 'unauthorized',
    pattern:
      /\bUnauthorized\b(?! *<)|the server has asked for the client to provide credentials|You must be logged in to the server/,
  },
];
