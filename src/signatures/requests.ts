// Answers to requests that are wrong in themselves: the endpoint works, and says what it did not take.
import type { Signature } from './types.js';

const VERSIONS = 'swiftcheck versions --tiller HOST:44134 --swift URL';

export const REQUEST_SIGNATURES: readonly Signature[] = [
  {
    id: 'swift-unknown-path',
    pattern: /"code": ?12, ?"message": ?"Not Implemented"/,
    saidBy: "Swift's gateway (every release, with HTTP 501)",
    hops: ['swiftcheck->swift'],
    cause:
      'Swift is up, and the URL is none of its own. The gateway answers that without asking Tiller, so it says nothing of Tiller.',
    certainty: 'certain',
    findings: [],
    checks: [VERSIONS],
    steps: [
      'Its paths begin with /tiller/v2/: version/json, releases/json, releases/NAME/status/json, releases/NAME/content/json, releases/NAME/json?max=N.',
    ],
  },
  {
    id: 'swift-wrong-method',
    pattern: /"code": ?12, ?"message": ?"Method Not Allowed"/,
    saidBy: "Swift's gateway (every release, with HTTP 501)",
    hops: ['swiftcheck->swift'],
    cause: 'Swift is up and knows the path, but not with this HTTP method.',
    certainty: 'certain',
    findings: [],
    checks: [VERSIONS],
    steps: ['Read with GET; POST installs, PUT upgrades, DELETE uninstalls.'],
  },
  {
    id: 'swift-bad-parameter',
    pattern:
      /strconv\.Parse\w{1,10}: parsing "[^"]{0,200}": (?:invalid syntax|value out of range)|is not a valid v2\.\w{1,40}/,
    saidBy: "Swift's gateway",
    hops: ['swiftcheck->swift'],
    cause:
      'A parameter in the URL has a value of the wrong kind. The gateway answers that without asking Tiller.',
    certainty: 'certain',
    findings: [],
    checks: [VERSIONS],
    steps: [
      'all=true or false; limit, max and version are numbers; sort_by=NAME or LAST_RELEASED; sort_order=ASC or DESC.',
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
    checks: [],
    steps: ['Use at most 53 letters, digits, dashes, dots and underscores.'],
  },
];
