// Steps that look at Swift.
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

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
export function forwardToSwift({ kubectl, swiftService }: Shell): Step {
  const { namespace, name, port } = swiftService ?? {
    ...{ namespace: 'NAMESPACE', name: 'SERVICE', port: null },
  };
  const open = swiftService
    ? port === null
      ? ' PORT is its port.'
      : ''
    : ' NAMESPACE, SERVICE and PORT are those of Swift.';
  return look(
    `Forward a port of Swift's Service.${open} Then run swiftcheck with \`--swift http://127.0.0.1:9855\`.`,
    kubectl(namespace, ['port-forward', `service/${name}`, `9855:${port ?? 'PORT'}`]),
  );
}

export function swiftLog({ kubectl, swiftService }: Shell): Step {
  const pod = swiftService?.pods[0];
  return swiftService && pod !== undefined
    ? look('Read the log of Swift.', kubectl(swiftService.namespace, ['logs', pod, '--tail=50']))
    : look(
        'Read the log of Swift. NAMESPACE is that of Swift.',
        kubectl('NAMESPACE', ['logs', '-l', 'app=swift', '--tail=50']),
      );
}
