// Answers to requests that are wrong in themselves: the endpoint works, and says what it did not take.
import { look, VERSIONS } from '../steps.js';
import type { Phrase } from '../types.js';

export const REQUEST_PHRASES: readonly Phrase[] = [
  {
    id: 'swift-unknown-path',
    pattern: /"code": ?12, ?"message": ?"Not Implemented"/,
    saidBy: "Swift's gateway (every version, with HTTP 501)",
    hops: ['swiftcheck->swift'],
    cause:
      'Swift is up and does not know the path of the URL. The gateway answers without asking Tiller, so the answer says nothing of Tiller.',
    certainty: 'certain',
    findings: [],
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
      /strconv\.Parse\w{1,10}: parsing "[^"]{0,200}": (?:invalid syntax|value out of range)|is not a valid v2\.\w{1,40}/,
    saidBy: "Swift's gateway",
    hops: ['swiftcheck->swift'],
    cause:
      'A parameter in the URL has a value of the wrong kind. The gateway answers without asking Tiller.',
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
