// What Tiller says of the objects of a chart: they are there already, are gone, or cannot be rendered.
import { change, look } from '../steps.js';
import type { Phrase } from '../types.js';

const WHOSE = look(
  'See whose the object is: a release names itself in the label release. KIND and OBJECT are those of the text.',
  'kubectl get KIND OBJECT --all-namespaces --show-labels',
);

export const CHART_OBJECT_PHRASES: readonly Phrase[] = [
  {
    id: 'object-exists',
    pattern:
      /kind (?<kind>[\w.]{1,80}) with the name \\?"(?<name>[^"\\\n]{1,253})\\?" already exists in the cluster and wasn't defined in the previous release|(?:release \S{1,60} failed: |FAILED: )(?:object is being deleted: )?(?<resource>[a-z][\w.-]{1,80}) \\?"(?<object>(?![^"\\\n]*\.v\d+\\?")[^"\\\n]{1,253})\\?" already exists/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['tiller->storage'],
    cause: ({ kind, name, resource, object }) =>
      `The chart makes ${kind ?? resource ?? ''} ${name ?? object ?? ''}, and the cluster has this object already: another release or a person made it, or an earlier attempt left it. Tiller never takes over the objects of others.`,
    certainty: 'certain',
    findings: [],
    steps: [
      WHOSE,
      change(
        'If the object is no longer needed, delete it and try again. Otherwise give the object another name in the chart.',
      ),
    ],
  },
  {
    id: 'object-gone',
    pattern:
      /no (?:resource|\w{1,60}) with the name \\?"(?<name>[^"\\\n]{1,253})\\?" found|Upgrade --force successfully deleted the previous release, but encountered \d+ errors?(?:\(s\))? and cannot continue|object not found, skipping delete/,
    saidBy: 'Tiller, of an upgrade, rollback or delete',
    hops: ['tiller->storage'],
    cause: ({ name }) =>
      `The stored revision names ${name === undefined ? 'objects' : `the object ${name}`}, and the cluster does not have ${name === undefined ? 'them' : 'it'}: an earlier upgrade failed halfway, or a person deleted ${name === undefined ? 'them' : 'it'}. Tiller writes the first error of that upgrade to its log only.`,
    certainty: 'likely',
    findings: [],
    steps: [
      look(
        'Read the revisions of the release and why each failed. NAME is the release.',
        'helm history NAME --max 10',
      ),
      change(
        'Roll back to the last good revision, then upgrade. REVISION is its number in the history.',
        'helm rollback NAME REVISION',
      ),
    ],
  },
  {
    id: 'namespace-missing',
    pattern:
      /(?<release>release \S{1,60} failed: |FAILED: )?namespaces? \\?"(?<namespace>[\w.-]{1,63})\\?" not found/,
    saidBy: 'the Kubernetes API server',
    hops: ({ release }) =>
      release === undefined ? ['tiller->storage', 'client->kubernetes'] : ['tiller->storage'],
    decides: '"release NAME failed" in front of it: then Tiller asked, of an object of the chart.',
    cause: ({ namespace = '' }) => `The cluster has no namespace ${namespace}.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look('See which namespaces there are.', 'kubectl get namespaces'),
      change(
        'Make the namespace, or correct the name. NAMESPACE is the name.',
        'kubectl create namespace NAMESPACE',
      ),
    ],
  },
  {
    id: 'chart-not-rendered',
    // An error of a file or a connection is none of the chart: it begins with what was tried.
    pattern:
      /(?:render error in|parse error in|execution error at) \(?\\?"?(?<file>[\w./-]{1,200})|YAML parse error on (?<yaml>[\w./-]{1,200})|error converting YAML to JSON|unable to decode \\?"|cannot be handled as a \w{1,60}: (?<type>[^\n]{1,200})|error validating data: (?!(?:mkdir|open|l?stat|read|write|dial|Get|Post) )(?<reason>[^\n]{1,200})/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['client->tiller', 'swift->tiller'],
    cause: ({ file, yaml, type, reason = type }) =>
      `Tiller works, and the chart does not become valid objects with these values${(file ?? yaml) === undefined ? '' : `: ${file ?? yaml ?? ''}`}${reason === undefined ? '' : `: ${reason}`}.`,
    certainty: 'certain',
    findings: ['payload-not-tried'],
    steps: [
      look(
        'Render the chart without Tiller. CHART is its folder, VALUES its values.',
        'helm template CHART -f VALUES',
      ),
      look('Correct the template or the values at that place.'),
    ],
  },
  {
    id: 'chart-not-fetched',
    pattern:
      /failed to download \\?"(?<chart>[^"\\\n]{1,200})|[Ff]ailed to fetch (?<url>https?:\/\/\S{1,300}) ?: (?<status>\d{3} [\w ]{2,40})/,
    saidBy: 'helm on this machine, or Swift of an install',
    hops: ['client->repository', 'swift->repository'],
    decides: "Whose log or output it is: helm's or Swift's.",
    cause: ({ url = '', status }) =>
      /kubernetes-charts(?:-incubator)?\.storage\.googleapis\.com/.test(url)
        ? 'The repositories stable and incubator of the Helm project were closed at this address in 2020.'
        : `The chart repository does not give the chart${status === undefined ? '' : ` (HTTP ${status})`}: the name or version is not there, or the repository asks for credentials. Tiller was not asked.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        'Read the index again, and look for the chart. CHART is its name.',
        'helm repo update && helm search CHART',
      ),
      look(
        'If it is the closed repository stable, use its archive.',
        'helm repo add stable https://charts.helm.sh/stable',
      ),
    ],
  },
];
