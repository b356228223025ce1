// Why a call failed, by the end of its text. Wordings of Go's net, crypto/tls, crypto/x509, net/http and
// context, of grpc-go, and of what curl, Python, Java and Node say of the same. What follows an underscore in the
// name of a group only keeps the groups of one pattern distinct.

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
  | 'tls-failed'
  | 'tls-versions-differ'
  | 'client-sent-no-certificate'
  | 'client-certificate-untrusted'
  | 'tls-handshake-timeout'
  | 'http-for-grpc'
  | 'no-greeting'
  | 'proxy-unreachable'
  | 'refused'
  | 'not-connected'
  | 'no-answer'
  | 'no-route'
  | 'no-own-address'
  | 'not-permitted'
  | 'name-unknown'
  | 'name-unresolved'
  | 'not-an-address'
  | 'dns-unreachable'
  | 'dial-cut-off'
  | 'connection-broken'
  | 'deadline'
  | 'unauthorized'
  | 'no-address';

export interface Tail {
  readonly trouble: Trouble;
  readonly pattern: RegExp;
  /** Matches what a more specific one matches, and the same cut short. */
  readonly general?: true;
}

const DIAL = String.raw`dial (?:tcp[46]?|udp)(?: (?:\S{1,80}->)?(?<address>[\w.:[\]-]{1,120}))?:(?: connect| getsockopt)?:? ?`;

/** The more specific come first; where two match at one place, the longer counts. */
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
      /(?:tls: failed to verify certificate: )?x509: certificate signed by unknown authority(?: \(possibly because of [^\n]{1,300}?\)(?!"))?|certificate verify failed: (?:unable to get (?:local )?issuer certificate|self[- ]signed certificate[\w ]{0,30})|SSL certificate problem: (?:unable to get (?:local )?issuer certificate|self[- ]signed certificate[\w ]{0,30})|SSL_connect returned=\d{1,3} errno=\d{1,3} state=[\w ]{1,40}: certificate verify failed(?! \()|invalid peer certificate: UnknownIssuer|PKIX path building failed|unable to verify the first certificate|self[- ]signed certificate in certificate chain|unable to get local issuer certificate|CERTIFICATE_VERIFY_FAILED(?:: [\w ]{3,60})?|The remote certificate (?:is|was) [^\n"]{1,80}?(?:PartialChain|UntrustedRoot)|\bERR_CERT_AUTHORITY_INVALID|SEC_ERROR_UNKNOWN_ISSUER|MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT/,
  },
  {
    trouble: 'certificate-without-ip',
    pattern:
      /x509: cannot validate certificate for (?<host>\S{1,120}) because it doesn't contain any IP SANs/,
  },
  {
    trouble: 'certificate-for-other-name',
    pattern:
      /x509: certificate is (?:valid for (?<names>.{1,400}?), not (?<host>[\w.:*-]{1,200})|not valid for any names, but wanted to match (?<only>[\w.:*-]{1,200}))|x509: certificate relies on legacy Common Name field|Hostname mismatch, certificate is not valid for|hostname \\?'(?<host_python>[\w.:-]{1,200})\\?' doesn't match (?:either of )?(?<names_python>\\?'[\w.*-]{1,200}\\?'(?:, \\?'[\w.*-]{1,200}\\?'){0,20})|no alternative certificate subject name matches target host name|certificate subject name .{1,200} does not match target host name|Hostname (?<host_okhttp>\S{1,200}) not verified(?::[^\n]{1,300}?subjectAltNames: \[(?<names_okhttp>[^\]\n]{1,300}))?|No subject alternative (?:DNS )?name|Hostname\/IP does not match certificate's altnames: (?:Host|IP): (?<host_node>\S{1,200}?)\.? is not in the cert's (?:altnames|list): (?<names_node>[^\n]{0,200}?(?=["'\n]|$))|No name matching (?<host_java>\S{1,200}) found|Peer name (?<host_core>\S{1,200}) is not in peer certificate|The remote certificate (?:is|was) [^\n"]{1,80}?RemoteCertificateNameMismatch|\bERR_CERT_COMMON_NAME_INVALID|SSL_ERROR_BAD_CERT_DOMAIN/,
  },
  {
    trouble: 'certificate-out-of-date',
    pattern:
      /x509: certificate has expired or is not yet valid(?:: current time \S{1,40} is (?:after|before) \S{1,40})?|certificate has expired(?! or)|certificate is not yet valid|The remote certificate (?:is|was) [^\n"]{1,80}?NotTimeValid|\bERR_CERT_DATE_INVALID|SEC_ERROR_EXPIRED_CERTIFICATE/,
  },
  {
    trouble: 'certificate-for-other-use',
    pattern: /x509: certificate specifies an incompatible key usage/,
  },
  {
    trouble: 'certificate-unusable',
    general: true,
    pattern:
      /x509: (?<reason>[a-z][^"\n]{3,120})|tls: failed to verify certificate(?:: x509)?(?=["'`).\s]*$)|(?<=SSLHandshakeException: )(?<reason_java>Chain validation failed)|The remote certificate (?:is|was) (?:invalid|rejected)(?: [^\n".]{1,80})?|Could not establish trust relationship for the SSL\/TLS secure channel/,
  },
  {
    trouble: 'tls-to-plaintext',
    pattern:
      /tls: first record does not look like a TLS handshake|tls: oversized record received with length \d+|server gave HTTP response to HTTPS client|SSL routines[^\n]{0,60}(?:wrong version number|WRONG_VERSION_NUMBER|unknown protocol|packet length too long)|The handshake failed due to an unexpected packet format|Cannot determine the frame size or a corrupted frame was received|Unsupported or unrecognized SSL message|Unrecognized SSL message, plaintext connection|not an SSL\/TLS record: [\da-f]{2,400}|\bERR_SSL_PROTOCOL_ERROR|SSL_ERROR_RX_RECORD_TOO_LONG/,
  },
  {
    trouble: 'http2-for-http1',
    pattern: /malformed HTTP (?:response|status code|version) \\{0,3}"\\x00\\x00[^"\n]{0,200}/,
  },
  {
    trouble: 'plaintext-to-tls',
    pattern:
      /malformed HTTP (?:response|status code|version) \\{0,3}"\\x15\\x0[1-4][^"\n]{0,200}|Client sent an HTTP request to an HTTPS server|received bogus greeting from client: \\{0,3}"\\x16\\x03[^"\n]{0,200}/,
  },
  {
    trouble: 'bad-certificate',
    pattern:
      /remote error: tls: (?<alert>bad certificate|certificate required|unknown certificate authority|unsupported certificate|expired certificate|revoked certificate|unknown certificate)|alert (?<alert_openssl>bad certificate|certificate required|unknown ca|certificate expired)|_ALERT_(?<alert_boring>BAD_CERTIFICATE|CERTIFICATE_REQUIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|CERTIFICATE_EXPIRED)|Received fatal alert: (?<alert_java>bad_certificate|certificate_required|certificate_unknown|unknown_ca|certificate_expired)/,
  },
  {
    trouble: 'tls-alert',
    general: true,
    pattern:
      /remote error: (?:tls: )?(?<alert>handshake failure|protocol version not supported|no application protocol|unrecognized name|internal error|access denied|[a-z][a-z ]{2,40})|Received fatal alert: (?<alert_java>[a-z_]{3,40})|(?<=SSL routines[^\n]{0,60}[ _])(?:alert|ALERT)[ _](?!number)(?<alert_openssl>[a-z][a-z ]{2,40}|[A-Z_]{3,40})|TLS alert: '(?<alert_net>\w{3,40})'/,
  },
  // What .NET says of every failure of TLS; the reason, if it is there, stands behind it.
  {
    trouble: 'tls-failed',
    general: true,
    pattern:
      /The SSL connection could not be established(?:, see inner exception)?(?![\s\S]{0,3000}?(?:remote certificate|handshake failed|frame size|TLS alert))|Could not create SSL\/TLS secure channel/,
  },
  {
    trouble: 'tls-versions-differ',
    pattern:
      /tls: (?:client offered (?:an )?(?:only )?unsupported(?:, maximum protocol version of \w+| versions?[^"\n]{0,60})|server selected unsupported protocol version \w+|no cipher suite supported by both client and server|no supported versions[^"\n]{0,60})/,
  },
  {
    trouble: 'tls-handshake-timeout',
    pattern:
      /(?:net\/http: )?TLS handshake timeout|SslHandshakeTimeoutException: handshake timed out after \d+ms/,
  },
  {
    trouble: 'http-for-grpc',
    pattern:
      /(?:unexpected HTTP status code received from server: (?<status>\d{3})[^;"\n]{0,40}|(?:[A-Z][\w ]{2,30})?: HTTP status code (?<status_go>\d{3})); transport: (?:received (?:the )?unexpected content-type \\{0,3}"(?<type>[^"\\\n]{1,60})\\{0,3}"|missing content-type field)|transport: (?:received (?:the )?unexpected content-type \\{0,3}"(?<type_go>[^"\\\n]{1,60})\\{0,3}"|missing content-type field)|HTTP status code (?<status_java>\d{3})[\s\\n]{1,4}invalid content-type: (?<type_java>[^\s\\"]{1,60})|Received HTTP status code (?<status_node>\d{3})|Trying to connect an http1\.x server(?: \(HTTP status (?<status_core>\d{3})\))?|Received http2 header with status: (?<status_traefik>\d{3})|error reading server preface: http2: [^"\n]{0,60}?frame too large[^"\n]{0,100}|server closed the stream without sending trailers|First received frame was not SETTINGS|PROTOCOL_ERROR invalid settings id|received bogus greeting from client: \\{0,3}"[A-Z]{3,7} \/[^"\n]{0,200}|unexpected HTTP status code received from server: (?<status_alone>\d{3})(?: \([^)\n]{0,40}\))?/,
  },
  {
    trouble: 'no-greeting',
    pattern:
      /timed out waiting for server handshake|(?:failed to receive server preface within timeout|didn't receive server preface in time)/,
  },
  {
    trouble: 'proxy-unreachable',
    pattern:
      /proxyconnect tcp: (?<reason>[^"\n]{1,160})|(?<reason_browser>\bERR_(?:TUNNEL_CONNECTION|PROXY_CONNECTION)_FAILED)|failed to do connect handshake, response: \\{0,3}"HTTP\/\d\.\d (?<status_dial>\d{3})|(?<reason_config>invalid proxy (?:URL port|address|URL scheme))|Could not resolve proxy: (?<proxy>\S{1,120})|Received HTTP code (?<status>\d{3}) from proxy after CONNECT|(?<=https:\/\/[^\s"]{3,400}"?: |Unable to connect to the server: )(?<reason_go>Forbidden|Proxy Authentication Required|Service Unavailable|Bad Gateway|Gateway Time-?out|Method Not Allowed)(?![:\w]| \(| \w+ \\?")/,
  },
  {
    trouble: 'dns-unreachable',
    pattern:
      /(?:dial \w{3,4}: )?lookup (?<name>\S{1,200})(?: on (?<server>\S{1,80}))?: (?:(?:dial|read) udp [^"\n]{1,160}?: (?:i\/o timeout|connection refused|no route to host|network is unreachable)|server misbehaving|i\/o timeout|connection refused|Temporary failure in name resolution|Try again)|Temporary failure in name resolution|DNS resolution failed for (?:service: )?(?<name_python>[\w.-]{1,120})[^\n]{0,300}?(?:Timeout while contacting|Could not contact) DNS servers|getaddrinfo EAI_AGAIN (?<name_node>[\w.-]{1,200})/,
  },
  // Nothing was looked up: what stands for the address is none.
  {
    trouble: 'not-an-address',
    pattern:
      /(?:dial tcp: )?(?:(?<=dial tcp: )missing address|lookup tcp\/(?<port>[^\s:]{1,200}): (?:nodename nor servname provided(?:, or not known)?|Servname not supported for ai_socktype|[Uu]nknown port|no such host|Name or service not known|getaddrinfow: [^"\n]{1,80})|address (?<name>\S{1,200}): (?:missing port|too many colons) in address|address tcp\/(?<port_go>[^\s:]{1,200}): unknown port)|unparseable host:port\\{0,3}",\\{0,3}"target_address\\{0,3}": ?\\{0,3}"(?<name_core>[^"\\\n]{1,200})|DNS resolution failed for (?:service: )?(?<name_scheme>https?:\/\/[^\s:]{1,120})(?::[^\n"]{0,300})?/,
  },
  {
    trouble: 'name-unknown',
    pattern:
      /(?:dial \w{3,4}: )?lookup (?<name>\S{1,200})(?: on (?<server>\S{1,80}))?: (?:no such host|Name or service not known|(?:getaddrinfow: )?No such host is known\.?)|Could not resolve host: (?<name_curl>[^\s;]{1,120})(?:; Name or service not known)?|(?:java\.net\.)?UnknownHostException: (?<name_java>[\w.-]{1,120})|Unable to resolve host (?<name_grpcjava>[\w.-]{1,120})|DNS resolution failed for (?:service: )?(?<name_python>[\w.-]{1,120})[^\n]{0,300}?: Domain name not found|nodename nor servname provided|\[Errno 11001\] getaddrinfo failed|getaddrinfo ENOTFOUND (?<name_node>[\w.-]{1,120})|Name or service not known|bad address '(?<name_wget>[\w.-]{1,120})|\bERR_NAME_NOT_RESOLVED|NS_ERROR_UNKNOWN_HOST/,
  },
  {
    trouble: 'name-unresolved',
    general: true,
    pattern:
      /DNS resolution failed(?![^\n]{0,1500}?(?:DNS servers|unparseable host|Domain name not found|No such host is known))(?: for (?:service: )?(?<name_python>[\w.-]{1,120}))?|[Nn]ame resolution failure|The remote name could not be resolved(?:: '(?<name_net>[\w.-]{1,120}))?|Name resolution failed(?: for target (?:dns:\/{0,3})?(?<name_grpcnode>[\w.-]{1,120}))?|Name ?[Rr]esolver[^\n"]{0,160}? returned (?:an empty list|no usable address)|empty address list|name resolver error: produced zero addresses/,
  },
  {
    trouble: 'refused',
    pattern: new RegExp(
      String.raw`${DIAL}(?:connection refused|connectex: No connection could be made because the target machine actively refused it)|Failed to connect to (?<address_curl>\S{1,120}) port (?<port>\d{1,5})[^\n]{0,40}?: Connection refused|socat\[[\d.]+\] E connect\([^\n]{0,80}?: Connection refused|Connection refused: (?:no further information: )?\S{0,60}?/?(?<address_java>[\w.-]{1,80}:\d{1,5})|connect ECONNREFUSED (?<address_node>[\w.:\[\]-]{0,119}[\w\]])|\[Errno 111\] Connection refused|ConnectException: Connection refused(?: \(Connection refused\))?|can't connect to remote host(?: \((?<address_wget>[\w.:]{1,60})\))?: Connection refused|The connection to the server (?<address_kubectl>[\w.:\[\]-]{1,200}) was refused|failed to connect to localhost:\d{1,5} inside namespace [^\n]{0,160}?refused|Connect call failed \('(?<address_aio>[\w.:]{2,60})', \d{1,5}\)|\[(?:WinError 10061|Errno 61)\]|No connection could be made because the target machine actively refused it\.?(?: \((?<address_net>[\w.:\[\]-]{1,120})\))?|\bERR_CONNECTION_REFUSED|NS_ERROR_CONNECTION_REFUSED|(?<![\w/])[Cc]onnection refused`,
    ),
  },
  {
    trouble: 'no-answer',
    pattern: new RegExp(
      String.raw`${DIAL}(?:i/o timeout|connection timed out|operation timed out|connectex: A connection attempt failed because the connected party did not properly respond[^\n"]{0,160})|wsarecv: A connection attempt failed[^\n"]{0,200}|Failed to connect to (?<address_curl>\S{1,120}) port (?<port>\d{1,5})[^\n]{0,40}?: (?:Connection timed out|Operation timed out|Timed out|Timeout was reached)|\[WinError 10060\]|request canceled while waiting for connection[^"\n]{0,80}|Connection timed out after \d+ milliseconds|connect ETIMEDOUT (?<address_node>[\w.:\[\]-]{0,119}[\w\]])|\[Errno 110\] (?:Connection|Operation) timed out|[Cc]onnect timed out|Connect Timeout Error|(?<!Error: )\bConnectTimeoutError|Socket connection timeout|\bERR_(?:CONNECTION_)?TIMED_OUT|NS_ERROR_NET_TIMEOUT`,
    ),
  },
  {
    trouble: 'no-route',
    pattern: new RegExp(
      String.raw`${DIAL}(?:no route to host|network is unreachable|host is down|connectex: A socket operation was attempted to an unreachable (?:network|host)\.?)|[:"] ?No route to host|: Network is unreachable|connect (?:EHOSTUNREACH|ENETUNREACH) (?<address_node>[\w.:\[\]-]{0,119}[\w\]])|\[Errno (?:113|101)\] (?:No route to host|Network is unreachable)|\bERR_ADDRESS_UNREACHABLE`,
    ),
  },
  {
    trouble: 'no-own-address',
    pattern: new RegExp(String.raw`${DIAL}cannot assign requested address`),
  },
  {
    trouble: 'not-permitted',
    pattern: new RegExp(
      String.raw`${DIAL}(?:permission denied|operation not permitted|connectex: An attempt was made to access a socket in a way forbidden[^\n"]{0,80})|socat\[[\d.]+\] E connect\([^\n]{0,80}?: Permission denied`,
    ),
  },
  {
    trouble: 'not-connected',
    pattern:
      /failed to connect to all addresses(?!; last error: |[^\n]{0,1500}?(?:[Cc]onnection refused|timed out))|connections to all backends failing|Unable to connect to the remote server|(?<=desc = \\{0,3}"?)all SubConns are in TransientFailure(?! ?, ?l)|Service was not ready: transport error|Channel in TRANSIENT_FAILURE state|No connection established(?!\. Last error: (?!null))|(?<=error dialing backend: )proxy error from \S{1,120} while dialing (?<address_tunnel>[\w.:[\]-]{3,120}), code \d{3}[^"\n]{0,60}|grpc: the connection is unavailable|Error connecting to subchannel|failed to connect service \\?"(?<address>[^"\\\n]{1,120})\\?" within|[Ff]ailed to connect to Tiller, are you sure it is installed|ConnectException: Failed to connect to \S{0,200}?\/(?<address_okhttp>[\w.:[\]]{2,60}:\d{1,5})|(?:Failed to connect to (?<address_curl>\S{1,120}) )?port \d{1,5} after \d{1,9} ms: Couldn't connect to server|connection attempt timed out before receiving SETTINGS frame|UNAVAILABLE: io exception(?![\s\S]{0,3000}Caused by)|(?<=UNAVAILABLE(?:: |, )|[Dd]etails? ?= ?\\{0,3}")Connect Failed/,
  },
  { trouble: 'dial-cut-off', pattern: new RegExp(String.raw`${DIAL}operation was canceled`) },
  {
    trouble: 'connection-broken',
    pattern:
      /(?:readfrom tcp[46]? \S{1,160}: )?(?:read|write) tcp[46]? \S{1,160}: (?:(?:read|write): )?(?:connection reset by peer|broken pipe|i\/o timeout|use of closed network connection|wsa(?:recv|send): An (?:existing|established) connection was [^\n"]{0,100})|wsa(?:recv|send): An (?:existing|established) connection was [^\n"]{0,100}|\[WinError 1005[34]\]|\bERR_CONNECTION_(?:RESET|CLOSED|ABORTED)|NS_ERROR_NET_(?:RESET|INTERRUPT)|PR_(?:CONNECT_RESET|END_OF_FILE)_ERROR|connection reset by peer|Connection reset by peer|Connection reset(?= *["'\\\n)<.,;!?]| *$)|ECONNRESET|socket hang up|Remote end closed connection without response|Network closed for unknown reason|(?:stream terminated by|Received) RST_STREAM with (?:error )?code:? ?\w{1,40}|keepalive ping failed to receive ACK within timeout|Keepalive failed\. The connection is likely gone|socat\[[\d.]+\] E (?:read|write)\([^\n]{0,80}?\): (?:Broken pipe|Connection reset by peer)|SSL_ERROR_SYSCALL|end of file reached|(?<="description": ?")EOF(?=")|(?<=desc = \\{0,3}"?)connection closed\b|closing transport due to: |Endpoint read failed|Encountered end-of-stream mid-frame|h2 protocol error: [^"\n]{1,120}|hyper::Error\(Canceled, "connection closed"\)|The http\/2 connection is no longer active|unexpected end of stream|the connection is draining|(?:UNAVAILABLE(?::|[^\n]{1,80}?details = ?)|StatusCode="?Unavailable"?, Detail=) ?"?(?:EOF|Socket closed|Connection dropped|Stream removed|Transport closed|TCP (?:Read|Write) failed|Stream refused by server|GOAWAY received|End of stream or IOException)|GOAWAY closed buffered stream|Received Goaway|(?:(?:HTTP\/2 error code: [A-Z_]{3,30}|(?:Protocol|Internal|Flow control|Frame size|HTTP\/2|Compression) error|Stream in use|Refused stream|Cancelled)[\s\\n]{1,4})?(?:Received )?Rst Stream|underlying connection was closed: (?:An unexpected error occurred on a (?:send|receive)|The connection was closed unexpectedly|A connection that was expected to be kept alive was closed by the server)|closed after GOAWAY|(?:Channel|Connection) (?:closed|closing|broken) while performing protocol negotiation|did not complete the HTTP\/2 handshake|other side closed|Transport closed for unknown reason|(?:connection|transport) error: broken pipe|(?<=: '?|error=\\?")(?:unexpected )?EOF\b|http2: server sent GOAWAY[^"\n]{0,120}|http2: no cached connection was available|stream error: stream ID \d{1,10}; \w{1,40}|transfer closed with (?:\d{1,12} bytes remaining to read|outstanding read data remaining)|HTTP\/2 stream \d{1,10} was not closed cleanly: [\w ()]{1,60}/,
  },
  {
    trouble: 'deadline',
    pattern:
      /context deadline exceeded(?: \(Client\.Timeout[^)\n]{0,60}\))?|context\.deadlineExceededError\{\}|net\/http: request canceled[^"\n]{0,80}|net\/http: timeout awaiting response headers|Operation timed out after \d+ milliseconds|Client\.Timeout exceeded while awaiting headers|Deadline Exceeded|deadline exceeded after|DEADLINE_EXCEEDED|Read timed out\.?(?: \(read timeout=[\d.]{1,8}\))?|timeout of \d+ms exceeded|The read operation timed out|SocketTimeoutException: (?:timeout|Read timed out)|Net::ReadTimeout|HttpClient\.Timeout of \d+ seconds elapsing|(?:Headers|Body) Timeout Error|The (?:operation|request) has timed out/,
  },
  {
    trouble: 'unauthorized',
    pattern:
      /\bUnauthorized\b(?! (?:connection|request)\b| *<\/(?:title|h\d|b|center))|the server has asked for the client to provide credentials|You must be logged in to the server/,
  },
];
