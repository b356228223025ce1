// Pages of other servers: proxies, balancers and login pages. Swift answers in JSON with a code and a message,
// and the API server with a Status, so a page is of neither.

export interface OtherServer {
  /** `nginx`, `Envoy (also Istio's sidecar)`; `a proxy or balancer`. */
  readonly name: string;
  readonly status: number | null;
  readonly what: PageKind;
  /** What the server says of the connection behind it, in its own words. */
  readonly reason?: string;
}

export type PageKind =
  | 'not-reached'
  | 'gave-up'
  | 'too-large'
  | 'refused'
  | 'login'
  | 'redirect'
  | 'basic'
  | 'no-rule'
  | 'limited'
  | 'headers'
  | 'scheme'
  /** It does not agree on TLS with what is behind it. */
  | 'tls-behind'
  /** It does not agree on the version of HTTP with what is behind it. */
  | 'protocol-behind'
  /** What is behind it ended the connection. */
  | 'cut-off'
  | 'other';

const SERVERS: readonly { readonly name: string; readonly mark: RegExp }[] = [
  {
    name: "Envoy (Istio's sidecars and gateways are Envoys)",
    mark: /upstream connect error|no healthy upstream|upstream request timeout|RBAC: access denied|server: (?:istio-)?envoy|\b(?:Jwt (?:is missing|is expired|verification fails|issuer is not configured)|Origin authentication failed)\b/i,
  },
  {
    name: 'the proxy of Linkerd (a sidecar)',
    mark: /l5d-proxy-error|l5d-proxy-connection/i,
  },
  {
    name: 'Squid',
    mark: /x-squid-error|server: squid|ERROR: The requested URL could not be retrieved/i,
  },
  {
    name: 'HAProxy',
    mark: /No server is available to handle this request|The server didn't respond in time|server: haproxy|Request forbidden by administrative rules/i,
  },
  {
    name: 'a load balancer or gateway of AWS',
    mark: /awselb\/|server: awselb|x-amzn-|"message": ?"(?:Missing Authentication Token|Endpoint request timed out)"/i,
  },
  {
    name: 'Kong',
    mark: /server: kong|"message": ?"(?:no Route matched with those values|An invalid response was received from the upstream server|The upstream server is timing out|failure to get a peer from the ring-balancer)"/i,
  },
  {
    name: 'the router of OpenShift',
    mark: /<title>Application is not available<\/title>|<h1>Application is not available<\/h1>/i,
  },
  { name: "Google's Identity-Aware Proxy", mark: /Invalid IAP credentials/i },
  {
    name: 'a firewall for web applications (F5)',
    mark: /The requested URL was rejected\. Please consult with your administrator/i,
  },
  {
    name: 'a load balancer of Google',
    mark: /The server encountered a temporary error and could not complete your request|server: google frontend|via: 1\.1 google/i,
  },
  { name: 'an application gateway of Azure', mark: /Microsoft-Azure-Application-Gateway/i },
  {
    name: 'Cloudflare',
    mark: /server: cloudflare|cf-ray|error code: (?:5\d\d|10\d\d)|<center>cloudflare|Cloudflare Ray ID|class="cf-error-code"/i,
  },
  { name: 'APISIX', mark: /server: apisix|"error_msg": ?"404 Route Not Found"/i },
  {
    name: 'a gateway or server in Java (Spring)',
    mark: /^(?=[^\n]*"timestamp": ?["\d])(?=[^\n]*"path": ?"[^"\n]*\/tiller\/v2\/)[^\n]*"status": ?\d{3}, ?"error": ?"/m,
  },
  { name: 'Apache', mark: /server: apache|<address>Apache|502 Proxy Error/i },
  { name: 'Traefik', mark: /server: traefik|^\s*no available server\s*$/i },
  {
    name: 'Rancher',
    mark: /"baseType": ?"error"|x-api-cattle-auth|ClusterUnavailable|"message": ?"must authenticate"/i,
  },
  {
    name: 'nginx (also the ingress of Kubernetes)',
    mark: /<center>(?:nginx|openresty)|server: (?:nginx|openresty)|default backend - 404/i,
  },
];

const LOGIN =
  /oauth2\/(?:start|sign_in|auth)|\/dex\/auth|<title>[^<]{0,60}(?:sign[ -]?in|log[ -]?in)[^<]{0,60}<\/title>|openid-connect|accounts\.google\.com|login\.microsoftonline|text\/html[^"\n]{0,80}: "[^"\n]{0,60}(?:sign[ -]?in|log[ -]?(?:in|on)|single sign|authenticat)[^"\n]{0,60}"|<input[^>]{0,200}type=["']?password/i;

/** @param text a pasted answer with or without its headers; `null` where it is none of another server */
export function otherServer(whole: string, httpStatus?: number): OtherServer | null {
  // The log of nginx names the server of its configuration, which is no header.
  const text = whole.replace(/(client: [^,\n]{1,60}), server: [^,\n]{1,200}/g, '$1');
  const name = SERVERS.find(({ mark }) => mark.test(text))?.name;
  const html = /<html|<!doctype html|<head>|<title>|text\/html/i.test(text);
  const login = LOGIN.test(text);
  const basic = /www-authenticate: ?basic/i.test(text);
  const bare = BARE.exec(text)?.groups;
  if (name === undefined && !html && !login && !basic && !bare) return null;
  const status = httpStatus ?? statusIn(text);
  // A page without a name, a login or an error can be that of a wrong address.
  if (name === undefined && !login && !basic && (status === null || status < 300)) return null;
  const reason = REASON.exec(text)?.groups?.['reason'];
  return {
    name: name ?? (bare?.['mux'] === undefined ? 'a proxy, balancer or gateway' : GO_SERVER),
    status,
    what: kindOf(text, status, login, basic),
    ...(reason !== undefined && { reason }),
  };
}

const GO_SERVER = "a server in Go that is no Swift (Traefik, or Tiller's own HTTP port 44135)";
/** A body of a few words alone: of the default handler of Go, of a proxy in Go, or of an API gateway. */
const BARE =
  /^[\s"'`]*(?:(?<mux>404 page not found)|(?<words>Bad Gateway|Service Unavailable|Gateway Timeout|Too Many Requests)|\{ ?"message": ?"(?<gateway>Forbidden|Unauthorized|Internal server error|Service Unavailable|Too Many Requests|Not Found)" ?\})[\s"'`]*$/i;
const WORDS: Readonly<Record<string, number>> = {
  'bad gateway': 502,
  'service unavailable': 503,
  'gateway timeout': 504,
  'too many requests': 429,
  forbidden: 403,
  unauthorized: 401,
  'internal server error': 500,
  'not found': 404,
};
/** Envoy and Linkerd say why they did not reach what is behind them. */
const REASON =
  /(?:transport failure reason: |reset reason: (?![^\n]*transport failure reason)|l5d-proxy-error: )(?<reason>[^\r\n"<]{1,160}?)(?= (?:date|server|via|vary|connection|content-\w+|x-[\w-]+|l5d-[\w-]+): |["\r\n<]|$)/i;

function statusIn(text: string): number | null {
  const bare = BARE.exec(text)?.groups;
  const words = (bare?.['words'] ?? bare?.['gateway'] ?? '').toLowerCase();
  if (bare) return bare['mux'] === undefined ? (WORDS[words] ?? null) : 404;
  const found =
    /\bHTTP(?:\/\d(?:\.\d)?)? (\d{3})\b/.exec(text)?.[1] ??
    /<(?:title|h1)>(?:ERROR: )?(\d{3})\b/i.exec(text)?.[1] ??
    /(?:error code: |cf-error-code">)(\d{3})(?!\d)/.exec(text)?.[1] ??
    /"status": ?"?(\d{3})\b/.exec(text)?.[1] ??
    /(?:backend - |"error_msg": ?")(404)/.exec(text)?.[1];
  if (found !== undefined) return Number(found);
  if (/upstream connect error|no healthy upstream/.test(text)) return 503;
  if (/upstream request timeout|upstream server is timing out/.test(text)) return 504;
  if (/\bJwt (?:is|verification|issuer)|Origin authentication failed/.test(text)) return 401;
  if (/"message": ?"no Route matched/.test(text)) return 404;
  if (/Application is not available|no available server/i.test(text)) return 503;
  if (/error code: 10\d\d|Invalid IAP credentials|The requested URL was rejected/i.test(text)) {
    return /Invalid IAP/i.test(text) ? 401 : 403;
  }
  return text.includes('RBAC: access denied') ? 403 : null;
}

function kindOf(text: string, status: number | null, login: boolean, basic: boolean): PageKind {
  if (basic) return 'basic';
  if (text.includes('plain HTTP request was sent to HTTPS port')) return 'scheme';
  if (
    /transport failure reason: [^\n]*\bTLS|l5d-proxy-error: [^\n]*(?:certificate|identity)/i.test(
      text,
    )
  ) {
    return 'tls-behind';
  }
  const reason = REASON.exec(text)?.groups?.['reason'] ?? '';
  if (reason.startsWith('protocol error')) return 'protocol-behind';
  if (/^(?:connection termination|remote reset)/.test(reason)) return 'cut-off';
  if (reason.startsWith('overflow')) return 'limited';
  if (/Header Or Cookie Too Large/i.test(text) || status === 431) return 'headers';
  return login ? 'login' : kindOfStatus(status);
}

/** What the status alone says where another server sent it. */
export function kindOfStatus(status: number | null): PageKind {
  if (status !== null && status >= 300 && status < 400) return 'redirect';
  switch (status) {
    case 401:
    case 407:
      return 'login';
    case 403:
      return 'refused';
    case 404:
      return 'no-rule';
    case 408:
    case 504:
    case 524:
      return 'gave-up';
    case 413:
      return 'too-large';
    case 429:
      return 'limited';
    case 502:
    case 503:
    case 521:
    case 522:
    case 523:
      return 'not-reached';
    case 525:
    case 526:
      return 'tls-behind';
    default:
      return 'other';
  }
}
