// What is said of a pasted text, for people and for programs.
import { commandLine, stepWords } from './step-words.js';
import { answered, quoted } from '../checks/shared/words.js';
import type { Recognised } from '../signatures/recognise.js';
import type { SignatureHop } from '../signatures/types.js';
import { hopLine } from '../judge/path-words.js';
import { EXPLAIN_SCHEMA_VERSION, type TextForm } from './explain-form.js';
import { labelled } from './layout.js';
import { prose } from './page.js';
import type { Paint } from './paint.js';

const MARGIN = 10;

export interface Explained {
  readonly found: readonly Recognised[];
  /** Whether only the end of the text was read. */
  readonly cut: boolean;
}

export function signatureText({ found, cut }: Explained, ink: Paint): string {
  const blocks = found.map((each) => blockOf(each, ink));
  const closing = [
    found.length > 1 ? 'The most specific cause stands first. ' : '',
    cut ? 'Only the end of the text was read. ' : '',
    'Told from the text alone, without touching the network: probes decide.',
  ].join('');
  return `${[...blocks, labelled('', closing, 0)].map((block) => block.join('\n')).join('\n\n')}\n`;
}

function blockOf(found: Recognised, ink: Paint): string[] {
  const { signature, cause, steps } = found;
  // With its codes, where the text had some; it is the other side's words in any case.
  const coded = found.httpStatus !== undefined || found.grpcCode !== undefined;
  const words = coded ? answered({ ...found, message: found.matched }) : quoted(found.matched);
  const text = labelled('', words, 0);
  return [
    ...text.map((line) => ink.strong(line)),
    ...labelled('  said by', signature.saidBy, MARGIN),
    ...signature.hops.flatMap((hop, index) =>
      labelled(index === 0 ? '  hop' : '    or', drawn(hop), MARGIN),
    ),
    ...prose('  cause', `${cause} (${signature.certainty})`, MARGIN, ink),
    ...signature.checks.flatMap((check, index) => commandLines(index, check, ink)),
    ...steps.flatMap((step, index) => [
      ...prose(
        `${(index === 0 ? '  next' : '').padEnd(MARGIN)}-`,
        stepWords(step),
        MARGIN + 2,
        ink,
      ),
      ...commandLine(step, MARGIN + 2),
    ]),
    ...signature.findings.map(
      (code, index) =>
        `${(index === 0 ? '  more' : '').padEnd(MARGIN)}- swiftcheck explain ${code}`,
    ),
  ];
}

/** A command stays on one line, to be copied; what it is for, in brackets behind it, comes below. */
function commandLines(index: number, check: string, ink: Paint): string[] {
  const [command = '', reason] = check.split(/ {2}(?=\()/);
  return [
    `${(index === 0 ? '  check' : '').padEnd(MARGIN)}- ${command}`,
    ...(reason === undefined ? [] : prose('', reason, MARGIN + 2, ink)),
  ];
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
      return hopLine(hop, false, 'client');
  }
}

export function signatureForm({ found, cut }: Explained): TextForm {
  return {
    schemaVersion: EXPLAIN_SCHEMA_VERSION,
    kind: 'text',
    cut,
    signatures: found.map(({ signature, matched, cause, steps, httpStatus, grpcCode }) => ({
      id: signature.id,
      matched,
      ...(httpStatus !== undefined && { httpStatus }),
      ...(grpcCode !== undefined && { grpcCode }),
      saidBy: signature.saidBy,
      hops: signature.hops,
      cause,
      certainty: signature.certainty,
      findings: signature.findings,
      checks: signature.checks,
      steps,
    })),
  };
}
