// A forwarded port of Tiller.
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';
import { DEPLOYMENT } from './tiller-commands.js';
import { TILLER_LABELS } from './tiller-search.js';

/** Helm's default. */
const NAMESPACE = 'kube-system';

/** Past everything in front of Tiller. @param then what to do with the port */
export function forwardToTiller(
  { kubectl, tiller }: Shell,
  then = 'Then run swiftcheck with `--tiller 127.0.0.1:44134`.',
  port = '44134',
): Step {
  const pod = tiller?.pod ?? null;
  const guess = tiller ? '' : ` ${NAMESPACE} is Helm's default namespace.`;
  return look(
    `Forward a port of Tiller's pod.${guess} ${then}`,
    kubectl(tiller?.namespace ?? NAMESPACE, [
      'port-forward',
      pod === null ? `deployment/${DEPLOYMENT}` : `pod/${pod}`,
      `44134:${port}`,
    ]),
  );
}

/** @param text one sentence */
export function tillerPods(text: string, { kubectl }: Shell): Step {
  return look(
    text,
    kubectl(null, ['get', 'pods', '--all-namespaces', '-l', TILLER_LABELS, '-o', 'wide']),
  );
}

export function tillerLogBefore({ kubectl, tiller }: Shell): Step {
  return look(
    `Read the log of Tiller before its last restart.${tiller ? '' : ` ${NAMESPACE} is Helm's default namespace.`}`,
    kubectl(tiller?.namespace ?? NAMESPACE, ['logs', '-l', TILLER_LABELS, '--previous']),
  );
}

export function tillerLog({ kubectl, tiller }: Shell): Step {
  return look(
    `Read the log of Tiller.${tiller ? '' : ` ${NAMESPACE} is Helm's default namespace.`} Paste an error of the log into \`swiftcheck explain\`.`,
    kubectl(tiller?.namespace ?? NAMESPACE, ['logs', '-l', TILLER_LABELS, '--tail=50']),
  );
}
