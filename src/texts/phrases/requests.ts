// Answers to requests that are wrong in themselves: the endpoint works, and says what it did not take.
import { meaningOfPage } from '../page-meanings.js';
import { kindOfStatus } from '../pages.js';
import { change, look, VERSIONS } from '../steps.js';
import type { Groups, Phrase } from '../types.js';

/** How clients of HTTP word an answer whose body they hide: curl, axios, Python, wget, Java, .NET and Ruby. */
const HIDDEN =
  /(?:curl: \(22\) The requested URL returned error: |Request failed with status code |requests\.exceptions\.HTTPError: |urllib\.error\.HTTPError: HTTP Error |httpx\.HTTPStatusError: (?:Client|Server) error '|server returned error: HTTP\/1\.[01] |\d\d:\d\d:\d\d ERROR |Server returned HTTP response code: |Response status code does not indicate success: |Http(?:Server|Client)ErrorException(?:\$\w{1,40})?: )(?<status>\d{3})\b(?:[^\n]{0,80}? for (?:url|URL):? '?(?<url>[^\s']{3,500}))?/;

/** A URL of another system is no matter of Swift. */
function isOfSwift({ url }: Groups): boolean {
  return url === undefined || url.includes('/tiller/v2/');
}

/** What Swift's gateway never answers with: the gateway of gRPC has no status code for these. */
function isNeverSwifts({ status }: Groups): boolean {
  return /^(?:3\d\d|407|413|429|431|502|504|52\d)$/.test(status ?? '');
}

function hidden({ status }: Groups) {
  const number = Number(status);
  return meaningOfPage(
    { name: 'a proxy, a balancer or the API server', status: number, what: kindOfStatus(number) },
    'Swift',
  );
}

export const REQUEST_PHRASES: readonly Phrase[] = [
  {
    id: 'no-json',
    pattern:
      /invalid character '[^'\n]{1,8}' looking for beginning of value|Attempt to decode JSON with unexpected mimetype: text\/html|Expecting value: line 1 column 1 \(char 0\)|Unexpected token '?<'?(?: in JSON at position 0|, \\?"<[^\n"]{0,40})|Unexpected end of JSON input/,
    saidBy: 'a client that reads JSON',
    hops: ['swiftcheck->swift'],
    cause:
      'The client expects JSON and got something else, usually the HTML page of another server: a proxy, a balancer or a login page in place of Swift, or a URL that is not that of Swift. An empty body gives the same text.',
    certainty: 'likely',
    findings: ['not-a-swift'],
    steps: [
      look(
        'Read the whole answer. URL is the address of Swift.',
        'curl -sSi URL/tiller/v2/version/json',
      ),
      VERSIONS,
    ],
  },
  {
    id: 'status-of-another-server',
    pattern: HIDDEN,
    when: (groups) => isOfSwift(groups) && isNeverSwifts(groups),
    saidBy: 'a client of HTTP that hides the answer',
    hops: ['swiftcheck->swift'],
    cause: (groups) => hidden(groups).cause,
    certainty: 'likely',
    findings: ['not-a-swift', 'swift-list-failed'],
    steps: (groups) => hidden(groups).steps,
  },
  {
    id: 'status-without-body',
    pattern: HIDDEN,
    when: (groups) => isOfSwift(groups) && !isNeverSwifts(groups),
    saidBy: 'a client of HTTP that hides the answer (curl with -f)',
    hops: ['swiftcheck->swift', 'swift->tiller'],
    decides: 'The body of the answer.',
    cause: ({ status = '' }) =>
      `The answer has HTTP ${status}, and the body that says who sent it is hidden. ${status === '403' ? 'With 403 Swift means a message that is too large (code 8), and the API server means missing rights.' : 'An error of Swift has a code and a message, the API server sends a Status, and other servers send a page.'}`,
    certainty: 'possible',
    findings: [],
    steps: [look('Show the whole answer. URL is the address.', 'curl -sSi URL')],
  },
  {
    id: 'redirected-in-circles',
    pattern:
      /Maximum \(\d{1,4}\) redirects followed|stopped after \d{1,3} redirects|TooManyRedirects/,
    saidBy: 'a client of HTTP',
    hops: ['swiftcheck->swift'],
    cause:
      'Each answer leads to another address and at last to the first again. Swift sends no redirects: a proxy or a login in front of it does.',
    certainty: 'certain',
    findings: ['not-a-swift'],
    steps: [
      look('Read the first answer and its header Location. URL is the address.', 'curl -sSi URL'),
    ],
  },
  {
    id: 'browser-refuses',
    pattern:
      /(?:[Aa]ccess to (?:XMLHttpRequest|fetch) at '(?<url>[^'\n]{3,500})' [^\n]{0,300}?)?blocked by CORS policy|Cross-Origin Request Blocked:(?:[^\n]{0,160}? resource at (?<url_firefox>\S{3,500}?)[.’']? )?|(?<mixed>Mixed Content: )[^\n]{0,400}? (?:endpoint|resource|request) '(?<url_mixed>http:[^'\n]{3,500})'/,
    when: ({ url }) => url === undefined || /\/tiller\/v2\/|:(?:9855|50055)\b/.test(url),
    saidBy: 'a browser',
    hops: ['swiftcheck->swift'],
    cause: ({ mixed }) =>
      mixed === undefined
        ? 'The browser keeps the answer from the script, because the answer does not allow the origin of the page (CORS). Swift answers the question before a call (OPTIONS) with --enable-cors only. Older versions of Swift, the service proxy of the API server and the page of a proxy allow no origin at all. Other clients, as curl, get the answer.'
        : 'The page came over https://, and its script asks Swift over http://, which the browser does not allow. Nothing was sent.',
    certainty: 'likely',
    findings: [],
    steps: ({ mixed }) =>
      mixed === undefined
        ? [
            look(
              'Read the answer, its status and the headers Access-Control-Allow-. URL is the address of Swift.',
              'curl -sSi -H "Origin: http://localhost" URL/tiller/v2/version/json',
            ),
            change(
              'If Swift answers, start Swift with --enable-cors and --cors-origin-host=DOMAIN:PORT. DOMAIN:PORT is that of the page. Or let the server of the page ask Swift.',
            ),
          ]
        : [change('Let a proxy with TLS stand before Swift, and write https:// in the script.')],
  },
  {
    id: 'no-http-answer',
    pattern:
      /Received HTTP\/0\.9 when not allowed|Error in the HTTP2 framing layer|BadStatusLine|Parse Error: Expected HTTP\/|\bERR_INVALID_HTTP_RESPONSE\b/,
    saidBy: 'a client of HTTP',
    hops: ['swiftcheck->swift'],
    cause:
      'The port answers with something that is no HTTP/1: it speaks gRPC, as port 44134 of Tiller does, or TLS.',
    certainty: 'likely',
    findings: ['not-a-swift', 'tls-required'],
    steps: [
      look('Swift speaks HTTP on port 9855. Ask with https:// where the port speaks TLS.'),
      VERSIONS,
    ],
  },
  {
    id: 'swift-unknown-path',
    pattern: /"code": ?12, ?"message": ?"Not Implemented"/,
    saidBy: "Swift's gateway (every version, with HTTP 501)",
    hops: ['swiftcheck->swift'],
    cause:
      'Swift is up and does not know the path of the URL. The gateway answers without asking Tiller, so the answer says nothing of Tiller.',
    certainty: 'certain',
    findings: ['not-a-swift'],
    steps: [
      look(
        'Its paths begin with /tiller/v2/: version/json, releases/json, releases/NAME/status/json, releases/NAME/content/json, releases/NAME/json?max=N.',
      ),
      VERSIONS,
    ],
  },
  {
    id: 'swift-wrong-method',
    pattern: /"code": ?12, ?"message": ?"Method Not Allowed"/,
    saidBy: "Swift's gateway (every version, with HTTP 501)",
    hops: ['swiftcheck->swift'],
    cause: 'Swift is up and knows the path, but not with this HTTP method.',
    certainty: 'certain',
    findings: [],
    steps: [look('Read with GET; POST installs, PUT upgrades, DELETE uninstalls.')],
  },
  {
    id: 'swift-bad-parameter',
    pattern:
      /strconv\.Parse\w{1,10}: parsing "[^"]{0,200}": (?:invalid syntax|value out of range)|is not a valid v2\.\w{1,40}|"code": ?3, ?"message": ?"(?:invalid character|unknown field|json: |proto: |unexpected (?:EOF|end of JSON))[^"\n]{0,200}/,
    saidBy: "Swift's gateway",
    hops: ['swiftcheck->swift'],
    cause:
      'A parameter in the URL has a value of the wrong kind, or Swift cannot read the body of the request as JSON. The gateway answers without asking Tiller.',
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        'all takes true or false; limit, max and version take numbers; sort_by takes NAME or LAST_RELEASED; sort_order takes ASC or DESC.',
      ),
    ],
  },
  {
    id: 'invalid-release-name',
    pattern: /invalid release name, must match regex|release name "[^"]{0,200}" exceeds max length/,
    saidBy: 'Tiller',
    hops: ['client->tiller', 'swift->tiller'],
    cause: 'Tiller does not take this name: it is too long, or holds other characters.',
    certainty: 'certain',
    findings: [],
    steps: [look('Use at most 53 letters, digits, dashes, dots and underscores.')],
  },
];
