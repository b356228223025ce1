// Texts of programs that read their files, their credentials or their cluster at the start.
import { change, look, ofTiller, setTillerImage, tillerLog } from '../steps.js';
import type { Phrase } from '../types.js';

export const START_PHRASES: readonly Phrase[] = [
  {
    id: 'init-resource-not-found',
    pattern: /error installing: the server could not find the requested resource/,
    saidBy: 'helm init',
    hops: ['client->kubernetes'],
    cause:
      'helm 2.14.3 and older asks for an API of Deployments that Kubernetes 1.16 and newer no longer has.',
    certainty: 'likely',
    findings: [],
    steps: [
      look('Compare the versions of cluster and helm.', 'kubectl version && helm version --client'),
      look('Use helm 2.16 or newer.'),
    ],
  },
  {
    id: 'tiller-token-unreadable',
    pattern:
      /open (?:\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount\/(?<file>token|ca\.crt|namespace): (?<reason>permission denied|no such file or directory)/,
    saidBy: "the log of Tiller (or of Swift, where the log is Swift's)",
    hops: ['cluster'],
    cause: ({ file = '', reason }) =>
      reason === 'permission denied'
        ? `The program may not read the file ${file} of its own service account: it runs as a user for whom the file is closed. Nothing was sent to the Kubernetes API.`
        : `The pod has no file ${file} of a service account: no token is mounted (automountServiceAccountToken is false, or the pod has no account). Nothing was sent to the Kubernetes API.`,
    certainty: 'certain',
    findings: ['tiller-unreachable', 'tiller-not-ready'],
    steps: ({ reason }, scene) => [
      look(
        'Read securityContext, serviceAccountName and automountServiceAccountToken of the Deployment.',
        ofTiller(scene, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
      ),
      reason === 'permission denied'
        ? change(
            'Set fsGroup in the securityContext of the pod, so that the mounted files belong to a group of its user; or drop runAsUser. Tiller restarts.',
          )
        : change('Let the Deployment mount the token of its service account. Tiller restarts.'),
    ],
  },
  {
    id: 'auth-provider-missing',
    pattern: /No Auth Provider found for name \\?"(?<provider>[^"\\\n]{1,40})\\?"/,
    saidBy: 'the program that read the kubeconfig (Tiller, Swift or helm)',
    hops: ['cluster'],
    cause: ({ provider = '' }) =>
      `The kubeconfig asks for the auth provider ${provider}, and this program is built without it. Nothing was sent to the Kubernetes API.`,
    certainty: 'certain',
    findings: ['tiller-unreachable', 'credentials-unavailable'],
    steps: [
      change(
        'Give the program a kubeconfig with a token or a client certificate. Tiller and Swift need no kubeconfig where they run in the cluster with a service account.',
      ),
    ],
  },
  {
    id: 'kubeconfig-unusable',
    pattern:
      /could not get [Kk]ubernetes config for context \\?["'](?<context>[^"'\\\n]{0,200})\\?["']: (?!.{0,40}?No Auth Provider)(?<reason>[^\n]{1,300})|[Ee]rror: (?<reason_kubectl>context \\?"[^"\\\n]{1,200}\\?" does not exist)|(?:[Ee]rror loading config file|Error in configuration:?|(?<!Cannot initialize Kubernetes connection: )invalid configuration:) ?(?<reason_go>[^\n]{1,300})/,
    saidBy: 'helm, kubectl or another program that reads a kubeconfig',
    hops: ['client->kubernetes'],
    cause: ({ context, reason = '' }) =>
      `The program cannot use its kubeconfig${context === undefined || context === '' ? '' : `, or the context ${context} in it`}: ${reason.replace(/[.\s]+$/, '')}. Nothing was sent to the Kubernetes API.${/^stat .*:\/.*no such file/.test(reason) ? ' KUBECONFIG names several files, which helm 2.8.0 took for one.' : ''}`,
    certainty: 'certain',
    findings: ['credentials-unavailable'],
    steps: [
      look(
        'See which contexts the kubeconfig has, and which is current.',
        'kubectl config get-contexts',
      ),
      look('Set KUBECONFIG to the file, and --kube-context to a context that is in it.'),
    ],
  },
  {
    id: 'exec-plugin-failed',
    pattern:
      /error executing access token command \\?"(?<command>[^"\\\n]{1,200}?) ?\\?"(?:: [^\n"]{1,80})?|getting (?:credentials|token): (?:exec: |\*{3} ){0,2}(?:\\?"(?<program>[\w./-]{1,80})\\?": executable file not found|executable (?<program_new>[\w./-]{1,80}) not found)|getting credentials: exec plugin[^\n]{0,40}?API version (?<asked>[\w./]{1,60}), plugin returned version (?<got>[\w./]{1,60})|getting (?:credentials|token): (?:exec: ){0,2}decoding stdout: [^\n"]{0,160}|getting credentials: exec(?::| plugin)[^\n]{0,160}|exec plugin: invalid apiVersion[^\n]{0,120}|exec: \\?"(?<program_alone>aws-iam-authenticator|aws|gke-gcloud-auth-plugin|kubelogin|heptio-authenticator-aws|gcloud|az)\\?": executable file not found/,
    saidBy: 'the program that read the kubeconfig',
    hops: ['client->kubernetes'],
    cause: ({ command, program, asked, got }) =>
      `The kubeconfig gets its credentials from another program, and ${
        command !== undefined
          ? `${command} failed`
          : program !== undefined
            ? `this machine or container has no ${program} in its PATH`
            : asked !== undefined
              ? `the client asks for ${asked} and gets ${got ?? ''}`
              : 'this program is missing, failed, or is asked in a form that the client does not know'
      }. The API server was not asked.`,
    certainty: 'certain',
    findings: ['credentials-unavailable'],
    steps: [
      look('Read which program the kubeconfig names.', 'kubectl config view --minify'),
      look('Install this program, or log in with it.'),
    ],
  },
  {
    id: 'tiller-cannot-initialize',
    pattern:
      /Cannot initialize Kubernetes connection: (?!open |No Auth Provider|Get |x509|dial |read |write )(?<reason>[^\n"]{1,160})/,
    saidBy: "Tiller's log",
    hops: ['tiller->storage'],
    cause: ({ reason = '' }) =>
      reason.startsWith('the server has asked for the client to provide credentials')
        ? "The API server does not accept the token of Tiller's service account."
        : `Tiller does not get a connection to the Kubernetes API: ${reason}`,
    certainty: 'certain',
    findings: ['tiller-unreachable', 'tiller-not-ready'],
    steps: ({ reason = '' }, scene) => [
      tillerLog(scene),
      ...(reason.startsWith('the server has asked')
        ? [
            change(
              "Delete the Secret of the token, so that Kubernetes makes another, and restart Tiller's pod.",
            ),
          ]
        : []),
    ],
  },
  {
    id: 'port-taken',
    pattern: /listen tcp[46]? \S{0,60}:(?<port>\d{1,5}): bind: address already in use/,
    saidBy: 'a program in Go, at its start',
    hops: ['cluster'],
    cause: ({ port = '' }) =>
      `The program cannot listen on port ${port}: another one has this port. On a node with hostNetwork, or on this machine, that is often an earlier copy of it or another port-forward.`,
    certainty: 'certain',
    findings: ['tiller-not-ready', 'swift-not-ready'],
    steps: [change('Find which program has the port, and end that program; or use another port.')],
  },
  {
    id: 'no-more-files',
    pattern: /(?:accept|dial|open|socket)[^\n]{0,120}?: too many open files/,
    saidBy: 'a program whose connections and files are at their limit',
    hops: ['cluster'],
    cause:
      'The program has as many connections and files open as its limit allows, so that it accepts and opens none. Callers that never close their connections do this.',
    certainty: 'certain',
    findings: ['swift-unreachable', 'tiller-unreachable'],
    steps: [change('Restart the program, and let its callers close their connections.')],
  },
  {
    id: 'no-socket-left',
    pattern: /\bconnect (?:EMFILE|ENFILE|ENOBUFS|ENOMEM)\b/,
    saidBy: 'a client in Node.js, such as swiftcheck',
    hops: ['client->tiller', 'swiftcheck->swift'],
    cause: 'The system gave the client no socket for the call, so nothing was sent.',
    certainty: 'certain',
    findings: ['client-error'],
    steps: [
      look(
        'Raise the limit of open files with `ulimit -n NUMBER`, or end programs that hold many files or much memory.',
      ),
    ],
  },
  {
    id: 'tiller-newer',
    pattern: /current Tiller version is newer|current Tiller version \S{1,40} is newer/,
    saidBy: 'helm init',
    hops: ['client->kubernetes'],
    cause:
      'Tiller is newer than this helm, and helm init does not downgrade Tiller without --force-upgrade.',
    certainty: 'certain',
    findings: ['client-refused'],
    steps: (_groups, scene) => [
      look('Compare both versions.', 'helm version'),
      look('Use the helm of the version of Tiller.'),
      setTillerImage(scene),
    ],
  },
];
