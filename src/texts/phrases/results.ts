// Texts about lists and releases that are empty, missing or wrong.
import {
  change,
  FIND_RELEASE,
  look,
  ofTiller,
  PROBE,
  STORED_EVERYWHERE,
  UNINSTALL,
} from '../steps.js';
import type { Phrase } from '../types.js';
import { swifts, tillers } from '../../knowledge/describe.js';

const STORED = look('Count what is stored in all namespaces.', STORED_EVERYWHERE);

export const RESULT_PHRASES: readonly Phrase[] = [
  {
    id: 'list-nil-pointer',
    pattern: /(?<!panic: )runtime error: invalid memory address or nil pointer dereference/,
    saidBy: `Swift ${swifts(({ emptyStream }) => emptyStream.grpcCode === 13)}`,
    hops: ['swift->tiller'],
    cause:
      'On a list usually no failure at all: nothing matches. Tiller 2.9.0 and newer send no message for an empty list, and this Swift fails at that. The text alone does not prove it: Swift words other defects in the same manner.',
    certainty: 'likely',
    findings: ['empty-list-as-error'],
    steps: [
      look(
        'Treat HTTP 500 with this text on a list as an empty list. Every newer Swift says the same.',
      ),
      look(
        'Ask Tiller itself. NAMESPACE is what Swift was asked for.',
        'helm ls --all --namespace NAMESPACE',
      ),
      PROBE,
    ],
  },
  {
    id: 'release-not-found',
    pattern: /release: \\?"(?<release>[^"\\]+)\\?" not found/,
    saidBy: 'Tiller (through Swift with HTTP 500, never 404)',
    hops: ['client->tiller', 'swift->tiller'],
    cause:
      'This Tiller holds no such release: the name is another, it was purged, its name carries a revision (".v3"), or it is stored with another Tiller, namespace or storage driver.',
    certainty: 'likely',
    findings: ['tillers-differ', 'tiller-answers-vary', 'list-differs'],
    steps: [FIND_RELEASE, STORED, PROBE],
  },
  {
    id: 'offset-not-found',
    pattern: /offset "[^"]{0,200}" not found|no items after "[^"]{0,200}"/,
    saidBy: 'Tiller',
    hops: ['client->tiller', 'swift->tiller'],
    cause:
      'The release that the next page was to begin with is gone, or is not among those that the request matches: another namespace (an old Swift lists `default` if the request names none), other statuses, another filter.',
    certainty: 'certain',
    findings: ['default-namespace-only', 'list-truncated'],
    steps: [
      look('Begin the list again from its first page, with the same parameters on every page.'),
      look(
        'Compare `total` between pages where the client shows it: a change means to begin again.',
      ),
      PROBE,
    ],
  },
  {
    id: 'bad-filter',
    pattern: /error parsing regexp: (?<reason>.{1,80})/,
    saidBy: 'Tiller',
    hops: ['client->tiller', 'swift->tiller'],
    cause: 'The filter of the list is no valid regular expression of Go (RE2).',
    certainty: 'certain',
    findings: ['tiller-list-failed', 'swift-list-failed'],
    steps: [look('Correct the expression; in a URL encode it (`[` is %5B, `+` is %2B).')],
  },
  {
    id: 'undecodable-record',
    pattern: /list: failed to decode release\b/,
    saidBy: "Tiller's log",
    hops: ['tiller->storage'],
    cause:
      'A stored revision cannot be decoded. Lists leave it out without an error, so it is missing everywhere.',
    certainty: 'certain',
    findings: ['list-differs'],
    steps: (_groups, scene) => [
      look(
        'Count the records, and compare the number with the direct list.',
        ofTiller(scene, 'get', 'configmaps,secrets', '-l', 'OWNER=TILLER', '--no-headers'),
      ),
      PROBE,
      change('Restore this ConfigMap (or Secret) from a backup, or delete it.'),
    ],
  },
  {
    id: 'history-without-max',
    pattern:
      /\/tiller\/v2\/releases\/[^\s/"'?]{1,99}\/json(?![^\s"']{0,200}[?&]max=[1-9])[^{}]{0,2000}\{ ?\}/,
    saidBy: 'Swift, of a history',
    hops: ['swift->tiller'],
    cause:
      'No failure: without max= Swift asks Tiller for the last 0 revisions, and gets them. It does not mean that there is no history.',
    certainty: 'certain',
    findings: [],
    steps: [
      look('Pass max=N; the revisions come in one message, so a large N can exceed a limit.'),
      look('Ask Tiller itself. NAME is the release.', 'helm history NAME --max 5'),
    ],
  },
  {
    id: 'empty-object',
    pattern: /^ ?\{ ?\} ?$|\bHTTP\/\d(?:\.\d)? 200\b[^{}]{0,2000}\{ ?\}/,
    saidBy: 'Swift',
    hops: ['swift->tiller'],
    cause: `No error: Swift leaves out what is empty. For a list the object means that nothing matches; a Tiller answers so that sends one message also for an empty list (${tillers(({ listDelivery }) => listDelivery === 'one message')}). For a history (releases/NAME/json) it means that max= is missing.`,
    certainty: 'likely',
    findings: ['tillers-differ', 'default-namespace-only', 'list-differs'],
    steps: [
      look('For a history, pass max=N.'),
      look('If the list should not be empty, name the namespace, and ask for all=true.'),
      STORED,
      PROBE,
    ],
  },
  {
    id: 'next-page',
    pattern: /(?<!\w)next: ?\S{1,100} NAME REVISION\b|^ ?next: ?\S{1,100}/,
    saidBy: 'helm ls',
    hops: ['client->tiller'],
    cause: 'The list goes on: helm shows 256 releases where --max names no other number.',
    certainty: 'certain',
    findings: ['list-truncated'],
    rank: 'note',
    steps: [
      look(
        'Let Tiller give what it gives at most, 512, or go on with --offset NAME.',
        'helm ls --max 0',
      ),
      PROBE,
    ],
  },
  {
    id: 'name-in-use',
    pattern:
      /a release named (?<release>\S+) (?:already exists|is in use, cannot re-use a name that is still in use)|cannot re-use a name that is still in use/,
    saidBy: 'Tiller',
    hops: ['client->tiller', 'swift->tiller'],
    cause:
      'The name is taken, maybe by a release that was deleted but not purged, or one that failed.',
    certainty: 'certain',
    findings: ['pending-releases-hidden', 'list-truncated'],
    steps: [
      FIND_RELEASE,
      change(
        'Choose another name, or upgrade the release that has it. NAME is the release, CHART the chart.',
        'helm upgrade NAME CHART',
      ),
      UNINSTALL,
    ],
  },
];
