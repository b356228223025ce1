// The commands and flags of other programs that printed commands use, and no others. Sources, for helm: docs/helm of
// the repository helm/helm, generated from Helm 2 between April 2017 and May 2019; for kubectl: `kubectl COMMAND --help`
// and `kubectl options` of 1.32; for curl: `curl --help all`; for openssl: `openssl COMMAND -help`, and doc/man1 of
// openssl/openssl.

/** By the flag, whether a value follows. */
export type Flags = Readonly<Record<string, 'value' | 'switch'>>;

const values = (...names: readonly string[]): Flags =>
  Object.fromEntries(names.map((name) => [name, 'value']));
const switches = (...names: readonly string[]): Flags =>
  Object.fromEntries(names.map((name) => [name, 'switch']));

/** Flags that stand before or behind the command. */
export const GLOBAL: Readonly<Record<string, Flags>> = {
  kubectl: values('--kubeconfig', '--context', '-n', '--namespace', '--request-timeout', '-v'),
  helm: {
    ...values('--host', '--kube-context', '--kubeconfig', '--tiller-namespace', '--home'),
    ...values('--tiller-connection-timeout'),
    ...switches('--debug'),
  },
};

/** The flags of every command that asks Tiller. `--tls-hostname` is in Helm 2.10 and newer. */
const TLS: Flags = {
  ...switches('--tls', '--tls-verify'),
  ...values('--tls-ca-cert', '--tls-cert', '--tls-key', '--tls-hostname'),
};

/** Printed by a plan, or for what a run had or found: no case has all. */
export const OF_RUNS: readonly string[] = [
  ...Object.keys(TLS),
  ...['--cacert', '--cert', '--key', '--insecure', '-sSI', 'cat'],
  ...['scale', '--replicas', 'rollout status', 'rollout undo'],
];

/** By program and command; a program without commands has the one of the empty name. */
export const FLAGS: Readonly<Record<string, Readonly<Record<string, Flags>>>> = {
  kubectl: {
    get: {
      ...values('-o', '-l', '--raw', '--sort-by', '--field-selector'),
      ...switches('--all-namespaces', '--show-labels', '--no-headers'),
    },
    describe: { ...values('-l'), ...switches('--all-namespaces') },
    logs: { ...values('-l', '--tail'), ...switches('--previous') },
    edit: {},
    delete: values('-l'),
    'set env': {},
    'set image': {},
    'set serviceaccount': {},
    patch: values('-p'),
    scale: values('--replicas'),
    'rollout status': {},
    'rollout undo': {},
    'port-forward': {},
    proxy: values('--port'),
    apply: values('-f'),
    'create token': {},
    'create serviceaccount': {},
    'create namespace': {},
    'certificate approve': {},
    'top pods': values('-l'),
    'auth can-i': { ...values('--as'), ...switches('--all-namespaces', '--list') },
    'config view': switches('--minify'),
    'config get-contexts': {},
    'config current-context': {},
    'api-versions': {},
    version: {},
  },
  helm: {
    'inspect chart': {},
    ls: { ...TLS, ...values('--max', '--namespace'), ...switches('--all') },
    get: { ...TLS, ...values('--revision') },
    history: { ...TLS, ...values('--max') },
    delete: { ...TLS, ...switches('--purge') },
    init: values('--tiller-image'),
    version: { ...TLS, ...switches('--client') },
    upgrade: TLS,
    rollback: TLS,
    package: {},
    template: values('-f'),
    search: {},
    'repo update': {},
    'repo add': {},
  },
  curl: {
    '': {
      ...values('-H', '--cacert', '--cert', '--key'),
      ...switches('-sS', '-sSi', '-sSI', '--insecure'),
    },
  },
  openssl: {
    s_client: { ...values('-connect'), ...switches('-showcerts') },
    x509: {
      ...values('-in'),
      ...switches('-noout', '-dates', '-subject', '-issuer', '-purpose'),
    },
  },
  swift: { run: switches('--help') },
  grep: { '': switches('-i', '-E') },
  env: { '': {} },
  ls: { '': switches('-l') },
  sort: { '': switches('-n') },
  tail: { '': switches('-3') },
  date: { '': switches('-u') },
  cat: { '': {} },
};
