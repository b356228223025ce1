// How the throwaway release of `probe --install` is removed by hand.
import type { TillerWay } from '../../evidence/throwaway.js';
import type { Evidence } from '../../evidence/types.js';
import { shellWord } from '../../util/shell.js';

/** The command, and what has to be known or added before it works. */
export interface Cleanup {
  /** `null`: swiftcheck gives no name of this form, so no command may delete that release. */
  readonly command: string | null;
  /** Sentences. */
  readonly notes: readonly string[];
}

/** Evidence can be changed by hand, and a command must not delete the release of someone else. */
const NAME = /^swiftcheck-probe-[0-9a-f]+$/;

export function cleanupOf(name: string, way: TillerWay): Cleanup {
  if (!NAME.test(name)) {
    return { command: null, notes: ['swiftcheck gives no release a name of that form.'] };
  }
  return helmCommand(way, ['delete', '--purge', name]);
}

/** A command of helm for that Tiller. Only helm 2.10 and newer has --kubeconfig; every helm reads the variable. */
export function helmCommand(
  way: TillerWay,
  words: readonly string[],
): Cleanup & { readonly command: string } {
  const reach = reachTiller(way);
  const tls = tlsFlags(way);
  const [first, file = '', ...others] = reach.flags;
  const named = first === '--kubeconfig';
  const line = ['helm', ...(named ? others : reach.flags), ...words, ...tls.flags];
  return {
    command: `${named ? `KUBECONFIG=${shellWord(file)} ` : ''}${line.map(shellWord).join(' ')}`,
    notes: [
      ...reach.notes.map((note) => note.replace('--kubeconfig FILE', 'KUBECONFIG=FILE in front')),
      ...tls.notes,
    ],
  };
}

/** `swiftcheck cleanup` for the same Tiller. It shows what it finds, and asks before it removes that. */
export function swiftcheckCleanup(way: TillerWay): Cleanup {
  const { target, helm } = way;
  // The lab of a run is gone with it.
  if (target.source === 'lab') return { command: null, notes: [] };
  const reach = reachTiller(way);
  const flags = reach.flags.map((flag) => (flag === '--host' ? '--tiller' : flag));
  const words = ['swiftcheck', 'cleanup', ...flags, ...tlsFlags(way).flags];
  const unknown = target.tls !== 'off' && !helm;
  return {
    command: words.map(shellWord).join(' '),
    notes: [
      ...reach.notes,
      ...(unknown ? ['Add the TLS files of this run: --tls-ca-cert, --tls-cert, --tls-key.'] : []),
    ],
  };
}

/** How the run reached Tiller. */
export function wayOf({ tiller, cluster, files }: Evidence): TillerWay {
  return {
    target: tiller.target,
    ...(files && { helm: files }),
    ...(cluster && { cluster }),
  };
}

interface Part {
  readonly flags: readonly string[];
  readonly notes: readonly string[];
}

function reachTiller({ target, helm, cluster }: TillerWay): Part {
  if (target.source !== 'cluster') return { flags: ['--host', target.address], notes: [] };
  const namespace = cluster?.tiller?.namespace ?? /^([^/]+)\//.exec(target.address)?.[1];
  const there = namespace === undefined ? [] : ['--tiller-namespace', namespace];
  const notes =
    namespace === undefined ? ['Add --tiller-namespace with the namespace of Tiller.'] : [];
  if (!cluster || cluster.source === 'service-account') {
    const where = cluster
      ? 'Run the command in a pod with the same service account, or add'
      : 'Add';
    return {
      flags: there,
      notes: [`${where} --kube-context with a context of the same cluster.`, ...notes],
    };
  }
  const { kubeconfig } = helm ?? {};
  return {
    flags: [
      ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
      ...['--kube-context', cluster.context],
      ...there,
    ],
    notes: helm ? notes : ['Add --kubeconfig FILE if the run had that flag.', ...notes],
  };
}

/**
 * As helm's own flags have it: `--tls-verify` implies `--tls`, and only with it are the authority and the host
 * name looked at. helm always loads a client certificate: cert.pem and key.pem of its home are the default.
 */
function tlsFlags({ target, helm }: TillerWay): Part {
  if (target.tls === 'off') return { flags: [], notes: [] };
  const verified = target.tls === 'verified';
  const mode = verified ? '--tls-verify' : '--tls';
  if (!helm) {
    const files = verified
      ? '--tls-ca-cert, --tls-cert, --tls-key and --tls-hostname'
      : '--tls-cert and --tls-key';
    return { flags: [mode], notes: [`Add ${files} as the run had them.`] };
  }
  const { tlsCaCert, tlsCert, tlsKey, tlsHostname } = helm;
  const given = (flag: string, value: string | undefined) =>
    value === undefined ? [] : [flag, value];
  return {
    flags: [
      mode,
      ...(verified ? given('--tls-ca-cert', tlsCaCert) : []),
      ...given('--tls-cert', tlsCert),
      ...given('--tls-key', tlsKey),
      ...(verified ? given('--tls-hostname', tlsHostname) : []),
    ],
    notes: [
      ...(verified && tlsCaCert === undefined
        ? [
            'helm does not use the certificates of the system: add --tls-ca-cert FILE, or keep that file as ca.pem in the folder of `helm home`.',
          ]
        : []),
      ...(tlsCert === undefined
        ? [
            'helm needs a client certificate for TLS: add --tls-cert FILE and --tls-key FILE, or keep both as cert.pem and key.pem in the folder of `helm home`.',
          ]
        : []),
    ],
  };
}
