// Pages of other servers: proxies, balancers and login pages. Swift answers in JSON with a code and a message,
// and the API server with a Status, so a page is of neither.

export interface OtherServer {
  /** `nginx`, `Envoy (also Istio's sidecar)`; `a proxy or balancer`. */
  readonly name: string;
  readonly status: number | null;
  readonly what: PageKind;
}

export type PageKind =
  | 'not-reached'
  | 'gave-up'
  | 'too-large'
  | 'refused'
  | 'login'
  | 'basic'
  | 'no-rule'
  | 'limited'
  | 'headers'
  | 'scheme'
  | 'other';

const SERVERS: readonly { readonly name: string; readonly mark: RegExp }[] = [
  {
    name: "Envoy (Istio's sidecars and gateways are Envoys)",
    mark: /upstream connect error|no healthy upstream|upstream request timeout|RBAC: access denied|server: (?:istio-)?envoy/i,
  },
  {
    name: 'Squid',
    mark: /x-squid-error|server: squid|ERROR: The requested URL could not be retrieved/i,
  },
  {
    name: 'HAProxy',
    mark: /No server is available to handle this request|The server didn't respond in time|server: haproxy|Request forbidden by administrative rules/i,
  },
  { name: 'a load balancer of AWS', mark: /awselb\/|server: awselb|x-amzn-/i },
  {
    name: 'a load balancer of Google',
    mark: /The server encountered a temporary error and could not complete your request|server: google frontend|via: 1\.1 google/i,
  },
  { name: 'an application gateway of Azure', mark: /Microsoft-Azure-Application-Gateway/i },
  { name: 'Cloudflare', mark: /server: cloudflare|cf-ray|error code: 5\d\d|<center>cloudflare/i },
  { name: 'Apache', mark: /server: apache|<address>Apache|502 Proxy Error/i },
  { name: 'Traefik', mark: /server: traefik/i },
  {
    name: 'Rancher',
    mark: /"baseType": ?"error"|x-api-cattle-auth|clusterUnavailable|ClusterUnavailable/i,
  },
  {
    name: 'nginx (also the ingress of Kubernetes)',
    mark: /<center>(?:nginx|openresty)|server: (?:nginx|openresty)|default backend - 404/i,
  },
];

const LOGIN =
  /oauth2\/(?:start|sign_in|auth)|\/dex\/auth|<title>[^<]{0,60}(?:sign[ -]?in|log[ -]?in)[^<]{0,60}<\/title>|openid-connect|accounts\.google\.com|login\.microsoftonline/i;

/** @param text a pasted answer with or without its headers; `null` where it is none of another server */
export function otherServer(text: string, httpStatus?: number): OtherServer | null {
  const name = SERVERS.find(({ mark }) => mark.test(text))?.name;
  const html = /<html|<!doctype html|<head>|<title>|text\/html/i.test(text);
  const login = LOGIN.test(text);
  const basic = /www-authenticate: ?basic/i.test(text);
  if (name === undefined && !html && !login && !basic) return null;
  const status = httpStatus ?? statusIn(text);
  if (name === undefined && !login && !basic && (status === null || status < 300)) return null;
  return {
    name: name ?? 'a proxy, balancer or gateway',
    status,
    what: kindOf(text, status, login, basic),
  };
}

function statusIn(text: string): number | null {
  const found =
    /\bHTTP(?:\/\d(?:\.\d)?)? (\d{3})\b/.exec(text)?.[1] ??
    /<(?:title|h1)>(?:ERROR: )?(\d{3})\b/i.exec(text)?.[1] ??
    /error code: (\d{3})/.exec(text)?.[1] ??
    /backend - (404)/.exec(text)?.[1];
  if (found !== undefined) return Number(found);
  if (/upstream connect error|no healthy upstream/.test(text)) return 503;
  if (text.includes('upstream request timeout')) return 504;
  return text.includes('RBAC: access denied') ? 403 : null;
}

function kindOf(text: string, status: number | null, login: boolean, basic: boolean): PageKind {
  if (basic) return 'basic';
  if (text.includes('plain HTTP request was sent to HTTPS port')) return 'scheme';
  if (/Header Or Cookie Too Large/i.test(text) || status === 431) return 'headers';
  if (login || (status !== null && status >= 300 && status < 400)) return 'login';
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
      return 'gave-up';
    case 413:
      return 'too-large';
    case 429:
      return 'limited';
    case 502:
    case 503:
      return 'not-reached';
    default:
      return 'other';
  }
}
