// What is said of a pasted text, for people and for programs.
import type { Recognised } from '../signatures/recognise.js';
import type { SignatureHop } from '../signatures/types.js';
import { shorten } from '../util/safe-text.js';
import { hopLine } from './hop-line.js';
import { labelled } from './layout.js';
import type { Paint } from './paint.js';

export const EXPLAIN_SCHEMA_VERSION = 1;
const MARGIN = 10;

export function signatureText(found: readonly Recognised[], ink: Paint): string {
  const blocks = found.map(({ signature, matched, cause }) => [
    ...labelled('', `"${shorten(matched, 200)}"`, 0).map((line) => ink.strong(line)),
    ...labelled('  said by', signature.saidBy, MARGIN),
    ...signature.hops.flatMap((hop, index) =>
      labelled(index === 0 ? '  hop' : '', `${index === 0 ? '' : 'or '}${drawn(hop)}`, MARGIN),
    ),
    ...labelled('  cause', `${cause} (${signature.certainty})`, MARGIN),
    ...listed('  check', signature.checks),
    ...listed('  next', signature.next),
    ...listed(
      '  more',
      signature.findings.map((code) => `swiftcheck explain ${code}`),
    ),
  ]);
  const closing = labelled('', 'Told from the text alone: nothing was asked over the network.', 0);
  return `${[...blocks, closing].map((block) => block.join('\n')).join('\n\n')}\n`;
}

function listed(label: string, items: readonly string[]): string[] {
  return items.flatMap((item, index) =>
    labelled(`${(index === 0 ? label : '').padEnd(MARGIN)}-`, item, MARGIN + 2),
  );
}

function drawn(hop: SignatureHop): string {
  switch (hop) {
    case 'client->tiller':
      return 'helm or another client -X-> Tiller';
    case 'swift->kubernetes':
      return 'Swift -X-> Kubernetes API';
    case 'port-forward':
      return 'client -> API server -> kubelet -X-> pod';
    case 'cluster':
      return 'inside the cluster';
    default:
      return hopLine(hop, false) ?? hop;
  }
}

export function signatureJson(found: readonly Recognised[]): string {
  const report = {
    schemaVersion: EXPLAIN_SCHEMA_VERSION,
    signatures: found.map(({ signature, matched, cause }) => ({
      id: signature.id,
      matched,
      saidBy: signature.saidBy,
      hops: signature.hops,
      cause,
      certainty: signature.certainty,
      findings: signature.findings,
      checks: signature.checks,
      next: signature.next,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
