// Texts about lists and releases that are empty, missing or wrong.
import { uninstall } from '../checks/shared/tiller-commands.js';
import { swifts, tillers } from './releases.js';
import type { Signature } from './types.js';

const PROBE = 'swiftcheck probe --tiller HOST:44134 --swift URL';

export const RESULT_SIGNATURES: readonly Signature[] = [
  {
    id: 'list-nil-pointer',
    pattern: /(?<!panic: )runtime error: invalid memory address or nil pointer dereference/,
    saidBy: `Swift ${swifts(({ emptyStream }) => emptyStream.grpcCode === 13)}`,
    hops: ['swift->tiller'],
    cause:
      'On a list usually no failure at all: nothing matches. Tiller 2.9.0 and newer send no message for an empty list, and this Swift trips over that. The text alone does not prove it: any defect of Swift is worded so.',
    certainty: 'likely',
    findings: ['empty-list-as-error'],
    checks: [PROBE, 'helm ls --all --namespace NAMESPACE'],
    steps: ['Treat HTTP 500 with this text on a list as an empty list. No release mends it.'],
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
    checks: [
      'helm ls --all NAME',
      PROBE,
      'kubectl get configmaps,secrets --all-namespaces -l OWNER=TILLER,NAME=RELEASE --no-headers',
    ],
    steps: ['Compare the name with the list; then look for a second Tiller.'],
  },
  {
    id: 'offset-not-found',
    pattern: /offset "[^"]{0,200}" not found|no items after "[^"]{0,200}"/,
    saidBy: 'Tiller',
    hops: ['client->tiller', 'swift->tiller'],
    cause:
      'The release that the next page was to begin with is gone, or is not among those that the request matches: another namespace (Swift that lists `default` only where none is named), other statuses, another filter.',
    certainty: 'certain',
    findings: ['default-namespace-only', 'list-truncated'],
    checks: [PROBE],
    steps: [
      'Begin the list again from its first page, with the same parameters on every page.',
      'Compare `total` between pages where the client shows it: a change means to begin again.',
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
    checks: [],
    steps: ['Mend the expression; in a URL encode it (`[` is %5B, `+` is %2B).'],
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
    checks: [
      'kubectl -n kube-system get configmaps -l OWNER=TILLER --no-headers | wc -l  (compare with the direct list)',
      PROBE,
    ],
    steps: ['Restore or delete that ConfigMap (or Secret).'],
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
    checks: ['helm history NAME --max 5', 'curl "$SWIFT/tiller/v2/releases/NAME/json?max=5"'],
    steps: ['Pass max=N; the revisions come in one message, so a large N can exceed a limit.'],
  },
  {
    id: 'empty-object',
    pattern: /^ ?\{ ?\} ?$|\bHTTP\/\d(?:\.\d)? 200\b[^{}]{0,2000}\{ ?\}/,
    saidBy: 'Swift',
    hops: ['swift->tiller'],
    cause: `No error: Swift leaves out what is empty. Of a list it says that nothing matches; so answers a Tiller that sends one message also for an empty list (${tillers(({ listDelivery }) => listDelivery === 'one message')}). Of a history (releases/NAME/json) it says that max= is missing.`,
    certainty: 'likely',
    findings: ['tillers-differ', 'default-namespace-only', 'list-differs'],
    checks: [
      PROBE,
      'kubectl get configmaps,secrets --all-namespaces -l OWNER=TILLER --no-headers  (what is stored)',
    ],
    steps: [
      'Of a history: pass max=N.',
      'Of a list that should not be empty: name the namespace, ask for all=true, and look whether Tiller stores its releases elsewhere.',
    ],
  },
  {
    id: 'next-page',
    pattern: /(?<!\w)next: ?\S{1,100} NAME REVISION\b|^ ?next: ?\S{1,100}/,
    saidBy: 'helm ls',
    hops: ['client->tiller'],
    cause: 'The list goes on: helm shows 256 releases unless told otherwise (--max).',
    certainty: 'certain',
    findings: ['list-truncated'],
    checks: [PROBE],
    steps: ['helm ls --max 0 (Tiller then gives at most 512), or go on with --offset NAME.'],
  },
  {
    id: 'name-in-use',
    pattern: /a release named (?<release>\S+) already exists/,
    saidBy: 'Tiller',
    hops: ['client->tiller', 'swift->tiller'],
    cause:
      'The name is taken, maybe by a release that was deleted but not purged, or one that failed.',
    certainty: 'certain',
    findings: ['pending-releases-hidden', 'list-truncated'],
    checks: ['helm ls --all NAME', PROBE],
    steps: [
      'Choose another name, or upgrade the release that has it: `helm upgrade NAME CHART`.',
      uninstall(),
    ],
  },
];
