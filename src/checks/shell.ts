// Commands for the endpoints of a run. Each is one complete line that can be pasted into a POSIX shell.
import { measuredStream } from '../analysis/identify-swift.js';
import { storedRevisions } from '../analysis/stored.js';
import type { Evidence } from '../evidence/types.js';
import { sizeFlag } from '../util/bytes.js';
import { largestOf } from '../util/largest.js';
import { shellWord } from '../util/shell.js';
import { helmCommand, wayOf } from './shared/cleanup.js';
import { credentials, curlCredentials, swiftcheckCredentials } from './shared/credential-flags.js';
import { swiftPlace, type SwiftPlace } from './shared/swift-place.js';
import { swiftService, type SwiftService } from './shared/swift-service.js';
import { tillerPlace, type TillerPlace } from './shared/tiller-place.js';

export interface Command {
  /** Complete, quoted. */
  readonly line: string;
  /** Sentences: what has to be known or set before it works. */
  readonly needs: readonly string[];
}

export interface Shell {
  /** @param namespace `null`: the command names none */
  readonly kubectl: (namespace: string | null, words: readonly string[]) => Command;
  /** With the flags that reach the Tiller of the run. */
  readonly helm: (words: readonly string[]) => Command;
  /** A GET of Swift. @param path below Swift's own URL, with its query: `/tiller/v2/releases/json?all=true` */
  readonly swift: (path: string) => Command;
  /** With the flags that reach both endpoints of the run. @param words the command and its own flags */
  readonly swiftcheck: (words: readonly string[]) => Command;
  /** The command of the run. @param words further flags, which replace those of the run */
  readonly again: (words: readonly string[]) => Command;
  /** `null`: Tiller was not looked for in a cluster. */
  readonly tiller: TillerPlace | null;
  /** `null`: not known. */
  readonly swiftService: SwiftService | null;
  /** `null`: the pods of Swift are not known. */
  readonly swiftPods: SwiftPlace | null;
  /** The most revisions that Tiller stores of one release; `null`: not every revision is known. */
  readonly longestHistory: () => number | null;
  /** Which endpoint the run reached through a forwarded port: then nothing stands before the pod but the API server. */
  readonly forwarded: { readonly tiller: boolean; readonly swift: boolean };
  /** The run asked Swift through the API server as the user of its kubeconfig: no flag names another credential. */
  readonly asKubeconfigUser: boolean;
}

/** The ports at which `labCommand` runs the lab of a run again. */
const LAB_PORTS = { tiller: 44134, swift: 9855 };

/** Runs the lab of a run again, for the commands of its steps; `null`: not a lab. */
export function labCommand({ lab, payload }: Evidence): string | null {
  if (!lab) return null;
  return line([
    ...['swiftcheck', 'lab', '--swift', lab.swift, '--tiller', lab.tiller, '--data', lab.data],
    ...labSize(payload),
    ...['--tiller-port', String(LAB_PORTS.tiller), '--swift-port', String(LAB_PORTS.swift)],
  ]);
}

/** The flag `--size`, which sets the size of a file that the lab stores. */
function labSize(payload: Evidence['payload']): string[] {
  return payload?.kind === 'lab' ? ['--size', sizeFlag(payload.sizeBytes)] : [];
}

/** Whether a command needs the lab that `labCommand` runs. */
export function needsLab(command: string): boolean {
  return Object.values(LAB_PORTS).some((port) => command.includes(`127.0.0.1:${port}`));
}

/** With the endpoints that commands can reach: those of a lab have ended with the run. */
function reachable(evidence: Evidence): Evidence {
  if (labCommand(evidence) === null) return evidence;
  const { tiller, swift } = evidence;
  const address = `127.0.0.1:${LAB_PORTS.tiller}`;
  const url = `http://127.0.0.1:${LAB_PORTS.swift}`;
  return {
    ...evidence,
    tiller: { ...tiller, target: { ...tiller.target, address } },
    swift: { ...swift, target: { ...swift.target, url } },
  };
}

export function shellOf(run: Evidence): Shell {
  const evidence = reachable(run);
  const cluster = clusterFlags(evidence);
  const way = wayOf(evidence);
  return {
    kubectl: (namespace, words) => ({
      line: line(['kubectl', ...cluster, ...inNamespace(namespace), ...words]),
      needs: clusterNeeds(evidence),
    }),
    helm: (words) => {
      const { command, notes } = helmCommand(way, words);
      return { line: command, needs: notes };
    },
    swift: (path) => swiftRequest(evidence, cluster, path),
    swiftcheck: ([command = 'probe', ...words]) => swiftcheck(evidence, command, words),
    again: (words) => swiftcheck(evidence, evidence.command, words),
    tiller: tillerPlace(evidence),
    swiftService: swiftService(evidence),
    swiftPods: swiftPlace(evidence),
    longestHistory: () => longestHistory(evidence),
    forwarded: {
      tiller: evidence.tiller.target.source === 'cluster',
      swift: evidence.cluster?.swift?.via === 'port-forward',
    },
    asKubeconfigUser: evidence.cluster?.swift?.via === 'service-proxy',
  };
}

/** The shell of a text without a run. @param tiller where the text says that it is */
export function plainShell(tiller: TillerPlace | null = null): Shell {
  const plain = (words: readonly string[]): Command => ({ line: line(words), needs: [] });
  return {
    kubectl: (namespace, words) => plain(['kubectl', ...inNamespace(namespace), ...words]),
    helm: (words) => plain(['helm', ...words]),
    swift: (path) => ({
      line: `curl -sS "$SWIFT"${shellWord(path)}`,
      needs: ["Set SWIFT to Swift's URL first."],
    }),
    swiftcheck: plainSwiftcheck,
    again: (words) => plainSwiftcheck(['probe', ...words]),
    tiller,
    swiftService: null,
    swiftPods: null,
    longestHistory: () => null,
    forwarded: { tiller: false, swift: false },
    asKubeconfigUser: false,
  };
}

function longestHistory(evidence: Evidence): number | null {
  const stored = storedRevisions(evidence, measuredStream(evidence));
  if (!stored?.whole) return null;
  const counts = new Map<string, number>();
  for (const { name } of stored.releases) counts.set(name, (counts.get(name) ?? 0) + 1);
  return largestOf([...counts.values()]);
}

function plainSwiftcheck([command = 'probe', ...words]: readonly string[]): Command {
  return {
    line: line(['swiftcheck', command, '--tiller', 'HOST:44134', '--swift', 'URL', ...words]),
    needs: ["HOST is Tiller's address, URL is Swift's."],
  };
}

function inNamespace(namespace: string | null): string[] {
  return namespace === null ? [] : ['-n', namespace];
}

/** Empty outside a cluster, and in a pod: kubectl then takes what it takes by itself. */
function clusterFlags({ cluster, files }: Evidence): string[] {
  if (cluster?.source !== 'kubeconfig') return [];
  return [...flag('--kubeconfig', files?.kubeconfig), '--context', cluster.context];
}

function clusterNeeds({ cluster, lab }: Evidence): string[] {
  if (cluster?.source === 'kubeconfig' || lab) return [];
  return cluster
    ? ['Run it in a pod with the same service account, or add --context.']
    : ['This run used no kubeconfig: point kubectl at the cluster of Tiller.'];
}

function swiftRequest(
  { swift: { target }, cluster, files }: Evidence,
  clusterWords: readonly string[],
  path: string,
): Command {
  const proxied = cluster?.source === 'kubeconfig' ? proxyPath(target.url, cluster.server) : null;
  if (proxied !== null) {
    return { line: line(['kubectl', ...clusterWords, 'get', '--raw', proxied + path]), needs: [] };
  }
  const trust = [
    ...(target.tls === 'unverified' ? ['--insecure'] : []),
    ...flag('--cacert', files?.cacert),
  ];
  const { words, needs } = credentials(target.credentials, files, curlCredentials);
  return {
    line: [line(['curl', '-sS', ...trust]), ...words, shellWord(target.url + path)].join(' '),
    needs: [...forwardNeeds(cluster, target.url, clusterWords), ...needs],
  };
}

/** A port that the run forwarded is closed by now. */
function forwardNeeds(
  cluster: Evidence['cluster'],
  url: string,
  clusterWords: readonly string[],
): string[] {
  const search = cluster?.swift;
  if (search?.chosen == null || !search.forward?.ok) return [];
  const { pod, port } = search.forward.value;
  const [namespace = ''] = search.chosen.split('/');
  const forward = line([
    ...['kubectl', ...clusterWords, ...inNamespace(namespace), 'port-forward', `pod/${pod}`],
    `${new URL(url).port}:${port}`,
  ]);
  return [`Forward the port in another terminal first: \`${forward}\`.`];
}

/** The path on the API server; `null` where the URL is not on it. */
function proxyPath(url: string, server: string): string | null {
  return url.startsWith(`${server}/`) ? url.slice(server.length) : null;
}

const WITH_SIZE: readonly string[] = ['probe', 'preflight'];

function swiftcheck(evidence: Evidence, command: string, own: readonly string[]): Command {
  const { lab, payload, tiller, swift, cluster, files } = evidence;
  const size = labSize(payload);
  // A command without --size asks the lab that `labCommand` runs.
  if (lab && (size.length === 0 || WITH_SIZE.includes(command))) {
    const pair = `swift@${lab.swift},tiller@${lab.tiller}`;
    return {
      line: line(['swiftcheck', command, '--lab', pair, '--data', lab.data, ...size, ...own]),
      needs: [],
    };
  }
  const target = swift.target;
  const kind = own.includes('--cert') ? 'none' : target.credentials;
  const { words, needs } = credentials(kind, files, swiftcheckCredentials);
  const there =
    cluster?.source === 'kubeconfig'
      ? [...flag('--kubeconfig', files?.kubeconfig), '--kube-context', cluster.context]
      : [];
  const toTiller = cluster?.tiller
    ? ['--tiller-namespace', cluster.tiller.namespace]
    : ['--tiller', tiller.target.address];
  // A URL takes the place of the search.
  const search = own.includes('--swift') ? null : (cluster?.swift ?? null);
  const toSwift = search
    ? [
        ...flag('--swift-service', search.asked ?? undefined),
        ...(search.via === 'port-forward' ? ['--swift-via', 'port-forward'] : []),
      ]
    : ['--swift', target.url];
  // The service proxy takes the credentials and the authority of the kubeconfig.
  const isOwn = cluster?.swift?.via !== 'service-proxy';
  const trust = isOwn && target.tls === 'unverified' ? ['--insecure'] : [];
  const tls = { off: [], unverified: ['--tls'], verified: ['--tls-verify'] }[tiller.target.tls];
  return {
    line: [
      line(['swiftcheck', command, ...without(own, [...there, ...toTiller])]),
      line(without(own, own.includes('--tls-verify') ? [] : tls)),
      line(
        without(own, [
          ...tillerFiles(evidence),
          ...[...toSwift, ...trust, ...flag('--cacert', files?.cacert)],
        ]),
      ),
      ...(isOwn ? words : []),
      line([...flag('--swift-version', target.declaredVersion ?? undefined), ...own]),
    ]
      .filter((part) => part !== '')
      .join(' '),
    needs: isOwn ? needs : [],
  };
}

/** The flags of `words` that `own` does not replace. */
function without(own: readonly string[], words: readonly string[]): string[] {
  const flags = words.map((word, index) =>
    word.startsWith('--') ? word : (words[index - 1] ?? word),
  );
  return words.filter((_word, index) => !own.includes(flags[index] ?? ''));
}

function tillerFiles({ files = {} }: Evidence): string[] {
  return [
    ...flag('--tls-ca-cert', files.tlsCaCert),
    ...flag('--tls-cert', files.tlsCert),
    ...flag('--tls-key', files.tlsKey),
    ...flag('--tls-hostname', files.tlsHostname),
  ];
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}

export function line(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
