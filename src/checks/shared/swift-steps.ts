// Steps that look at Swift.
import type { Description, Step } from '../define.js';
import type { Command, Shell } from '../shell.js';
import { look } from '../steps.js';
import { shownName } from './words.js';

/** The address of the port that the commands below forward. */
const FORWARDED = '127.0.0.1:9855';

/** What to do if another server in front of Swift answers instead of Swift; nothing is in front of a forwarded port. */
export function inFront(shell: Shell): Step[] {
  if (shell.forwarded.swift) return [swiftLog(shell)];
  return [
    look(
      'Look at what stands between this machine and Swift: an ingress, a login page or a proxy.',
    ),
    forwardToSwift(shell),
  ];
}

/** Past everything in front of Swift. */
export function forwardToSwift(shell: Shell): Step {
  const { command, open } = forward(shell);
  return look(
    `Forward a port of Swift's Service.${open} Then run swiftcheck with \`--swift http://${FORWARDED}\`.`,
    command,
  );
}

function forward({ kubectl, swiftService }: Shell): {
  readonly command: Command;
  /** What is to be filled in, with a space before. */
  readonly open: string;
} {
  const { namespace, name, port } = swiftService ?? {
    ...{ namespace: 'NAMESPACE', name: 'SERVICE', port: null },
  };
  const open = swiftService
    ? port === null
      ? ' PORT is its port.'
      : ''
    : ' NAMESPACE, SERVICE and PORT are those of Swift.';
  return {
    open,
    command: kubectl(namespace, ['port-forward', `service/${name}`, `9855:${port ?? 'PORT'}`]),
  };
}

/** Empty if the Service has no other port. */
export function otherPorts({ swiftService: service, again }: Shell): Step[] {
  const [other] = service?.otherPorts ?? [];
  if (!service || other === undefined) return [];
  return [
    look(
      `Try another port of the Service: ${service.otherPorts.map(shownName).join(', ')}.`,
      again(['--swift-service', `${service.namespace}/${service.name}:${other}`]),
    ),
  ];
}

/**
 * If Swift does not use the scheme that the run took from the port of the Service. No flag sets another scheme for
 * that port, but a URL has its own.
 */
export function otherScheme(shell: Shell, scheme: 'http' | 'https'): Step[] {
  const { command, open } = forward(shell);
  const through = shell.again([
    ...['--swift', `${scheme}://${FORWARDED}`],
    ...(scheme === 'https' ? ['--insecure'] : []),
  ]);
  return [
    ...otherPorts(shell),
    look(
      scheme === 'https'
        ? 'Run it again with TLS through a forwarded port. `--insecure` accepts a certificate that does not list 127.0.0.1.'
        : 'Run it again without TLS through a forwarded port.',
      {
        line: through.line,
        needs: [
          `Forward the port in another terminal first: \`${command.line}\`.${open}`,
          ...through.needs,
        ],
      },
    ),
  ];
}

/**
 * Reads objects of Swift. The label is that of the chart; the Service that the run knows can lack it.
 * @param kinds as kubectl takes them
 * @param form flags that say what is printed
 */
export function getSwift(
  { kubectl, swiftService }: Shell,
  kinds: string,
  form: readonly string[] = [],
): Command {
  if (!swiftService) {
    return kubectl(null, ['get', kinds, '--all-namespaces', '-l', 'app=swift', ...form]);
  }
  const { namespace, name, pods } = swiftService;
  // A name stands for objects of each of these kinds.
  const names = kinds === 'pods' ? pods.slice(0, 5) : kinds.includes('pods') ? [] : [name];
  return kubectl(namespace, ['get', kinds, ...names, ...form]);
}

/** The path that all versions of Kubernetes have. */
export function askApiServer({ kubectl }: Shell): Step {
  return look('See whether the API server answers.', kubectl(null, ['get', '--raw', '/healthz']));
}

/** The API server answers a call of Swift with words that are not known. */
export function answeredForSwift(shell: Shell): Omit<Description, 'seen'> {
  return {
    certainty: 'possible',
    cause:
      'The API server, or a server in front of it, answered in place of Swift. The answer does not show whether Swift got the call.',
    steps: [
      askApiServer(shell),
      swiftLog(shell),
      ...(shell.forwarded.swift ? [] : [forwardToSwift(shell)]),
    ],
  };
}

export function swiftLog({ kubectl, swiftService }: Shell): Step {
  const pod = swiftService?.pods[0];
  return swiftService && pod !== undefined
    ? look('Read the log of Swift.', kubectl(swiftService.namespace, ['logs', pod, '--tail=50']))
    : look(
        `Read the log of Swift.${swiftService ? '' : ' NAMESPACE is that of Swift.'}`,
        kubectl(swiftService?.namespace ?? 'NAMESPACE', ['logs', '-l', 'app=swift', '--tail=50']),
      );
}
