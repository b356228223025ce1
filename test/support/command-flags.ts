// The commands and flags of other programs that printed commands may use. Of helm: docs/helm of Helm 2.
// Of kubectl: staging/src/k8s.io/kubectl/pkg/cmd of Kubernetes. Of curl and openssl: their manuals.

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

const TLS: Flags = {
  ...switches('--tls', '--tls-verify'),
  ...values('--tls-ca-cert', '--tls-cert', '--tls-key', '--tls-hostname'),
};

/** By program and command; a program without commands has the one of the empty name. */
export const FLAGS: Readonly<Record<string, Readonly<Record<string, Flags>>>> = {
  kubectl: {
    get: {
      ...values('-o', '-l', '--raw', '--sort-by', '--field-selector'),
      ...switches('--all-namespaces', '--show-labels', '--no-headers'),
    },
    describe: { ...values('-l'), ...switches('--all-namespaces') },
    logs: { ...values('-l', '--tail', '-c', '--since'), ...switches('--previous', '--timestamps') },
    edit: {},
    delete: values('-l'),
    'set env': values('-c'),
    'set image': {},
    'set serviceaccount': {},
    patch: values('-p', '--type'),
    scale: values('--replicas'),
    'rollout status': {},
    'rollout undo': {},
    'port-forward': {},
    apply: values('-f'),
    'create token': {},
    'create serviceaccount': {},
    'create namespace': {},
    'certificate approve': {},
    top: values('-l'),
    'auth can-i': {
      ...values('--as', '--subresource'),
      ...switches('--all-namespaces', '--list'),
    },
    'config view': switches('--minify'),
    'config get-contexts': {},
    'config current-context': {},
    'api-versions': {},
    version: {},
  },
  helm: {
    ls: {
      ...TLS,
      ...values('--max', '--offset', '--namespace', '--output'),
      ...switches('--all', '--short', '--deleted', '--failed'),
    },
    list: {
      ...TLS,
      ...values('--max', '--offset', '--namespace', '--output'),
      ...switches('--all', '--short', '--deleted', '--failed'),
    },
    get: { ...TLS, ...values('--revision') },
    'get manifest': { ...TLS, ...values('--revision') },
    'get values': { ...TLS, ...values('--revision') },
    history: { ...TLS, ...values('--max') },
    status: TLS,
    delete: { ...TLS, ...switches('--purge') },
    init: { ...values('--tiller-image', '--service-account'), ...switches('--wait') },
    version: { ...TLS, ...switches('--client', '--server', '--short') },
    upgrade: { ...TLS, ...switches('--install', '--reuse-values') },
    rollback: TLS,
    package: {},
    template: values('-f', '--name'),
    search: {},
    'repo update': {},
    'repo add': {},
  },
  curl: {
    '': {
      ...values('-H', '--cacert', '--cert', '--key', '-o', '-X'),
      ...switches('-sS', '-sSi', '-sSI', '--insecure', '--include'),
    },
  },
  openssl: {
    s_client: { ...values('-connect'), ...switches('-showcerts') },
    x509: {
      ...values('-in'),
      ...switches('-noout', '-dates', '-text', '-subject', '-issuer', '-purpose'),
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
