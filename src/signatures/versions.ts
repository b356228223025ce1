// Texts about versions that do not fit.
import type { Groups } from '../findings/told.js';
import { isCompatible } from '../knowledge/client-check.js';
import { quoted } from '../findings/words.js';
import { swifts } from './releases.js';
import type { Signature } from './types.js';

const VERSIONS = 'swiftcheck versions --tiller HOST:44134 --swift URL';

function refusal({ client = '', server = '' }: Groups): string {
  const pair = `The client says ${quoted(client)}, Tiller is ${quoted(server)}.`;
  if (isCompatible(client, server)) {
    return `${pair} By the rule that is known such a pair is accepted, so another program may have worded this.`;
  }
  const prerelease = client.includes('-') || server.includes('-');
  return prerelease
    ? `${pair} One of them is a pre-release or a vendor's build (a version with a hyphen), which is accepted by the very same version only.`
    : `${pair} Tiller refuses a client whose minor version is newer than its own, or whose major version differs.`;
}

export const VERSION_SIGNATURES: readonly Signature[] = [
  {
    id: 'client-sends-no-version',
    pattern: /incompatible versions client\[\] server\[(?<server>[^\]]*)\]/,
    examples: ['rpc error: code = Unknown desc = incompatible versions client[] server[v2.14.3]'],
    saidBy: 'Tiller',
    hops: ['client->tiller'],
    cause: ({ server = '' }) =>
      `The client sent no version in the metadata key x-helm-api-client, and Tiller ${quoted(server)} refuses whoever sends none. Generic gRPC clients and hand-written ones do that; helm and every Swift send one.`,
    certainty: 'follows from the release',
    findings: ['client-refused'],
    checks: [VERSIONS],
    next: ['Send x-helm-api-client with the very version that GetVersion answers.'],
  },
  {
    id: 'incompatible-versions',
    pattern: /incompatible versions client\[(?<client>[^\]]*)\] server\[(?<server>[^\]]*)\]/,
    examples: [
      'Error: incompatible versions client[v2.16.1] server[v2.14.3]',
      '{"code":2,"message":"incompatible versions client[v2.13.0] server[v2.10.0]"}',
      'Error: incompatible versions client[v2.8.2] server[v2.8.0-rancher2]',
    ],
    saidBy: 'Tiller',
    hops: ['client->tiller'],
    cause: refusal,
    certainty: 'follows from the release',
    findings: ['client-refused', 'tiller-fork', 'tiller-answers-vary'],
    checks: [VERSIONS, 'helm version'],
    next: [
      'Install the helm of the very version of Tiller.',
      'Or bring Tiller to that of helm: helm init --upgrade.',
    ],
  },
  {
    id: 'client-version-is-incompatible',
    pattern: /client version is incompatible/,
    examples: ['Error: client version is incompatible'],
    saidBy: 'an old Tiller, which names no versions',
    hops: ['client->tiller'],
    cause: 'Tiller refuses this client: its minor version is newer than that of Tiller.',
    certainty: 'follows from the release',
    findings: ['client-refused'],
    checks: [VERSIONS],
    next: ['Install the helm of that version, or upgrade Tiller: helm init --upgrade.'],
  },
  {
    id: 'server-too-old',
    pattern: /server is too old to know its version/,
    examples: ['Error: server is too old to know its version'],
    saidBy: 'helm',
    hops: ['client->tiller'],
    cause:
      'What answers does not know GetVersion: it speaks gRPC but is no Tiller, or one older than 2.0.',
    certainty: 'likely',
    findings: ['not-a-tiller'],
    checks: [VERSIONS],
    next: ['Check the address: Tiller listens on port 44134.'],
  },
  {
    id: 'list-eof',
    pattern: /"code":\s*11,\s*"message":\s*"EOF"|^\s*(?:Error:\s*)?EOF\s*$/,
    examples: [
      '{"code":11,"message":"EOF"}',
      'Error: EOF',
      '{"error":"EOF","code":11,"message":"EOF"}',
    ],
    not: ['unexpected EOF while parsing'],
    saidBy: `Swift ${swifts(({ emptyStream }) => emptyStream.message === 'EOF')}, or helm 2.8.2 and older`,
    hops: ['swift->tiller', 'client->tiller'],
    cause:
      'Usually no failure at all: the list is empty. Tiller 2.9.0 and newer sends no message for an empty list, and this client waits for one.',
    certainty: 'likely',
    findings: ['empty-list-as-error'],
    checks: [
      'swiftcheck probe --tiller HOST:44134 --swift URL  (compares with the direct list)',
      'helm ls --all --namespace NAMESPACE',
    ],
    next: ['Treat it as an empty list, or move to a client whose list code is of 2.9.0 or newer.'],
  },
  {
    id: 'vendor-version',
    pattern: /\bv2\.\d+(?:\.\d+)?(?:-rancher\d+|\+icp\S*|\+unreleased)\b/,
    examples: ['v2.14.3-rancher1', 'Server: &version.Version{SemVer:"v2.7.3+icp"}'],
    saidBy: "a vendor's build of Tiller or helm",
    hops: ['client->tiller'],
    cause:
      'A build that is no release of the Helm project. A version with a hyphen takes only clients of the very same version; what stands after a plus sign is ignored, and "+unreleased" takes every client.',
    certainty: 'follows from the release',
    findings: ['tiller-fork', 'client-refused'],
    checks: [VERSIONS],
    next: ["Use the helm of the same vendor, or replace Tiller by the project's own."],
  },
];
