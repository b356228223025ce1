// Texts about versions that do not fit.
import { isCompatible, refusalOfClient, type ClientRefusal } from '../../knowledge/client-check.js';
import { shorten, visible } from '../../util/safe-text.js';
import { change, look, PROBE, setTillerImage, VERSIONS } from '../steps.js';
import type { Groups, Phrase } from '../types.js';
import { swifts, tillers } from '../../knowledge/describe.js';

function quoted(text: string): string {
  return `"${shorten(visible(text), 300)}"`;
}

const chunked = tillers(({ listDelivery }) => listDelivery === 'chunks');
const SWIFT_FITS = look(
  'Swift has to fit that Tiller: the table shows which Swift is documented for each.',
  'swiftcheck matrix',
);
const SAME_HELM = look('Use the helm of exactly the version of Tiller.');

const RULES: Record<ClientRefusal, string> = {
  'no client version': 'The client sent no version.',
  'unreadable version': 'Tiller cannot read one of the two versions.',
  'other major version': 'The major versions differ.',
  'not the same pre-release':
    "One of them is a pre-release or a vendor's build (a version with a hyphen), which is accepted by the very same version only.",
  'newer minor version': "The client's minor version is newer than Tiller's.",
};

function refusal({ client = '', server = '' }: Groups): string {
  const pair = `The client says ${quoted(client)}, Tiller is ${quoted(server)}.`;
  const rule = refusalOfClient(client, server);
  return rule === null
    ? `${pair} By the rules that are known Tiller accepts this pair, so another program may have written the text.`
    : `${pair} ${RULES[rule]}`;
}

/** Whom a build with a suffix takes, by the rules of Tiller. */
function vendor({ version = '' }: Groups): string {
  const known = `${quoted(version)} is no version of the Helm project.`;
  if (isCompatible('', version)) return `${known} This Tiller accepts every client.`;
  return refusalOfClient(version.replace(/[-+].*$/, ''), version) === null
    ? `${known} What stands after the plus sign is ignored when versions are compared.`
    : `${known} As a Tiller it takes only clients of the very same version, and refuses all others, also in the middle of an operation that another client began.`;
}

export const VERSION_PHRASES: readonly Phrase[] = [
  {
    id: 'client-sends-no-version',
    pattern: /incompatible versions client\[\] server\[(?<server>[^\]]*)\]/,
    saidBy: 'Tiller',
    hops: ['client->tiller'],
    cause: ({ server = '' }) =>
      `The client sent no version in the metadata key x-helm-api-client, and Tiller ${quoted(server)} refuses a client that sends none. Generic gRPC clients and hand-written ones send none; helm and every Swift send one.`,
    certainty: 'certain',
    findings: ['client-refused'],
    steps: [look('Send x-helm-api-client with the version that GetVersion answers.'), VERSIONS],
  },
  {
    id: 'incompatible-versions',
    pattern: /incompatible versions client\[(?<client>[^\]]+)\] server\[(?<server>[^\]]*)\]/,
    saidBy: 'Tiller',
    hops: ['client->tiller'],
    cause: refusal,
    certainty: 'certain',
    findings: ['client-refused', 'tiller-fork', 'tiller-answers-vary'],
    steps: ({ client }, scene) => [
      look('See both versions.', 'helm version'),
      SAME_HELM,
      setTillerImage(scene, client),
      SWIFT_FITS,
    ],
  },
  {
    id: 'client-version-is-incompatible',
    pattern: /client version is incompatible/,
    saidBy: `Tiller ${tillers(({ namesRefusedVersions }) => !namesRefusedVersions)}, which names no versions`,
    hops: ['client->tiller'],
    cause:
      "Tiller refuses this client for its version: its minor version is newer than Tiller's, or one of the two is a pre-release.",
    certainty: 'certain',
    findings: ['client-refused'],
    steps: (_groups, scene) => [
      look('See both versions.', 'helm version'),
      SAME_HELM,
      setTillerImage(scene),
      SWIFT_FITS,
    ],
  },
  {
    id: 'chart-for-other-tiller',
    pattern: /Chart incompatible with Tiller (?<version>v[\w.+-]{1,60})/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['client->tiller', 'swift->tiller'],
    cause: ({ version = '' }) =>
      `The chart names the versions of Tiller that it is for (tillerVersion in Chart.yaml). This Tiller, ${quoted(version)}, is not among them.${version.includes('-') ? " A pre-release or a vendor's build (with a hyphen) is outside most ranges, whatever its number." : ''} Client and Tiller fit each other.`,
    certainty: 'certain',
    findings: [],
    steps: (_groups, scene) => [
      look('Read tillerVersion. CHART is the chart.', 'helm inspect chart CHART'),
      look('Use an older version of the chart.'),
      setTillerImage(scene),
    ],
  },
  {
    id: 'chart-for-other-kubernetes',
    pattern:
      /Chart requires kubernetesVersion: (?<range>[^\n"]{1,60}) which is incompatible with Kubernetes (?<version>v[\w.+-]{1,60})/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['client->tiller', 'swift->tiller'],
    cause: ({ range = '', version = '' }) =>
      `The chart is for Kubernetes ${range} (kubeVersion in Chart.yaml), and the cluster is ${version}. Swift, Tiller and helm fit each other.`,
    certainty: 'certain',
    findings: [],
    steps: [look('Use a version of the chart that is for this Kubernetes.')],
  },
  {
    id: 'no-health-service',
    pattern: /unknown service grpc\.health\.v1\.Health/,
    saidBy: 'helm 2.9 or newer, or another client that asks for the health of Tiller',
    hops: ['client->tiller'],
    cause:
      'What answers speaks gRPC and does not know the service of health: an older Tiller, or another server. The other calls of an older Tiller can work.',
    certainty: 'likely',
    findings: ['not-a-tiller', 'client-refused'],
    steps: (_groups, scene) => [look('See both versions.', 'helm version'), setTillerImage(scene)],
  },
  {
    id: 'server-too-old',
    pattern:
      /code = (?:12|Unimplemented) desc = unknown method \w{1,40}(?! for)|server is too old to know its version|unknown service hapi\.services\.tiller\.ReleaseService|unknown method \w{1,40} for service hapi\.[\w.]{1,60}/,
    saidBy: 'helm or another client',
    hops: ['client->tiller'],
    cause:
      'What answers does not know GetVersion: it speaks gRPC but is no Tiller, or one older than 2.0.',
    certainty: 'likely',
    findings: ['not-a-tiller'],
    steps: [look('Check the address: Tiller listens on port 44134.'), VERSIONS],
  },
  {
    id: 'list-eof',
    pattern: /"code": ?11, ?"message": ?"EOF"|^ ?EOF ?$/,
    saidBy: `Swift ${swifts(({ emptyStream }) => emptyStream.message === 'EOF')}`,
    hops: ['swift->tiller'],
    cause: `Usually no failure at all: the list is empty. Tiller ${chunked} sends no message for an empty list, and this Swift waits for one.`,
    certainty: 'likely',
    findings: ['empty-list-as-error', 'default-namespace-only'],
    steps: [
      look('Treat the answer as an empty list. Newer versions of Swift only word it differently.'),
      look('Name the namespace (namespace=NAME): this Swift may list one namespace only.'),
      PROBE,
    ],
  },
  {
    id: 'client-list-eof',
    pattern: /\bError: EOF\b|\bdesc = EOF\b|^ ?EOF ?$/,
    saidBy: 'helm 2.8.2 and older, or another client with its list code',
    hops: ['client->tiller'],
    cause: `After a list request this is usually no failure: the list is empty. Tiller ${chunked} sends no message for an empty list, and this client waits for one. Tiller's check of versions allows the pair.`,
    certainty: 'likely',
    findings: ['empty-list-as-error'],
    steps: [look('See both versions.', 'helm version'), SAME_HELM],
  },
  {
    id: 'vendor-version',
    pattern:
      /(?<version>\bv2\.\d+(?:\.\d+)?(?:-(?:rancher|rc)[\w.]{0,20}|\+icp[\w.]{0,20}|\+unreleased))(?![\w.+-])/,
    saidBy: "a vendor's build, or a pre-release version",
    hops: ['client->tiller'],
    cause: vendor,
    certainty: 'certain',
    findings: ['tiller-fork', 'client-refused'],
    rank: 'note',
    steps: [
      change("Use the helm of that very build, or replace Tiller by the project's own."),
      VERSIONS,
    ],
  },
];
